import { describe, expect, test } from '@jest/globals';
import type { CardView } from '../../../src/ports/channel.ts';
import { eventually } from '../eventually.ts';
import { createInbox } from '../recorder.ts';
import { type Bench, BODY, CARD, card, fakeFile, file, refOf, reminder, text } from './bench.ts';
import { faultKinds } from './network.ts';

/** Sending, failing, changing what was sent, and the limits. */
export function sendingContract(bench: Bench): void {
  describe('sending', () => {
    test('a text is seen once, as it was written, in every kind of chat', async () => {
      const channel = await bench.start();
      for (const kind of bench.network.kinds) {
        const chat = await bench.network.makeChat(kind);

        const outcome = await channel.send(chat.address, text(`${BODY}\n<b>&amp; 🌀`));

        expect(chat.seen()).toMatchObject([{ text: `${BODY}\n<b>&amp; 🌀` }]);
        expect(outcome).toMatchObject({ type: 'sent', messageId: chat.seen()[0]?.messageId });
      }
    });

    test('a card is seen once with every line and its code', async () => {
      const channel = await bench.start();
      for (const kind of bench.network.kinds) {
        const chat = await bench.network.makeChat(kind);

        const outcome = await channel.send(chat.address, card());

        const [message, ...others] = chat.seen();
        expect(others).toEqual([]);
        expect(outcome).toMatchObject({ type: 'sent', messageId: message?.messageId });
        expect(message?.text.startsWith(CARD.lines.join('\n'))).toBe(true);
        expect(message?.text).toContain('12K7');
        if (channel.capabilities(kind).buttons) {
          expect(message?.buttons).toEqual(['✅ Xác nhận']);
        }
      }
    });

    test('the bytes and the name of a file arrive as they are', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      if (channel.capabilities(chat.address.kind).file === undefined) return;
      const content = fakeFile('Công văn 12.pdf', 300_000);

      const outcome = await channel.send(chat.address, file(content, 'Kèm theo'));

      const [message, ...others] = chat.seen();
      expect(outcome).toMatchObject({ type: 'sent', messageId: message?.messageId });
      expect(others).toEqual([]);
      expect(message?.file?.name).toBe('Công văn 12.pdf');
      expect(Buffer.compare(message?.file?.bytes ?? Buffer.of(), await content.read())).toBe(0);
      if (channel.capabilities(chat.address.kind).maxCaption > 0) {
        expect(message?.text).toBe('Kèm theo');
      }
    });

    test('a file the network knows is sent again without its bytes', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      if (channel.capabilities(chat.address.kind).file === undefined) return;
      const content = fakeFile('phu-luc.pdf', 1000);
      const first = await channel.send(chat.address, file(content));
      if (first.type !== 'sent' || first.fileId === undefined) return;

      const readsBefore = content.reads();
      const again = await channel.send(chat.address, file({ ...content, knownAs: first.fileId }));

      expect(again.type).toBe('sent');
      expect(content.reads()).toBe(readsBefore);
      expect(chat.seen().map((message) => message.file?.name)).toEqual([
        'phu-luc.pdf',
        'phu-luc.pdf',
      ]);
    });

    test('a file that cannot be read is not sent', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      if (channel.capabilities(chat.address.kind).file === undefined) return;
      const lost = {
        ...fakeFile('mat.pdf', 10),
        read: () => Promise.reject(new Error(`no such file: ${BODY}`)),
      };

      const outcome = await channel.send(chat.address, file(lost));

      expect(outcome.type).toBe('not-sent');
      expect(JSON.stringify(outcome)).not.toContain(BODY);
    });

    test('a reply hangs on its target', async () => {
      const inbox = createInbox();
      const channel = await bench.start(inbox);
      const chat = await bench.firstChat();
      const said = await chat.say('Đề nghị gửi lại phụ lục');
      await inbox.next((update) => update.text === 'Đề nghị gửi lại phụ lục');
      const target = { chat: chat.address, messageId: said };

      await channel.send(chat.address, { ...text('Đã gửi lại'), replyTo: target });

      expect(chat.seen()).toMatchObject([{ text: 'Đã gửi lại', replyTo: said }]);
    });

    test('a reminder of the network’s own stands in the chat once until it is taken back', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      if (chat.reminders === undefined) {
        expect((await channel.send(chat.address, reminder())).type).toBe('refused');
        return;
      }

      const ref = await refOf(channel.send(chat.address, reminder()), chat);
      const { messageId } = ref;
      expect(chat.reminders.all()).toEqual([
        { messageId, title: 'Hạn báo cáo 12/UBND-VP', at: new Date('2027-01-06T02:00:00Z') },
      ]);

      const removals = [await channel.remove?.(ref), await channel.remove?.(ref)];
      expect(removals.map((outcome) => outcome?.type)).toEqual(['sent', 'sent']);
      expect(chat.reminders.all()).toEqual([]);
    });

    test('many sends at once are all seen once', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      const texts = Array.from({ length: 20 }, (_, index) => `Tin số ${index}.`);

      const outcomes = await Promise.all(
        texts.map((each) => channel.send(chat.address, text(each))),
      );

      expect(outcomes.map((outcome) => outcome.type)).toEqual(texts.map(() => 'sent'));
      const seen = chat.seen();
      expect(seen).toHaveLength(texts.length);
      for (const [index, outcome] of outcomes.entries()) {
        const messageId = outcome.type === 'sent' && outcome.messageId;
        expect(seen.filter((message) => message.messageId === messageId)).toMatchObject([
          { text: texts[index] },
        ]);
      }
    });
  });

  describe('when a send fails', () => {
    test.each(faultKinds)('%s ends as promised', async (kind) => {
      const end = bench.network.faults[kind];
      if (end === undefined) return;
      const channel = await bench.start();
      const chat = await bench.firstChat();
      await bench.network.fail(kind, chat);

      const outcome = await channel.send(chat.address, text(BODY));

      await bench.network.restore();
      expect(outcome).toMatchObject(end.outcome);
      expect(chat.seen().map((message) => message.text)).toEqual(end.isSeen ? [BODY] : []);
      if (outcome.type !== 'sent') expect(outcome.reason).not.toContain(BODY);
    });

    test('the next one is sent when the fault has passed', async () => {
      for (const kind of faultKinds.filter((each) => each !== 'gone' && each !== 'flood')) {
        if (bench.network.faults[kind] === undefined) continue;
        const channel = await bench.start();
        const chat = await bench.firstChat();
        await bench.network.fail(kind, chat);
        await channel.send(chat.address, text('Lần một'));
        await bench.network.restore();

        const next = await eventually(`a send after ${kind}`, async () => {
          const outcome = await channel.send(chat.address, text('Lần hai'));
          return outcome.type === 'not-sent' ? undefined : outcome;
        });

        expect(next.type).toBe('sent');
        await channel.stop();
      }
    });
  });

  describe('changing what is out there', () => {
    test('an edit is seen, and one that changes nothing is sent too', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      const { edit } = channel.capabilities(chat.address.kind);
      expect(channel.edit !== undefined).toBe(edit);
      if (channel.edit === undefined) return;
      const ref = await refOf(channel.send(chat.address, card()), chat);
      const changed: CardView = {
        ...CARD,
        lines: [...CARD.lines, 'Đã tiếp nhận 1/2'],
        buttons: [],
      };

      const first = await channel.edit(ref, changed);
      const second = await channel.edit(ref, changed);

      expect([first.type, second.type]).toEqual(['sent', 'sent']);
      expect(chat.seen()).toHaveLength(1);
      expect(chat.seen()[0]?.text).toContain('Đã tiếp nhận 1/2');
      expect(chat.seen()[0]?.buttons).toEqual([]);
    });

    test('a removed message is gone, and removing it again does no harm', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      const { remove } = channel.capabilities(chat.address.kind);
      expect(channel.remove !== undefined).toBe(remove !== undefined);
      if (channel.remove === undefined) return;
      const ref = await refOf(channel.send(chat.address, card()), chat);

      const first = await channel.remove(ref);
      const second = await channel.remove(ref);

      expect(first.type).toBe('sent');
      expect(['sent', 'refused']).toContain(second.type);
      expect(chat.seen()).toEqual([]);
    });

    test('a message that never was cannot be edited', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      const ref = { chat: chat.address, messageId: '999999' };

      expect((await channel.edit?.(ref, CARD))?.type ?? 'refused').toBe('refused');
    });
  });

  describe('limits', () => {
    test('the longest text is sent whole, a longer one is refused and not seen', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      const { maxText } = channel.capabilities(chat.address.kind);
      const longest = 'ệ'.repeat(maxText);

      expect((await channel.send(chat.address, text(longest))).type).toBe('sent');
      expect((await channel.send(chat.address, text(`${longest}.`))).type).toBe('refused');
      const long: CardView = { ...CARD, lines: [longest, 'x'] };
      expect((await channel.send(chat.address, card(long))).type).toBe('refused');

      expect(chat.seen().map((message) => message.text)).toEqual([longest]);
    });

    test('the longest caption is sent whole, a longer one is refused and not seen', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      const { maxCaption, file: files } = channel.capabilities(chat.address.kind);
      if (files === undefined || maxCaption === 0) return;
      const longest = 'ệ'.repeat(maxCaption);
      const content = fakeFile('a.pdf', 10);

      expect((await channel.send(chat.address, file(content, longest))).type).toBe('sent');
      expect((await channel.send(chat.address, file(content, `${longest}.`))).type).toBe('refused');

      expect(chat.seen().map((message) => message.text)).toEqual([longest]);
    });

    test('a file that is too large is refused without being read', async () => {
      const channel = await bench.start();
      const chat = await bench.firstChat();
      const { file: files } = channel.capabilities(chat.address.kind);
      if (files === undefined) return;
      const large = fakeFile('lon.pdf', files.maxBytes + 1);

      expect((await channel.send(chat.address, file(large))).type).toBe('refused');
      expect(large.reads()).toBe(0);
      expect(chat.seen()).toEqual([]);
    });
  });
}
