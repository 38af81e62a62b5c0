import { vi } from '../../messages/vi/index.ts';
import type { TelegramNetwork } from '../telegram/network.ts';
import type { StoredMessage } from '../telegram/world.ts';
import { isCard } from './answering.ts';
import { openPhones } from './phones.ts';
import type { Household, Population } from './population.ts';
import type { DirectiveRecord, MemberRecord, SentPart } from './rows.ts';

/** Where what people saw differs from what the records say. */
export interface CrossCheck {
  /** Bot messages in chats that should not have them, and calls against the rules of the network. */
  readonly unexpected: readonly string[];
  /** Rows that the chats do not bear out, and the other way round. */
  readonly mismatches: readonly string[];
}

/** Compares the chats as people see them with the records, message by message. */
export function crossCheck(
  { network, people }: { readonly network: TelegramNetwork; readonly people: Population },
  records: {
    readonly directive: DirectiveRecord;
    readonly members: readonly MemberRecord[];
    readonly parts: readonly SentPart[];
  },
): CrossCheck {
  return {
    unexpected: [
      ...network.violations.map(({ method, words }) => `${method}: ${words}`),
      ...strayMessages(network, people, records),
    ],
    mismatches: [
      ...missingMessages(network, records.parts),
      ...lostAnswers(network, people, records),
    ],
  };
}

interface Records {
  readonly directive: DirectiveRecord;
  readonly members: readonly MemberRecord[];
  readonly parts: readonly SentPart[];
}

function strayMessages(
  network: TelegramNetwork,
  people: Population,
  { directive, members, parts }: Records,
): readonly string[] {
  const { state } = network.world;
  const stray: string[] = [];
  const audience = new Set(members.map(({ key }) => key));
  const homes = new Map<number, Household>();
  for (const home of people.households) {
    homes.set(home.group, home);
    if (home.channel !== undefined) homes.set(home.channel, home);
  }
  const staff = new Set([people.composer.id, people.administrator.id]);
  const recorded = new Map(parts.map((part) => [`${part.chat} ${part.messageId}`, part]));
  const unknownIds = new Set(
    parts.filter((part) => part.messageId === null).map((part) => part.chat),
  );
  const letters = new Set(
    parts.flatMap(({ isDirective, sha256 }) => (isDirective && sha256 ? sha256 : [])),
  );
  for (const chat of state.chats.values()) {
    const home = homes.get(chat.id);
    let cards = 0;
    for (const message of chat.messages.values()) {
      if (!state.bots.has(message.from) || message.content.service !== undefined) continue;
      const text = message.content.text ?? message.content.caption ?? '';
      const where = `${home?.office.name ?? chat.title ?? `private chat ${chat.id}`}, message ${message.id}`;
      const part = recorded.get(`${chat.id} ${message.id}`);
      if (!part && !unknownIds.has(String(chat.id)))
        stray.push(`${where}: nothing recorded sent it`);
      const file = message.content.file ? state.files.get(message.content.file)?.sha256 : undefined;
      const isOfDirective =
        part?.isDirective === true ||
        text.includes(directive.reference) ||
        (file !== undefined && letters.has(file));
      const mayHave = home ? audience.has(home.office.key) : staff.has(chat.id);
      if (isOfDirective && !mayHave) stray.push(`${where}: not in the audience`);
      if (chat.id === people.bystanders.group) stray.push(`${where}: belongs to nobody`);
      if (part?.kind === 'reminder' && home && !text.includes(home.office.name))
        stray.push(`${where}: a reminder for somebody else`);
      if (home && isCard({ ...blank, text: firstText(message) })) {
        cards += 1;
        const isMarked = [vi.card.resent, vi.card.twin].some((mark) => says(message, mark));
        if (cards > 1 && !isMarked) stray.push(`${where}: a second copy that does not say so`);
      }
    }
  }
  return stray;
}

const blank = { id: 0, buttons: [], file: undefined, replyTo: undefined };

/** What a message said when it was sent. */
function firstText({ content, earlier }: StoredMessage): string {
  return (earlier?.[0] ?? content).text ?? '';
}

function says({ content, earlier = [] }: StoredMessage, words: string): boolean {
  return [content, ...earlier].some(({ text, caption }) => (text ?? caption ?? '').includes(words));
}

/** Every part that is recorded as sent lies in its chat; files byte for byte. */
function missingMessages(network: TelegramNetwork, parts: readonly SentPart[]): readonly string[] {
  const { state } = network.world;
  const [bot] = network.bots;
  const missing: string[] = [];
  for (const part of parts) {
    if (part.messageId === null) continue;
    const key = part.chat.startsWith('-') ? part.chat : `p${bot?.id}:${part.chat}`;
    const message = state.chats.get(key)?.messages.get(Number(part.messageId));
    const where = `${part.kind} ${part.messageId} in chat ${part.chat}`;
    if (!message) missing.push(`${where}: recorded as sent but nobody has it`);
    else if (part.kind === 'file' && part.sha256) {
      const file = state.files.get(message.content.file ?? '');
      if (file?.sha256 !== part.sha256) missing.push(`${where}: not the file that was released`);
    }
  }
  return missing;
}

/** Whoever was told that the receipt is recorded is on record, and whoever is on record was told or sees it. */
function lostAnswers(
  network: TelegramNetwork,
  people: Population,
  { members }: Records,
): readonly string[] {
  const { state } = network.world;
  const lost: string[] = [];
  const byKey = new Map(members.map((member) => [member.key, member]));
  const told = new Set<number>();
  for (const press of state.presses.values()) {
    const answer = state.answers.get(press.id)?.[0]?.text ?? '';
    if (recordedAnswer.test(answer)) told.add(Number(press.chat));
  }
  const phones = openPhones(network);
  for (const { office, group } of people.households) {
    const member = byKey.get(office.key);
    const onRecord = member !== undefined && member.acknowledgedAt !== null;
    if (told.has(group) && !onRecord)
      lost.push(`${office.name}: was told it is recorded, but it is not`);
    const sees = phones.read(group).some(({ text }) => text.includes('✅ Đã tiếp nhận:'));
    if (onRecord && !sees)
      lost.push(`${office.name}: has acknowledged but its card does not say so`);
    if (!onRecord && sees)
      lost.push(`${office.name}: its card says acknowledged, the records do not`);
  }
  phones.close();
  return lost;
}

/** What somebody is told whose acknowledgement counts. */
const recordedAnswer = /^✅ Đã ghi nhận lúc .* – /u;
