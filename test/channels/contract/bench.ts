import { afterEach, beforeEach, expect } from '@jest/globals';
import type { InboundEvent } from '../../../src/domain/inbound-event.ts';
import type {
  CardView,
  Channel,
  FileContent,
  MessageRef,
  Outcome,
  OutgoingPart,
} from '../../../src/ports/channel.ts';
import { createInbox, createRecorder, type Inbox, type Recorder } from '../recorder.ts';
import type { ContractChat, ContractNetwork } from './network.ts';

/** What each test of the suite works with: a network of its own and the channels opened on it. */
export interface Bench {
  readonly network: ContractNetwork;
  readonly recorder: Recorder;
  /** A channel that has logged in, its updates going to `inbox`. */
  start(inbox?: Inbox): Promise<Channel>;
  /** A chat of the first kind the network has. */
  firstChat(): Promise<ContractChat>;
}

/** Sets up before each test of the surrounding `describe`, and stops and closes everything after it. */
export function useBench(setup: () => Promise<ContractNetwork>): Bench {
  let network: ContractNetwork;
  let recorder: Recorder;
  let opened: Channel[];

  beforeEach(async () => {
    network = await setup();
    recorder = createRecorder();
    opened = [];
  });

  afterEach(async () => {
    await Promise.all(opened.map((channel) => channel.stop()));
    await network.close();
    expect(network.violations()).toEqual([]);
  });

  return {
    get network() {
      return network;
    },
    get recorder() {
      return recorder;
    },
    async start(inbox = createInbox()) {
      const channel = await network.openChannel(recorder);
      opened.push(channel);
      await channel.start(inbox.sink);
      return channel;
    },
    firstChat: () => network.makeChat(network.kinds[0] ?? 'private'),
  };
}

/** What must never be told to anybody but the chat. */
export const BODY = 'Nội dung chỉ dành cho nơi nhận';
export const CARD: CardView = {
  lines: ['KHẨN – UBND tỉnh Bình Minh', 'Số 12/UBND-VP <& >', 'Hạn: 17 giờ 00 ngày 09/01/2026'],
  code: '12K7',
  buttons: [[{ label: '✅ Xác nhận', data: 'a:7Zk2Qx', style: 'good' }]],
};

let nextId = 0;

function clientId(): string {
  nextId += 1;
  return String(1_767_600_000_000 + nextId);
}

export function text(content: string): OutgoingPart {
  return { kind: 'text', clientId: clientId(), text: content };
}

export function card(view: CardView = CARD): OutgoingPart {
  return { kind: 'card', clientId: clientId(), view };
}

/** A reminder of the network's own, a day ahead. */
export function reminder(): OutgoingPart {
  const at = new Date('2027-01-06T02:00:00Z');
  return { kind: 'native-reminder', clientId: clientId(), title: 'Hạn báo cáo 12/UBND-VP', at };
}

export function file(content: FileContent, caption?: string): OutgoingPart {
  const part = { kind: 'file', clientId: clientId(), file: content } as const;
  return caption === undefined ? part : { ...part, caption };
}

/** A file of invented bytes that counts how often it is read. */
export function fakeFile(name: string, bytes: number): FileContent & { reads(): number } {
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

export async function refOf(sending: Promise<Outcome>, chat: ContractChat): Promise<MessageRef> {
  const outcome = await sending;
  if (outcome.type !== 'sent') throw new Error(`not sent: ${outcome.type}`);
  const { messageId, clientId } = outcome;
  return { chat: chat.address, messageId, ...(clientId !== undefined && { clientId }) };
}

/** As the engine does it: payloads go through the inbox as JSON. */
export function eventsOf(channel: Channel, payload: unknown): readonly InboundEvent[] {
  return channel.parse(JSON.parse(JSON.stringify(payload)));
}

export function isText(event: InboundEvent): event is Extract<InboundEvent, { type: 'text' }> {
  return event.type === 'text';
}
