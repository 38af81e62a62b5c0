import { describe, expect, test } from '@jest/globals';
import type { RawUpdate } from '../../../src/ports/channel.ts';
import { eventually } from '../eventually.ts';
import { createInbox } from '../recorder.ts';
import { type Bench, card, eventsOf, fakeFile, isText, refOf, reminder } from './bench.ts';
import type { ContractChat } from './network.ts';

/** Hearing people, and losing nothing of what they said. */
export function receivingContract(bench: Bench): void {
  describe('receiving', () => {
    test('what a person says arrives as an event of that person and chat', async () => {
      const inbox = createInbox();
      const channel = await bench.start(inbox);
      for (const kind of bench.network.kinds) {
        if (channel.capabilities(kind).hears === 'nothing') continue;
        const chat = await bench.network.makeChat(kind);

        const messageId = await chat.say('Đã nhận 12K7');

        const event = await inbox
          .next((update) => isFrom(chat, update) && update.text?.includes('Đã nhận 12K7') === true)
          .then((update) => eventsOf(channel, update.payload).find(isText));
        expect(event).toMatchObject({
          messageId,
          chat: { externalId: chat.address.externalId, kind },
          person: { externalId: chat.personId },
        });
        expect(event?.text).toContain('Đã nhận 12K7');
      }
    });

    test('a file that came in can be fetched whole, but not over the limit', async () => {
      const inbox = createInbox();
      const channel = await bench.start(inbox);
      const chat = await bench.firstChat();
      const content = fakeFile('Báo cáo tháng.pdf', 200_000);

      await chat.sendFile(content.name, await content.read());

      const update = await inbox.next((each) => each.fileNames?.includes(content.name) === true);
      const received = eventsOf(channel, update.payload).find(isText)?.files[0];
      expect(received).toMatchObject({ name: content.name, bytes: content.bytes });
      const fetched = await channel.download(received?.fileId ?? '', content.bytes);
      expect(Buffer.compare(fetched, await content.read())).toBe(0);
      await expect(channel.download(received?.fileId ?? '', content.bytes - 1)).rejects.toThrow();
    });

    test('a press is urgent and can be answered once', async () => {
      const inbox = createInbox();
      const channel = await bench.start(inbox);
      const chat = await bench.firstChat();
      if (!channel.capabilities(chat.address.kind).buttons) return;
      const ref = await refOf(channel.send(chat.address, card()), chat);

      await chat.press(ref.messageId, '✅ Xác nhận');

      const update = await inbox.next((each) => each.urgent);
      const press = eventsOf(channel, update.payload).find((event) => event.type === 'press');
      expect(press).toMatchObject({
        data: 'a:7Zk2Qx',
        messageId: ref.messageId,
        person: { externalId: chat.personId },
      });
      const answer = { text: 'Đã ghi nhận lúc 08:15', alert: true };
      expect((await channel.answer?.(press?.pressId ?? '', answer))?.type).toBe('sent');
      expect(chat.lastAnswer()).toEqual(answer);
      expect((await channel.answer?.(press?.pressId ?? '', answer))?.type).toBe('refused');
    });

    test('a reaction is heard with the message it is about, and so is taking it back', async () => {
      const inbox = createInbox();
      const channel = await bench.start(inbox);
      for (const kind of bench.network.kinds) {
        const chat = await bench.network.makeChat(kind);
        const { acknowledge } = channel.capabilities(kind);
        expect(chat.react !== undefined).toBe(acknowledge.includes('reaction'));
        if (chat.react === undefined) continue;
        const ref = await refOf(channel.send(chat.address, card()), chat);

        await chat.react(ref.messageId, 'thumb');
        await chat.react(ref.messageId, '');

        const heard = () =>
          inbox.handedOver
            .flatMap((update) => eventsOf(channel, update.payload))
            .flatMap((event) =>
              event.type === 'reaction' && event.messageId === ref.messageId ? [event] : [],
            );
        await eventually('both reactions', () => (heard().length >= 2 ? true : undefined));
        expect(heard()).toMatchObject([
          { icon: '👍', person: { externalId: chat.personId } },
          { icon: '', person: { externalId: chat.personId } },
        ]);
      }
    });

    test('an answer to a reminder of the network’s own is heard, or fetched when it was missed', async () => {
      const inbox = createInbox();
      const channel = await bench.start(inbox);
      const chat = await bench.firstChat();
      const { acknowledge } = channel.capabilities(chat.address.kind);
      expect(chat.reminders !== undefined).toBe(acknowledge.includes('native-reminder'));
      if (chat.reminders === undefined) return;
      const ref = await refOf(channel.send(chat.address, reminder()), chat);

      await chat.reminders.answer(ref.messageId, true);

      const answersIn = (updates: readonly RawUpdate[]) =>
        updates
          .flatMap((update) => eventsOf(channel, update.payload))
          .filter((event) => event.type === 'reminder-answer');
      const answer = {
        reminderId: ref.messageId,
        accepted: true,
        person: { externalId: chat.personId },
      };
      await eventually('the answer', () => answersIn(inbox.handedOver)[0]);
      expect(answersIn(inbox.handedOver)).toMatchObject([answer]);
      const missed = (await channel.missedAnswers?.(ref)) ?? [];
      expect(answersIn(missed)).toMatchObject([answer]);
      const again = (await channel.missedAnswers?.(ref)) ?? [];
      expect(again.map(({ networkId }) => networkId)).toEqual(
        missed.map(({ networkId }) => networkId),
      );
    });

    test('an update the sink refuses comes again under the same id', async () => {
      let refusals = 2;
      const inbox = createInbox(() => {
        refusals -= 1;
        if (refusals >= 0) throw new Error('the database is away');
      });
      await bench.start(inbox);
      const chat = await bench.firstChat();

      await chat.say('Đã nhận 12K7');

      await inbox.next((update) => update.text !== undefined);
      const ids = inbox.handedOver.flatMap((update) => (update.text ? [update.networkId] : []));
      expect(ids.length).toBeGreaterThan(1);
      expect(new Set(ids).size).toBe(1);
    });

    test('an update whose process died before it was stored comes again under the same id', async () => {
      let die = () => {};
      const death = new Promise<void>((resolve) => {
        die = resolve;
      });
      const dying = createInbox(() => death);
      const chat = await bench.firstChat();
      const first = await bench.start(dying);
      if (!first.capabilities(chat.address.kind).catchUp) return die();
      await chat.say('Đã nhận 12K7');
      const lost = await eventually('the update at the dying process', () =>
        dying.handedOver.find((update) => update.text !== undefined),
      );

      const inbox = createInbox();
      await bench.start(inbox);

      const again = await inbox.next((update) => update.text !== undefined);
      expect(again.networkId).toBe(lost.networkId);
      die();
    });

    test('what was said while nobody listened arrives after the start, and nothing stored before', async () => {
      const before = createInbox();
      const first = await bench.start(before);
      const chat = await bench.firstChat();
      if (!first.capabilities(chat.address.kind).catchUp) return;
      await chat.say('Trước');
      await before.next((update) => update.text?.includes('Trước') === true);
      await first.stop();

      await chat.say('Trong lúc vắng');
      const after = createInbox();
      await bench.start(after);

      await after.next((update) => update.text?.includes('Trong lúc vắng') === true);
      const known = [...after.stored.keys()].filter((id) => before.stored.has(id));
      const fresh = [...after.stored.values()].filter(
        (update) => !before.stored.has(update.networkId),
      );
      expect(fresh.map((update) => update.text)).toEqual([
        expect.stringContaining('Trong lúc vắng'),
      ]);
      // A network without confirmations repeats itself; then the ids must be the same.
      expect(known.every((id) => before.stored.has(id))).toBe(true);
    });

    test('what it does not understand is nothing', async () => {
      const channel = await bench.start();

      for (const odd of [undefined, null, 0, '', [], {}, { update: 1 }, { payload: {} }]) {
        expect(channel.parse(odd)).toEqual([]);
      }
    });
  });
}

function isFrom(chat: ContractChat, update: RawUpdate): boolean {
  return update.chatKey.includes(chat.address.externalId);
}
