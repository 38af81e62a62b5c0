import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCatchUp } from '../../../../src/channels/zalo/zca/catch-up.ts';
import { createKnownMessages } from '../../../../src/channels/zalo/zca/known-messages.ts';
import { compareIds, createMarks } from '../../../../src/channels/zalo/zca/marks.ts';
import { parsePayload } from '../../../../src/channels/zalo/zca/parse.ts';
import { choicesOf, renderText } from '../../../../src/channels/zalo/zca/render.ts';
import { sealCredentials } from '../../../../src/channels/zalo/zca/sealed-credentials.ts';
import { createThrottle } from '../../../../src/channels/zalo/zca/throttle.ts';
import { backoff, defaultTiming } from '../../../../src/channels/zalo/zca/timing.ts';
import { memoryStore } from './channel-fixture.ts';

const words = { replyWith: (code: string) => `Trả lời: DN ${code}` };
const render = (text: string) => renderText({ kind: 'text', clientId: '1', text }, words);

describe('rendering', () => {
  test('2000 units are one message and 2001 are two', () => {
    expect(render('a'.repeat(2000))).toEqual({ pieces: ['a'.repeat(2000)] });
    expect(render('a'.repeat(2001))).toEqual({ pieces: ['a'.repeat(2000), 'a'] });
  });

  test('breaks at the end of a line before it breaks between words', () => {
    const line = 'chữ '.repeat(300).trim();

    expect(render(`${line}\n${line}`)).toEqual({ pieces: [line, line] });
  });

  test('an empty text is refused', () => {
    expect(render(' \n ')).toEqual({ refused: expect.any(String) });
  });

  test('loses nothing but white space, and no piece is too long or ends inside a character', () => {
    const texts = fc.string({ unit: fc.constantFrom('đ', ' ', '\n', '🌀', 'a'), maxLength: 9000 });
    fc.assert(
      fc.property(texts, (text) => {
        const rendering = render(text);
        const pieces = 'pieces' in rendering ? rendering.pieces : [];
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(2000);
          expect(piece).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
        }
        expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  test('numbers the answers of a card across its rows and leaves links without a number', () => {
    const view = {
      lines: ['Chọn nơi nhận'],
      buttons: [
        [{ label: 'Sở, ngành', data: 'a' }],
        [
          { label: 'Hướng dẫn', url: 'https://example.org' },
          { label: 'Xã, phường', data: 'b' },
        ],
      ],
    };

    expect(renderText({ kind: 'card', clientId: '1', view }, words)).toEqual({
      pieces: ['Chọn nơi nhận\n\n1. Sở, ngành\n2. Xã, phường\nHướng dẫn: https://example.org'],
    });
    expect(choicesOf(view).map(({ data }) => data)).toEqual(['a', 'b']);
  });
});

describe('parsing', () => {
  const message = {
    kind: 'message',
    ownId: '3000000000000000001',
    thread: 'group',
    threadId: '7000000000000000009',
    isOwn: false,
    data: {
      msgId: '6100000000001',
      cliMsgId: 1767600000000,
      msgType: 'webchat',
      uidFrom: '3000000000000000002',
      dName: 'Lan',
      ts: '1767600000000',
      content: '@Bot xã Mây DN 12K7',
      mentions: [{ uid: '3000000000000000001', pos: 0, len: 11 }],
    },
  };

  test('takes the account’s own name off a command', () => {
    expect(parsePayload(message)).toMatchObject([{ type: 'text', text: 'DN 12K7' }]);
  });

  test('reads ids of nineteen digits whatever shape the library gave them', () => {
    const long = { toFixed: () => '6100000000123456789', toString: () => '6100000000123456789' };
    for (const msgId of ['6100000000123456789', long]) {
      const payload = { ...message, data: { ...message.data, msgId } };
      expect(parsePayload(payload)).toMatchObject([{ messageId: '6100000000123456789' }]);
    }
  });

  test('an accepted reminder is an answer of each who accepted', () => {
    const { ownId, thread, threadId } = message;
    const data = {
      act: 'accept_remind',
      topicId: '61',
      time: '1767600000000',
      updateMembers: ['31', '32'],
    };

    expect(parsePayload({ kind: 'group-event', ownId, thread, threadId, data })).toMatchObject([
      {
        type: 'reminder-answer',
        reminderId: 'reminder-61',
        accepted: true,
        person: { externalId: '31' },
      },
      {
        type: 'reminder-answer',
        reminderId: 'reminder-61',
        accepted: true,
        person: { externalId: '32' },
      },
    ]);
  });

  test('others coming and going is nothing, the account’s own is a change of membership', () => {
    const { ownId, thread, threadId } = message;
    const event = (act: string, id: string) => ({
      kind: 'group-event',
      ownId,
      thread,
      threadId,
      data: { act, time: '1', sourceId: '31', groupName: 'UBND', updateMembers: [{ id }] },
    });

    expect(parsePayload(event('leave', '31'))).toEqual([]);
    expect(parsePayload(event('remove_member', ownId))).toMatchObject([
      { type: 'membership', status: 'gone', canSend: false, chat: { title: 'UBND' } },
    ]);
    expect(parsePayload(event('join', ownId))).toMatchObject([
      { type: 'membership', status: 'member', canSend: true },
    ]);
  });

  test('anything else is nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (payload) => {
        expect(parsePayload(payload)).toEqual([]);
      }),
    );
  });
});

