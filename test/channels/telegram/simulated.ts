import type { TelegramOptions } from '../../../src/channels/telegram/channel.ts';
import { createTelegramChannel } from '../../../src/channels/telegram/channel.ts';
import type { ChatKind } from '../../../src/domain/inbound-event.ts';
import type { Channel, ChatAddress } from '../../../src/ports/channel.ts';
import {
  createTelegramNetwork,
  type TelegramNetwork,
  type TelegramNetworkOptions,
} from '../../../src/sandbox/telegram/network.ts';
import type { Person } from '../../../src/sandbox/telegram/person.ts';
import type { ContractChat, ContractNetwork, FaultKind } from '../contract/network.ts';
import type { Surroundings } from '../recorder.ts';

/** The invented token of the network's one bot. */
export const TOKEN = '7001:AAinvented-token-of-the-channel-tests';
const SENDING = ['sendMessage', 'sendDocument'];

/** Deadlines and pauses short enough for tests. */
export const quick = {
  timeouts: { call: 1, upload: 5, poll: 5 },
  pollPauses: { displacedMs: 300, firstMs: 20, maxMs: 100 },
} as const;

/** A listening network with one bot; the caller closes it. */
export async function listen(
  options: Partial<TelegramNetworkOptions> = {},
): Promise<TelegramNetwork> {
  const network = createTelegramNetwork({
    ...options,
    bots: [{ token: TOKEN, username: 'truyendat_thu_bot', name: 'Truyền Đạt thử' }],
  });
  await network.listen();
  return network;
}

/** The channel of the network's bot; `options` override. */
export function connect(
  network: Pick<TelegramNetwork, 'apiRoot'>,
  surroundings: Surroundings,
  options: Partial<TelegramOptions> = {},
): Channel {
  const { apiRoot } = network;
  const account = { accountId: 'tg-thu', token: TOKEN, apiRoot };
  return createTelegramChannel({ ...account, ...quick, ...surroundings, ...options });
}

/** The port's address of a chat. */
export function addressOf(externalId: number, kind: ChatKind): ChatAddress {
  return { externalId: String(externalId), kind };
}

/** The simulated Telegram as the contract suite sees it. */
export async function telegramContractNetwork(): Promise<ContractNetwork> {
  const network = await listen();
  let isAway = false;

  async function fail(kind: FaultKind, chat: ContractChat): Promise<void> {
    switch (kind) {
      case 'dropped':
        network.faults.add({ kind: 'close-before-read', method: SENDING });
        return;
      case 'lost-answer':
        network.faults.add({ kind: 'accept-then-close', method: SENDING });
        return;
      case 'hang':
        network.faults.add({ kind: 'accept-then-hang', method: SENDING });
        return;
      case 'html-page':
        network.faults.add({ kind: 'accept-then-bad-gateway', method: SENDING });
        return;
      case 'server-error':
        network.faults.add({ kind: 'server-error', method: SENDING });
        return;
      case 'flood':
        network.faults.add({ kind: 'too-many-requests', retryAfter: 7, method: SENDING });
        return;
      case 'refused': {
        const words = 'not enough rights to send text messages to the chat';
        network.faults.add({ kind: 'refuse', code: 400, words, method: SENDING });
        return;
      }
      case 'gone':
        network.people.get(Number(chat.personId))?.kickBot(Number(chat.address.externalId));
        return;
      case 'unreachable':
        isAway = true;
        await network.faults.offline();
    }
  }

  return {
    kinds: ['group', 'private', 'channel'],
    secrets: [TOKEN, TOKEN.slice(5)],
    openChannel: (surroundings) => connect(network, surroundings),
    makeChat: (kind) => Promise.resolve(makeChat(network, kind)),
    faults: {
      dropped: { outcome: { type: 'uncertain' }, isSeen: false },
      'lost-answer': { outcome: { type: 'uncertain' }, isSeen: true },
      hang: { outcome: { type: 'uncertain' }, isSeen: true },
      'html-page': { outcome: { type: 'uncertain' }, isSeen: true },
      'server-error': { outcome: { type: 'uncertain' }, isSeen: false },
      flood: { outcome: { type: 'not-sent', afterMs: 7000, scope: 'chat' }, isSeen: false },
      refused: { outcome: { type: 'refused' }, isSeen: false },
      gone: { outcome: { type: 'refused', chatIsGone: true }, isSeen: false },
      unreachable: { outcome: { type: 'not-sent' }, isSeen: false },
    },
    fail,
    restore: async () => {
      network.faults.clear();
      if (isAway) await network.faults.online();
      isAway = false;
    },
    violations: () => network.violations.map(({ method, words }) => `${method}: ${words}`),
    close: network.close,
  };
}

function makeChat(network: TelegramNetwork, kind: ChatKind): ContractChat {
  const person = network.people.add({ firstName: 'Lan', lastName: 'Văn thư' });
  const id = placeFor(network, kind, person);
  let lastPress: string | undefined;
  return {
    address: addressOf(id, kind),
    personId: String(person.id),
    seen: () =>
      person
        .sees(id)
        .filter((message) => message.from.isBot && message.service === undefined)
        .map(({ messageId, text, file, buttons, replyTo }) => ({
          messageId: String(messageId),
          text,
          buttons: buttons.flat().map((button) => button.text),
          ...(file !== undefined && { file: { name: file.name, bytes: file.bytes() } }),
          ...(replyTo !== undefined && { replyTo: String(replyTo) }),
        })),
    say: (text) => Promise.resolve(String(person.send(id, text))),
    sendFile: async (name, bytes) => {
      person.sendDocument(id, { name, bytes, mime: 'application/pdf' });
    },
    press: async (messageId, label) => {
      lastPress = person.press(id, Number(messageId), label);
    },
    lastAnswer: () => {
      const answer = lastPress === undefined ? undefined : person.answersTo(lastPress)[0];
      return answer && { text: answer.text ?? '', alert: answer.isAlert };
    },
  };
}

/** An administrator bot hears everything, so that the person need not begin with a command. */
function placeFor(network: TelegramNetwork, kind: ChatKind, owner: Person): number {
  switch (kind) {
    case 'private':
      owner.openDeepLink();
      return owner.id;
    case 'group':
      return network.world.addGroup({ title: 'UBND xã Bình An', owner, bot: 'administrator' });
    case 'channel':
      return network.world.addChannel({ title: 'Kênh xã Bình An', owner });
  }
}
