import { createZcaChannel, type ZcaChannel } from '../../src/channels/zalo/zca/channel.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Account } from '../../src/sandbox/zalo/account.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../src/sandbox/zalo/network.ts';
import type { WorldEvent } from '../../src/sandbox/zalo/world.ts';
import {
  contendedLease,
  memoryStore,
  noPace,
  quick,
  savedLogin,
} from '../channels/zalo/zca/channel-fixture.ts';

/** A simulated Zalo with one account of ours, driven by the unmodified web client. */
export interface ZaloSide {
  readonly network: ZaloNetwork;
  /** Our account as a person of the network: its phone scans QR codes. */
  readonly account: Account;
  readonly channel: ZcaChannel;
  /** Cuts the connection and opens a channel anew with the same login, as after a restart. */
  reopen(): Promise<ZcaChannel>;
  /** The newest QR code an administrator has to scan, PNG in base64. */
  readonly code: () => string | undefined;
  /** Remembers that the inbox has an update. */
  heard(networkId: string): void;
  /** Resolves when everything that happened around the account is in the inbox. */
  quiet(): Promise<void>;
}

/** Opens one; nothing is received until the channel is started. */
export async function zaloSide(world: {
  readonly clock: Clock;
  readonly log: Log;
  readonly reminders?: boolean | undefined;
  readonly onNeedsLogin?: (qrPngBase64: string) => void;
}): Promise<ZaloSide> {
  const { clock, log } = world;
  const network = createZaloNetwork({ now: () => clock.now() });
  await network.listen();
  const account = network.accounts.add({ name: 'Truyền Đạt' });
  let code: string | undefined;
  const credentials = memoryStore(savedLogin(account));
  const lease = contendedLease();
  const open = () =>
    createZcaChannel({
      accountId: 'zalo',
      baseUrl: network.baseUrl,
      credentials,
      lease: lease.owner(),
      clock,
      log,
      riskAccepted: true,
      words: messagesIn('vi').answer,
      reminders: world.reminders ?? false,
      pace: noPace,
      timing: { ...quick, callMs: 10_000, uploadMs: 10_000, answerMs: 5_000, handshakeMs: 2_000 },
      onNeedsLogin: (png) => {
        code = png;
        world.onNeedsLogin?.(png);
      },
    });
  const channel = open();
  let current = channel;
  const heard = new Set<string>();
  const awaited = new Set<string>();
  network.subscribe((event) => {
    const id = updateOf(network, account.uid, event);
    if (id !== undefined) awaited.add(id);
  });
  return {
    network,
    account,
    channel,
    reopen: async () => {
      await current.stop();
      lease.expire();
      current = open();
      return current;
    },
    code: () => code,
    heard: (networkId) => {
      heard.add(networkId);
      // What happened in a group is named with its time, which only the network knows.
      heard.add(networkId.split(':').slice(0, 3).join(':'));
    },
    quiet: async () => {
      if (current.health().state !== 'ready') return;
      await network.until(() => [...awaited].every((id) => heard.has(id)), {
        what: 'the inbox to have everything',
      });
    },
  };
}

/** The update that an event brings the account; undefined when it brings none. */
function updateOf(network: ZaloNetwork, own: string, event: WorldEvent): string | undefined {
  const isIn = (group: string) =>
    network.world.groups().some(({ id, members }) => id === group && members.includes(own));
  switch (event.type) {
    case 'message': {
      const { id, thread, to, from } = event.message;
      const isOurs = thread === 'group' ? isIn(to) : to === own || from === own;
      return isOurs ? `message:${id}` : undefined;
    }
    case 'reacted':
      return `reaction:${event.reaction.id}`;
    case 'reminder-answered': {
      const group = network.world
        .groups()
        .find(({ id }) => network.world.reminders(id).some((reminder) => reminder.id === event.id));
      const act = event.accepted ? 'accept_remind' : 'reject_remind';
      // Nobody repeats it to an account that was not there.
      const isThere = network.accounts.get(own)?.isListening === true;
      return group && isThere ? `${act}:${group.id}:${event.by}` : undefined;
    }
    case 'joined':
      return isIn(event.group) ? `join:${event.group}:${event.uid}` : undefined;
    case 'left': {
      if (!isIn(event.group) && event.uid !== own) return undefined;
      const act = event.by === event.uid ? 'leave' : 'remove_member';
      return `${act}:${event.group}:${event.uid}`;
    }
    default:
      return undefined;
  }
}
