import { join } from 'node:path';
import { vi } from '../../messages/vi/index.ts';
import type { Office, Province } from '../province.ts';
import type { Account } from '../zalo/account.ts';
import { createZaloNetwork, type ZaloNetwork } from '../zalo/network.ts';
import type { Person } from '../zalo/person.ts';
import type { SeenMessage } from '../zalo/seen.ts';
import type { Habit } from './habits.ts';
import type { Household } from './population.ts';
import type { MemberRecord, SentPart } from './rows.ts';

const { card, join: joining } = vi;

/** An office whose chat group is on Zalo, with the clerk who is in it. */
export interface ZaloHousehold {
  readonly office: Office;
  readonly clerk: Person;
  readonly group: string;
}

/** The Zalo of the story: the bot's account and the offices that are there. */
export interface ZaloSide {
  readonly network: ZaloNetwork;
  readonly account: Account;
  readonly households: readonly ZaloHousehold[];
  /** What an earlier login of the account left, as the driver keeps it. */
  credentials(): string;
}

const accountUid = '8800000000000000001';
const firstPerson = 8_800_000_000_001_000_000n;
const firstGroup = 8_800_000_000_002_000_000n;

/** Opens the network with the province's people, or finds those a journal brought back. */
export async function openZaloSide(folder: string, province: Province): Promise<ZaloSide> {
  const network = createZaloNetwork({ journal: join(folder, 'zalo.jsonl') });
  await network.listen();
  const account = network.accounts.add({ uid: accountUid, name: 'Truyền Đạt' });
  const offices = province.offices.filter(({ onZalo }) => onZalo);
  const households = offices.map((office, index): ZaloHousehold => {
    const name = `${office.clerk.lastName} ${office.clerk.firstName}`;
    const clerk = network.people.add({ uid: String(firstPerson + BigInt(index)), name });
    const id = String(firstGroup + BigInt(index));
    return {
      office,
      clerk,
      group: network.world.addGroup({ id, name: office.group, members: [clerk] }),
    };
  });
  return {
    network,
    account,
    households,
    credentials: () => {
      const { cookie: cookies, ...rest } = account.credentials();
      return JSON.stringify({ uid: account.uid, ...rest, cookies, caughtUp: {} });
    },
  };
}

/** How an office joins: what it is handed, and who confirms. */
export interface ZaloJoining {
  readonly side: ZaloSide;
  /** A one-time code for a role of an organisation, as it is handed out. */
  link(role: 'clerk' | 'receive', organisation: string): Promise<string>;
  /** The administrator confirms the question with these words. */
  confirm(words: string): Promise<void>;
}

/** A clerk agrees in the private chat, then brings the account into the group. */
export async function joinOnZalo(
  { side, link, confirm }: ZaloJoining,
  { office, clerk, group }: ZaloHousehold,
): Promise<void> {
  const { account } = side;
  const { name } = office;
  clerk.send(account.uid, `/start ${await link('clerk', name)}`);
  const offer = await waitFor(side, clerk, account.uid, joining.consent('clerk', name)[0] ?? '');
  clerk.send(account.uid, numberOf(offer, joining.agree) ?? '');
  await confirm(joining.askConfirm('person', 'clerk', clerk.name, name));
  await waitFor(side, clerk, account.uid, joining.bound('clerk', name));
  clerk.add(group, account.uid);
  clerk.send(group, `/start ${await link('receive', name)}`);
  await waitFor(side, clerk, group, joining.groupOffer('receive', name)[0] ?? '');
  await confirm(joining.askConfirm('group', 'receive', office.group, name));
  await waitFor(side, clerk, group, joining.groupBound('receive', name));
}

function waitFor(
  { network }: ZaloSide,
  reader: Person,
  chat: string,
  words: string,
): Promise<SeenMessage> {
  const isIt = ({ from, text }: SeenMessage) => from.isAccount && text.includes(words);
  return network.until(() => reader.sees(chat).find(isIt), {
    timeoutMs: 30_000,
    what: `«${words}» on Zalo`,
  });
}

