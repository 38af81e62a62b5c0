import { createZcaChannel } from '../../../../src/channels/zalo/zca/channel.ts';
import type { ChatKind } from '../../../../src/domain/inbound-event.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../../../src/sandbox/zalo/network.ts';
import type { ContractChat, ContractNetwork, FaultKind } from '../../contract/network.ts';
import { channelContract } from '../../contract.ts';
import { contendedLease, memoryStore, noPace, quick, savedLogin } from './channel-fixture.ts';

channelContract('Zalo by a personal account', zaloContractNetwork);

/** Calls after which something stands in the chat. */
const SENDING = /\/(sendmsg|sms|quote|asyncfile\/msg)$/;

async function zaloContractNetwork(): Promise<ContractNetwork> {
  const network = createZaloNetwork();
  await network.listen();
  const bot = network.accounts.add({ name: 'Bot xã Mây' });
  const saved = savedLogin(bot);
  const store = memoryStore(saved);
  const lease = contendedLease();
  const codes: string[] = [];
  let isAway = false;

  async function fail(kind: FaultKind, chat: ContractChat): Promise<void> {
    switch (kind) {
      case 'dropped':
        network.faults.add({ kind: 'close', path: SENDING });
        return;
      case 'lost-answer':
        network.faults.add({ kind: 'accept-then-close', path: SENDING });
        return;
      case 'hang':
        network.faults.add({ kind: 'accept-then-hang', path: SENDING });
        return;
      case 'html-page':
        network.faults.add({ kind: 'accept-then-html-page', path: SENDING });
        return;
      case 'server-error':
        network.faults.add({ kind: 'status', status: 500, path: SENDING });
        return;
      case 'flood':
        network.faults.add({ kind: 'refuse', code: 221, path: SENDING });
        return;
      case 'refused':
        network.faults.add({ kind: 'refuse', code: 114, path: SENDING });
        return;
      case 'gone':
        network.people.get(chat.personId)?.kick(chat.address.externalId, bot.uid);
        return;
      case 'unreachable':
        isAway = true;
        await network.faults.offline();
    }
  }

  return {
    kinds: ['group', 'private'],
    secrets: JSON.parse(saved).cookies.map(({ value }: { value: string }) => value),
    openChannel: (surroundings) => {
      // A process that died gives nothing back: its lease runs out.
      lease.expire();
      return createZcaChannel({
        ...surroundings,
        accountId: 'zalo-1',
        baseUrl: network.baseUrl,
        credentials: store,
        lease: lease.owner(),
        riskAccepted: true,
        words: { replyWith: (code) => `Trả lời: DN ${code}` },
        reminders: true,
        pace: noPace,
        timing: quick,
        onNeedsLogin: (code) => codes.push(code),
      });
    },
    login: {
      end: bot.endSessions,
      asked: () => codes.length,
      scan: () => {
        bot.scanQr(codes.at(-1) ?? '');
        bot.confirmQr();
      },
    },
    makeChat: async (kind) => makeChat(network, bot.uid, kind),
    faults: {
      dropped: { outcome: { type: 'uncertain' }, isSeen: false },
      'lost-answer': { outcome: { type: 'uncertain' }, isSeen: true },
      hang: { outcome: { type: 'uncertain' }, isSeen: true },
      'html-page': { outcome: { type: 'uncertain' }, isSeen: true },
      'server-error': { outcome: { type: 'uncertain' }, isSeen: false },
      flood: {
        outcome: { type: 'not-sent', afterMs: 3_600_000, scope: 'account' },
        isSeen: false,
      },
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
    violations: () => network.violations,
    close: network.close,
  };
}

function makeChat(network: ZaloNetwork, bot: string, kind: ChatKind): ContractChat {
  const person = network.people.add({ name: 'Văn thư Lan' });
  const chat =
    kind === 'private'
      ? bot
      : network.world.addGroup({ name: 'UBND xã Mây', members: [person, { uid: bot }] });
  return {
    address: { externalId: kind === 'private' ? person.uid : chat, kind },
    personId: person.uid,
    seen: () =>
      person
        .sees(chat)
        .filter(({ from, isUndone }) => from.isAccount && !isUndone)
        .map(({ messageId, text, file, quotes }) => ({
          messageId,
          text,
          buttons: [],
          ...(file !== undefined && { file: { name: file.name, bytes: file.bytes() } }),
          ...(quotes !== undefined && { replyTo: quotes }),
        })),
    say: async (text) => person.send(chat, text),
    sendFile: async (name, bytes) => {
      person.sendFile(chat, { name, bytes });
    },
    press: () => Promise.reject(new Error('Zalo has no buttons')),
    react: async (messageId, icon) => person.react(messageId, icon === 'thumb' ? '/-strong' : ''),
    ...(kind === 'group' && {
      reminders: {
        all: () =>
          network.world.reminders(chat).map(({ id, title, startTime }) => ({
            messageId: `reminder-${id}`,
            title,
            at: new Date(startTime),
          })),
        answer: async (messageId, accepted) => {
          const id = messageId.replace('reminder-', '');
          if (accepted) person.acceptReminder(id);
          else person.rejectReminder(id);
        },
      },
    }),
    lastAnswer: () => undefined,
  };
}