describe('catching up', () => {
  test('walks back to the mark and no further', () => {
    const walk = createCatchUp('100');

    expect(walk.next(['130', '120', '125'])).toBe('120');
    expect(walk.next(['119', '105'])).toBe('105');
    expect(walk.next(['104', '99'])).toBeUndefined();
  });

  test('reads one page when nothing is known, and stops where pages get no older', () => {
    expect(createCatchUp(undefined).next(['130', '120'])).toBeUndefined();
    const walk = createCatchUp('1');
    expect(walk.next(['130', '120'])).toBe('120');
    expect(walk.next(['130', '120'])).toBeUndefined();
    expect(createCatchUp('1').next([])).toBeUndefined();
  });

  test('a mark moves only once the gap behind it is closed', () => {
    const marks = createMarks({ group: '100' });
    marks.open();
    marks.stored('group', '150');
    expect(marks.current.group).toBe('100');

    marks.close('group');
    expect(marks.current.group).toBe('150');
    marks.stored('group', '149');
    marks.stored('group', '1000');
    expect(marks.current).toMatchObject({ group: '1000' });
  });

  test('ids are ordered as numbers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (a, b) => {
        const expected = a === b ? 0 : a < b ? -1 : 1;
        expect(Math.sign(compareIds(String(a), String(b)))).toBe(expected);
      }),
    );
  });
});

describe('sealed credentials', () => {
  const dataKey = 'một khóa bí mật đủ dài để thử nghiệm';

  test('open with the key and for the account they were sealed for', async () => {
    const store = memoryStore();
    const sealed = sealCredentials(store, { dataKey, accountId: 'a' });

    await sealed.save('{"cookies":["bí mật"]}');

    expect(await sealed.load()).toBe('{"cookies":["bí mật"]}');
    expect(store.saved[0]).not.toContain('cookies');
    const others = [
      { dataKey: dataKey.toUpperCase(), accountId: 'a' },
      { dataKey, accountId: 'b' },
    ];
    for (const other of others) {
      await expect(sealCredentials(store, other).load()).rejects.toThrow(/DATA_KEY/);
    }
  });

  test('are never the same twice, and do not open once changed', async () => {
    const store = memoryStore();
    const sealed = sealCredentials(store, { dataKey, accountId: 'a' });
    await sealed.save('x');
    await sealed.save('x');
    expect(store.saved[0]).not.toBe(store.saved[1]);

    const text = store.saved[0] ?? '';
    const changed = text.slice(0, 12) + (text[12] === 'A' ? 'B' : 'A') + text.slice(13);
    await expect(
      sealCredentials(memoryStore(changed), { dataKey, accountId: 'a' }).load(),
    ).rejects.toThrow(/do not open/);
  });

  test('a short key is refused, and nothing saved is nothing', async () => {
    expect(() => sealCredentials(memoryStore(), { dataKey: 'ngắn', accountId: 'a' })).toThrow();
    expect(
      await sealCredentials(memoryStore(), { dataKey, accountId: 'a' }).load(),
    ).toBeUndefined();
  });
});

describe('waiting', () => {
  test('a throttled account pauses an hour, then longer, up to a day', () => {
    const throttle = createThrottle(3_600_000);
    const now = new Date('2026-01-05T00:00:00Z');
    const hours = Array.from({ length: 7 }, () => {
      throttle.strike(now);
      return throttle.leftMs(now) / 3_600_000;
    });
    expect(hours).toEqual([1, 2, 4, 8, 16, 24, 24]);

    throttle.clear();
    throttle.strike(now);
    expect(throttle.leftMs(now)).toBe(3_600_000);
    expect(throttle.leftMs(new Date(now.getTime() + 3_600_000))).toBe(0);
  });

  test('attempts to connect come further and further apart, within the bound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, r) => {
          const ms = backoff(defaultTiming, n, r);
          expect(ms).toBeLessThanOrEqual(defaultTiming.maxBackoffMs);
          expect(ms).toBeGreaterThanOrEqual(defaultTiming.firstBackoffMs / 2);
        },
      ),
    );
  });

  test('only the newest messages are kept for quoting', () => {
    const known = createKnownMessages(2);
    for (const messageId of ['1', '2', '1', '3']) {
      known.note({ messageId, clientId: '1', ownerId: '1', at: 1, text: '', isText: true });
    }
    expect(['1', '2', '3'].map((id) => known.find(id)?.messageId)).toEqual(['1', undefined, '3']);
  });
});