/** What stands before a choice on a card. */
function numberOf({ text }: SeenMessage, label: string): string | undefined {
  return text
    .split('\n')
    .find((line) => /^\d+\. /.test(line) && line.includes(label))
    ?.split('.')[0];
}

/** Whether a habit is one of an office on Zalo. */
export function isOnZalo(habit: Habit<Household | ZaloHousehold>): habit is Habit<ZaloHousehold> {
  return habit.household.office.onZalo;
}

/** Lets everybody do what is due by now and has not been done; what was done is read from the chats. */
export function answerOnZalo(
  { account }: ZaloSide,
  habits: readonly Habit<ZaloHousehold>[],
  now: Date,
): void {
  for (const [index, { household, acknowledgesAt, reports }] of habits.entries()) {
    const { clerk, group, office } = household;
    const messages = clerk.sees(group);
    const sent = messages.find(({ from, text }) => from.uid === account.uid && isCard(text));
    if (!sent) continue;
    const { messageId } = sent;
    const own = messages.slice(messages.indexOf(sent)).filter(({ from }) => from.uid === clerk.uid);
    const hasAnswered = own.length > 0 || sent.reactions[clerk.uid] !== undefined;
    if (acknowledgesAt && acknowledgesAt <= now && !hasAnswered) {
      const code = /Mã: (\w+)/.exec(sent.text)?.[1] ?? '';
      const ways = [
        () => clerk.send(group, `DN ${code}`),
        () => clerk.quote(messageId, 'Đã nhận'),
        () => clerk.react(messageId, '/-strong'),
        () => clerk.send(group, numberOf(sent, card.buttons.acknowledge) ?? ''),
      ];
      ways[index % ways.length]?.();
      continue;
    }
    const hasReported = own.some(({ quotes, text }) => quotes === messageId && text !== 'Đã nhận');
    if (!reports || reports.at > now || !hasAnswered || hasReported) continue;
    const nil = reports.way === 'nil' ? numberOf(sent, card.buttons.nilReport) : undefined;
    clerk.quote(messageId, nil ?? `${office.name} đã triển khai và phân công trực 24/24.`);
  }
}

function isCard(text: string): boolean {
  return text.includes(card.original) && text.includes('Mã: ');
}

/** Where the Zalo chats and the records differ. */
export function checkZalo(
  { network, account, households }: ZaloSide,
  members: readonly MemberRecord[],
  parts: readonly SentPart[],
): { readonly unexpected: readonly string[]; readonly mismatches: readonly string[] } {
  const unexpected = [...network.violations];
  const mismatches: string[] = [];
  const recorded = new Set(parts.map(({ chat, messageId }) => `${chat} ${messageId}`));
  const there = new Set<string>();
  for (const { clerk, group, office } of households) {
    const onRecord = members.find(({ key }) => key === office.key)?.acknowledgedAt;
    let cards = 0;
    let isTold = false;
    for (const [chat, ownChat] of [
      [group, group],
      [clerk.uid, account.uid],
    ] as const) {
      for (const { from, messageId, text } of clerk.sees(ownChat)) {
        if (from.uid !== account.uid) continue;
        there.add(`${chat} ${messageId}`);
        const where = `${office.name} on Zalo, message ${messageId}`;
        if (!recorded.has(`${chat} ${messageId}`)) {
          unexpected.push(`${where}: nothing recorded sent it`);
        }
        if (isCard(text)) cards += 1;
        if (cards > 1 && isCard(text) && !text.includes(card.resent)) {
          unexpected.push(`${where}: a second copy that does not say so`);
        }
        if (text.startsWith('✅ Đã ghi nhận lúc ')) isTold = true;
      }
    }
    if (isTold !== Boolean(onRecord)) {
      mismatches.push(`${office.name} on Zalo: what it was told and the records differ`);
    }
  }
  for (const { chat, messageId, kind } of parts) {
    if (messageId !== null && !there.has(`${chat} ${messageId}`)) {
      mismatches.push(
        `${kind} ${messageId} in Zalo chat ${chat}: recorded as sent, but nobody has it`,
      );
    }
  }
  return { unexpected, mismatches };
}
