import type { Person } from '../../src/sandbox/telegram/person.ts';
import type { SeenMessage } from '../../src/sandbox/telegram/seen.ts';
import type { TestEngine } from './engine.ts';

/** What somebody does and sees on a phone, step by step, in a story. */
export interface Phone {
  /** Presses the newest button whose label contains `label`; returns what the network answered. */
  press(label: string): Promise<string>;
  /** Presses a button of a message as it looked when it was seen, however old. */
  pressOn(seen: SeenMessage, label: string): Promise<string>;
  /** Presses with data that no card of theirs carries. */
  pressData(data: string): Promise<string>;
  write(text: string, options?: { readonly replyTo?: number }): Promise<void>;
  sendFile(name: string, bytes: Uint8Array, options?: { readonly replyTo?: number }): Promise<void>;
  /** The newest message of the bot that contains `words`, as it stands now; throws when there is none. */
  sees(words: string): SeenMessage;
  /** Every message of the bot that is still there, oldest first. */
  all(): readonly SeenMessage[];
}

/** The phone of a person with a chat open: the private one unless told. */
export function phone(test: TestEngine, person: Person, chat: number = person.id): Phone {
  const all = () => person.sees(chat).filter((message) => message.from.isBot);
  const settle = async () => {
    await test.settle();
    // Cards are edited at most every few seconds.
    test.advance(5_000);
    await test.settle();
  };
  return {
    all,
    async press(label) {
      for (const message of [...all()].reverse()) {
        const button = message.buttons.flat().find(({ text }) => text.includes(label));
        if (!button) continue;
        const press = person.press(chat, message.messageId, button.text);
        await settle();
        return person.answersTo(press)[0]?.text ?? '';
      }
      const labels = all().flatMap((message) => message.buttons.flat().map(({ text }) => text));
      throw new Error(`No button «${label}» among: ${labels.join(', ')}`);
    },
    async pressOn({ messageId, buttons }, label) {
      const button = buttons.flat().find(({ text }) => text.includes(label));
      if (!button?.callback_data) throw new Error(`No button «${label}» on what was seen.`);
      const press = person.pressRaw(chat, messageId, button.callback_data);
      await settle();
      return person.answersTo(press)[0]?.text ?? '';
    },
    async pressData(data) {
      const press = person.pressRaw(chat, all().at(-1)?.messageId ?? 0, data);
      await settle();
      return person.answersTo(press)[0]?.text ?? '';
    },
    async write(text, options) {
      person.send(chat, text, options);
      await settle();
    },
    async sendFile(name, bytes, options) {
      person.sendDocument(chat, { name, bytes }, options);
      await settle();
    },
    sees(words) {
      const found = all().findLast((message) => message.text.includes(words));
      if (!found) {
        throw new Error(
          `Nobody wrote «${words}»; there is:\n${all()
            .map(({ text }) => text)
            .join('\n---\n')}`,
        );
      }
      return found;
    },
  };
}
