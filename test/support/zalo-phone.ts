import type { Person } from '../../src/sandbox/zalo/person.ts';
import type { SeenMessage } from '../../src/sandbox/zalo/seen.ts';
import type { TestEngine } from './engine.ts';

/** What somebody does and sees in one Zalo chat, step by step, in a story. */
export interface ZaloPhone {
  write(text: string): Promise<void>;
  quote(messageId: string, text: string): Promise<void>;
  sendFile(name: string, bytes: Uint8Array): Promise<void>;
  /** `icon` is Zalo's own word; '' takes the reaction back. */
  react(messageId: string, icon: string): Promise<void>;
  /** Types the number that stands before the choice on the newest card that has it. */
  choose(label: string): Promise<void>;
  /** The newest message of the account that contains `words`; throws when there is none. */
  sees(words: string): SeenMessage;
  /** Every message of the account that is still there, oldest first. */
  all(): readonly SeenMessage[];
}

/** The phone of a person with a chat open: the private one with our account unless told. */
export function zaloPhone(test: TestEngine, person: Person, chat?: string): ZaloPhone {
  const { account } = test.zalo();
  const where = chat ?? account.uid;
  const all = () =>
    person.sees(where).filter(({ from, isUndone }) => from.uid === account.uid && !isUndone);
  const settle = async () => {
    await test.settle();
    test.advance(5_000);
    await test.settle();
  };
  const after = async (act: () => unknown) => {
    act();
    await settle();
  };
  return {
    all,
    write: (text) => after(() => person.send(where, text)),
    quote: (messageId, text) => after(() => person.quote(messageId, text)),
    sendFile: (name, bytes) => after(() => person.sendFile(where, { name, bytes })),
    react: (messageId, icon) => after(() => person.react(messageId, icon)),
    async choose(label) {
      for (const { text } of [...all()].reverse()) {
        const line = text
          .split('\n')
          .find((one) => /^\d+\. /.test(one) && one.replace(/^\d+\. /, '').includes(label));
        if (!line) continue;
        await after(() => person.send(where, line.split('.')[0] ?? ''));
        return;
      }
      throw new Error(`No choice «${label}» among:\n${texts(all())}`);
    },
    sees(words) {
      const found = all().findLast(({ text }) => text.includes(words));
      if (!found) throw new Error(`Nobody wrote «${words}»; there is:\n${texts(all())}`);
      return found;
    },
  };
}

function texts(messages: readonly SeenMessage[]): string {
  return messages.map(({ text, file }) => file?.name ?? text).join('\n---\n');
}
