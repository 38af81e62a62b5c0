/**
 * What every channel promises, whatever its network.
 *
 * A network joins by describing itself as a `ContractNetwork`; the suite asks for nothing a network's
 * capabilities do not offer.
 */
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChatKind, InboundEvent } from '../../src/domain/inbound-event.ts';
import type {
  CardView,
  Channel,
  ChatAddress,
  FileContent,
  Outcome,
  OutgoingPart,
  RawUpdate,
} from '../../src/ports/channel.ts';
import { eventually } from './eventually.ts';
import {
  createInbox,
  createRecorder,
  type Inbox,
  type Recorder,
  type Surroundings,
} from './recorder.ts';

/** What can go wrong with the next call that sends. */
export const faultKinds = [
  /** The connection closes before the network has read the request. */
  'dropped',
  /** Carried out, but the connection closes before the answer. */
  'lost-answer',
  /** Carried out, but never answered. */
  'hang',
  /** Carried out, but a gateway's page comes back. */
  'html-page',
  /** The network's own failure. */
  'server-error',
  /** Too many requests. */
  'flood',
  /** The network does not want this message. */
  'refused',
  /** The account has lost the chat. */
  'gone',
  /** Nobody answers at the network's address, until `restore`. */
  'unreachable',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** How a fault ends: what `send` says, and whether people see the message all the same. */
export interface FaultEnd {
  readonly outcome: { readonly type: Outcome['type'] } & Readonly<Record<string, unknown>>;
  readonly isSeen: boolean;
}

/** A message of the account as a person in the chat sees it. */
export interface SeenMessage {
  readonly messageId: string;
  /** The caption of a file. */
  readonly text: string;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  readonly buttons: readonly string[];
  readonly replyTo?: string;
}

/** A chat with the account and one person in it. */
export interface ContractChat {
  readonly address: ChatAddress;
  readonly personId: string;
  /** The account's messages that are still there, oldest first. */
  seen(): readonly SeenMessage[];
  /** The person writes something the account hears in this kind of chat. Answers with the message's id. */
  say(text: string): Promise<string>;
  /** The person sends a file the account hears of. */
  sendFile(name: string, bytes: Uint8Array): Promise<void>;
  /** The person presses a button; only asked for where there are buttons. */
  press(messageId: string, label: string): Promise<void>;
  /** The private answer to the person's last press. */
  lastAnswer(): { readonly text: string; readonly alert: boolean } | undefined;
}

export interface ContractNetwork {
  /** Makes the account's channel as a new process would. The suite starts and stops it. */
  openChannel(surroundings: Surroundings): Channel | Promise<Channel>;
  /** The kinds of chat the account can be in. */
  readonly kinds: readonly ChatKind[];
  makeChat(kind: ChatKind): Promise<ContractChat>;
  /** How each fault this network can have ends. */
  readonly faults: Readonly<Partial<Record<FaultKind, FaultEnd>>>;
  fail(kind: FaultKind, chat: ContractChat): Promise<void>;
  /** Ends what `fail` began. */
  restore(): Promise<void>;
  /** Tokens, cookies and keys of the account. */
  readonly secrets: readonly string[];
  /** What a client did that the real network does not know or forbids. */
  violations(): readonly string[];
  close(): Promise<void>;
}

const BODY = 'Nội dung chỉ dành cho nơi nhận';
const CARD: CardView = {
  lines: ['KHẨN – UBND tỉnh Bình Minh', 'Số 12/UBND-VP <& >', 'Hạn: 17 giờ 00 ngày 09/01/2026'],
  code: '12K7',
  buttons: [[{ label: '✅ Xác nhận', data: 'a:7Zk2Qx', style: 'good' }]],
};

/** Declares the suite for one network. `setup` makes a network of its own for every test. */
export function channelContract(name: string, setup: () => Promise<ContractNetwork>): void {
  describe(`${name} keeps the channel contract`, () => {
    let network: ContractNetwork;
    let recorder: Recorder;
    let opened: Channel[];
    let nextId = 0;

    beforeEach(async () => {
      network = await setup();
      recorder = createRecorder();
      opened = [];
    });

    afterEach(async () => {
      await Promise.all(opened.map((channel) => channel.stop()));
      await network.close();
    });

    /** A channel that has logged in, its updates going to `inbox`. */
    async function start(inbox: Inbox = createInbox()): Promise<Channel> {
      const channel = await network.openChannel(recorder);
      opened.push(channel);
      await channel.start(inbox.sink);
      return channel;
    }

    function makeFirstChat(): Promise<ContractChat> {
      return network.makeChat(network.kinds[0] ?? 'private');
    }

    function clientId(): string {
      nextId += 1;
      return String(1_767_600_000_000 + nextId);
    }

    function text(content: string): OutgoingPart {
      return { kind: 'text', clientId: clientId(), text: content };
    }

    function card(view: CardView = CARD): OutgoingPart {
      return { kind: 'card', clientId: clientId(), view };
    }

    function file(content: FileContent, caption?: string): OutgoingPart {
      const part = { kind: 'file', clientId: clientId(), file: content } as const;
      return caption === undefined ? part : { ...part, caption };
    }

    describe('sending', () => {
      test('a text is seen once, as it was written, in every kind of chat', async () => {
        const channel = await start();
        for (const kind of network.kinds) {
          const chat = await network.makeChat(kind);

          const outcome = await channel.send(chat.address, text(`${BODY}\n<b>&amp; 🌀`));

          expect(chat.seen()).toMatchObject([{ text: `${BODY}\n<b>&amp; 🌀` }]);
          expect(outcome).toMatchObject({ type: 'sent', messageId: chat.seen()[0]?.messageId });
        }
        expect(network.violations()).toEqual([]);
      });

      test('a card is seen once with every line and its code', async () => {
        const channel = await start();
        for (const kind of network.kinds) {
          const chat = await network.makeChat(kind);

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
        expect(network.violations()).toEqual([]);
      });

      test('the bytes and the name of a file arrive as they are', async () => {
        const channel = await start();
        const chat = await makeFirstChat();
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
        const channel = await start();
        const chat = await makeFirstChat();
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
        const channel = await start();
        const chat = await makeFirstChat();
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
        const channel = await start(inbox);
        const chat = await makeFirstChat();
        const said = await chat.say('Đề nghị gửi lại phụ lục');
        await inbox.next((update) => update.text === 'Đề nghị gửi lại phụ lục');
        const target = { chat: chat.address, messageId: said };

        await channel.send(chat.address, { ...text('Đã gửi lại'), replyTo: target });

        expect(chat.seen()).toMatchObject([{ text: 'Đã gửi lại', replyTo: said }]);
      });

      test('many sends at once are all seen once', async () => {
        const channel = await start();
        const chat = await makeFirstChat();
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
        const end = network.faults[kind];
        if (end === undefined) return;
        const channel = await start();
        const chat = await makeFirstChat();
        await network.fail(kind, chat);

        const outcome = await channel.send(chat.address, text(BODY));

        await network.restore();
        expect(outcome).toMatchObject(end.outcome);
        expect(chat.seen().map((message) => message.text)).toEqual(end.isSeen ? [BODY] : []);
        if (outcome.type !== 'sent') expect(outcome.reason).not.toContain(BODY);
      });

      test('the next one is sent when the fault has passed', async () => {
        for (const kind of faultKinds.filter((each) => each !== 'gone' && each !== 'flood')) {
          if (network.faults[kind] === undefined) continue;
          const channel = await start();
          const chat = await makeFirstChat();
          await network.fail(kind, chat);
          await channel.send(chat.address, text('Lần một'));
          await network.restore();

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
        const channel = await start();
        const chat = await makeFirstChat();
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
        const channel = await start();
        const chat = await makeFirstChat();
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
        const channel = await start();
        const chat = await makeFirstChat();
        const ref = { chat: chat.address, messageId: '999999' };

        expect((await channel.edit?.(ref, CARD))?.type ?? 'refused').toBe('refused');
      });
    });

    describe('limits', () => {
      test('the longest text is sent whole, a longer one is refused and not seen', async () => {
        const channel = await start();
        const chat = await makeFirstChat();
        const { maxText } = channel.capabilities(chat.address.kind);
        const longest = 'ệ'.repeat(maxText);

        expect((await channel.send(chat.address, text(longest))).type).toBe('sent');
        expect((await channel.send(chat.address, text(`${longest}.`))).type).toBe('refused');
        const long: CardView = { ...CARD, lines: [longest, 'x'] };
        expect((await channel.send(chat.address, card(long))).type).toBe('refused');

        expect(chat.seen().map((message) => message.text)).toEqual([longest]);
      });

      test('the longest caption is sent whole, a longer one is refused and not seen', async () => {
        const channel = await start();
        const chat = await makeFirstChat();
        const { maxCaption, file: files } = channel.capabilities(chat.address.kind);
        if (files === undefined || maxCaption === 0) return;
        const longest = 'ệ'.repeat(maxCaption);
        const content = fakeFile('a.pdf', 10);

        expect((await channel.send(chat.address, file(content, longest))).type).toBe('sent');
        expect((await channel.send(chat.address, file(content, `${longest}.`))).type).toBe(
          'refused',
        );

        expect(chat.seen().map((message) => message.text)).toEqual([longest]);
      });

      test('a file that is too large is refused without being read', async () => {
        const channel = await start();
        const chat = await makeFirstChat();
        const { file: files } = channel.capabilities(chat.address.kind);
        if (files === undefined) return;
        const large = fakeFile('lon.pdf', files.maxBytes + 1);

        expect((await channel.send(chat.address, file(large))).type).toBe('refused');
        expect(large.reads()).toBe(0);
        expect(chat.seen()).toEqual([]);
      });
    });

    describe('receiving', () => {
      test('what a person says arrives as an event of that person and chat', async () => {
        const inbox = createInbox();
        const channel = await start(inbox);
        for (const kind of network.kinds) {
          if (channel.capabilities(kind).hears === 'nothing') continue;
          const chat = await network.makeChat(kind);

          const messageId = await chat.say('Đã nhận 12K7');

          const event = await inbox
            .next(
              (update) => isFrom(chat, update) && update.text?.includes('Đã nhận 12K7') === true,
            )
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
        const channel = await start(inbox);
        const chat = await makeFirstChat();
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
        const channel = await start(inbox);
        const chat = await makeFirstChat();
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

      test('an update the sink refuses comes again under the same id', async () => {
        let refusals = 2;
        const inbox = createInbox(() => {
          refusals -= 1;
          if (refusals >= 0) throw new Error('the database is away');
        });
        await start(inbox);
        const chat = await makeFirstChat();

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
        const chat = await makeFirstChat();
        const first = await start(dying);
        if (!first.capabilities(chat.address.kind).catchUp) return die();
        await chat.say('Đã nhận 12K7');
        const lost = await eventually('the update at the dying process', () =>
          dying.handedOver.find((update) => update.text !== undefined),
        );

        const inbox = createInbox();
        await start(inbox);

        const again = await inbox.next((update) => update.text !== undefined);
        expect(again.networkId).toBe(lost.networkId);
        die();
      });

      test('what was said while nobody listened arrives after the start, and nothing stored before', async () => {
        const before = createInbox();
        const first = await start(before);
        const chat = await makeFirstChat();
        if (!first.capabilities(chat.address.kind).catchUp) return;
        await chat.say('Trước');
        await before.next((update) => update.text?.includes('Trước') === true);
        await first.stop();

        await chat.say('Trong lúc vắng');
        const after = createInbox();
        await start(after);

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
        const channel = await start();

        for (const odd of [undefined, null, 0, '', [], {}, { update: 1 }, { payload: {} }]) {
          expect(channel.parse(odd)).toEqual([]);
        }
      });
    });

    describe('stopping', () => {
      test('waits for the sink that is storing', async () => {
        let finish = () => {};
        const storing = new Promise<void>((resolve) => {
          finish = resolve;
        });
        const inbox = createInbox(() => storing);
        const channel = await start(inbox);
        const chat = await makeFirstChat();
        await chat.say('Đã nhận 12K7');
        await eventually('the sink', () => inbox.handedOver.find((update) => update.text));

        let isStopped = false;
        const stopping = channel.stop().then(() => {
          isStopped = true;
        });
        await channel.send(chat.address, text('lượt chờ'));
        expect(isStopped).toBe(false);
        finish();
        await stopping;

        expect([...inbox.stored.values()].some((update) => update.text !== undefined)).toBe(true);
      });

      test('waits for the call that is running, and sends nothing afterwards', async () => {
        const channel = await start();
        const chat = await makeFirstChat();
        let hasEnded = false;
        const sending = channel.send(chat.address, text('Kịp')).then((outcome) => {
          hasEnded = true;
          return outcome;
        });

        await channel.stop();

        expect(hasEnded).toBe(true);
        expect((await sending).type).toBe('sent');
        expect((await channel.send(chat.address, text('Muộn'))).type).toBe('not-sent');
        expect(chat.seen().map((message) => message.text)).toEqual(['Kịp']);
        expect(channel.health().state).toBe('stopped');
      });

      test('twice is harmless', async () => {
        const channel = await start();

        await channel.stop();
        await channel.stop();

        expect(channel.health().state).toBe('stopped');
      });
    });

    test('is ready after the start and reconnects by itself', async () => {
      const inbox = createInbox();
      const channel = await start(inbox);
      const chat = await makeFirstChat();
      expect(channel.health().state).toBe('ready');
      if (network.faults.unreachable === undefined) return;

      await network.fail('unreachable', chat);
      await eventually(
        'reconnecting',
        () => channel.health().state === 'reconnecting' || undefined,
      );
      await network.restore();

      await eventually('ready', () => channel.health().state === 'ready' || undefined);
      await chat.say('Đã nhận 12K7');
      await inbox.next((update) => update.text !== undefined);
      expect(recorder.healths.map((health) => health.state)).toEqual(
        expect.arrayContaining(['ready', 'reconnecting']),
      );
    });

    test('neither secrets nor content reach log, health, outcomes or the channel’s own look', async () => {
      const told: unknown[] = [];
      for (const kind of faultKinds) {
        if (network.faults[kind] === undefined) continue;
        const channel = await start(
          createInbox(() => {
            throw new Error(BODY);
          }),
        );
        const chat = await makeFirstChat();
        await chat.say(BODY);
        await network.fail(kind, chat);
        told.push(await channel.send(chat.address, text(BODY)));
        told.push(await channel.send(chat.address, card({ ...CARD, lines: [BODY] })));
        told.push(await channel.send(chat.address, file(fakeFile(`${BODY}.pdf`, 10), BODY)));
        told.push(await channel.download('no-such-file', 10).catch((error: unknown) => error));
        told.push(channel.health(), channel);
        await network.restore();
        await channel.stop();
      }

      const everything = [
        ...recorder.lines,
        inspect([told, recorder.healths], { depth: 12, showHidden: true }),
      ].join();
      for (const secret of [...network.secrets, BODY]) expect(everything).not.toContain(secret);
    });
  });
}

/** A file of invented bytes that counts how often it is read. */
function fakeFile(name: string, bytes: number): FileContent & { reads(): number } {
  let reads = 0;
  return {
    name,
    mediaType: 'application/pdf',
    bytes,
    sha256: `${name}-${bytes}`,
    read: () => {
      reads += 1;
      return Promise.resolve(
        Uint8Array.from({ length: bytes }, (_, at) => (at * 31 + (at >> 8)) & 255),
      );
    },
    reads: () => reads,
  };
}

async function refOf(sending: Promise<Outcome>, chat: ContractChat) {
  const outcome = await sending;
  if (outcome.type !== 'sent') throw new Error(`not sent: ${outcome.type}`);
  const { messageId, clientId } = outcome;
  return { chat: chat.address, messageId, ...(clientId !== undefined && { clientId }) };
}

/** As the engine does it: payloads go through the inbox as JSON. */
function eventsOf(channel: Channel, payload: unknown): readonly InboundEvent[] {
  return channel.parse(JSON.parse(JSON.stringify(payload)));
}

function isFrom(chat: ContractChat, update: RawUpdate): boolean {
  return update.chatKey.includes(chat.address.externalId);
}

function isText(event: InboundEvent): event is Extract<InboundEvent, { type: 'text' }> {
  return event.type === 'text';
}
