import { messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import type { SeenMessage } from '../sandbox/telegram/seen.ts';
import { findDifferences } from '../store/count-differences.ts';
import { clerkIdOf, communeKeyOf, composerId, marks } from './cast.ts';
import type { CrowdPress } from './crowd.ts';
import type { Town } from './town.ts';

/** What a run, or many, came to. All but the first three have to be 0. */
export interface Verdict {
  readonly deliveries: number;
  /** Second copies that say so; each after an answer that was lost. */
  readonly resentMarked: number;
  /** Messages of which even the second try is uncertain: staff see them and decide. */
  readonly uncertainLeft: number;
  /** Messages that a reachable group does not show, and that the rows do not call uncertain. */
  readonly lost: number;
  /** Copies beyond the first that do not say so, and anything beyond a second one. */
  readonly duplicatesUnmarked: number;
  /** Presses by somebody entitled that are no row. */
  readonly acknowledgementsLost: number;
  /** Rows without such a press, and forged presses that were answered as if they counted. */
  readonly falseAcknowledgements: number;
  /** Other messages of the bot in groups or to strangers, and calls against the rules of the network. */
  readonly unexpectedMessages: number;
  /** In words, what is not as it should be. */
  readonly problems: readonly string[];
}

const m = messagesIn('vi');

/** Compares what people see with what the rows say, once everything is at rest. */
export async function judge(
  db: Database,
  town: Town,
  { presses, communes }: { presses: readonly CrowdPress[]; communes: number },
): Promise<Verdict> {
  const problems: string[] = [];
  const rows = await partsByCommune(db);
  const tally = { lost: 0, duplicates: 0, resent: 0, uncertain: 0, unexpected: 0 };
  for (let commune = 0; commune < communes; commune += 1) {
    const said = town.said(commune);
    const unknown = said.filter((message) => !isCard(message) && !isBody(message));
    tally.unexpected += unknown.length;
    for (const message of unknown) {
      problems.push(`commune ${commune} got an unexpected message: ${message.text.slice(0, 60)}`);
    }
    for (const [kind, isKind] of kinds) {
      const copies = said.filter(isKind);
      const marked = copies.filter(({ text }) => text.includes(m.card.resent));
      const unmarked = copies.length - marked.length;
      const tooMany = Math.max(0, unmarked - 1) + Math.max(0, marked.length - 1);
      const row = rows.get(`${communeKeyOf(commune)} ${kind}`);
      const isUncertain = row?.isLeft ?? false;
      const isShown = copies.some(({ isDeleted }) => !isDeleted);
      const isLost = !isShown && !town.kicked.has(commune) && !isUncertain;
      tally.resent += marked.length;
      tally.duplicates += tooMany;
      tally.uncertain += isUncertain ? 1 : 0;
      tally.lost += isLost ? 1 : 0;
      const about = `commune ${commune}, ${kind} (${row?.states ?? 'no row'})`;
      if (isLost) problems.push(`${about}: lost`);
      if (tooMany > 0) problems.push(`${about}: ${unmarked} plain, ${marked.length} marked copies`);
    }
  }
  const acks = await judgeAcknowledgements(db, presses, problems);
  tally.unexpected += strayMessages(town, problems);
  for (const { what, count } of await findDifferences(db, new Date())) {
    problems.push(`audit: ${what}, ${count} times`);
  }
  const { rows: open } = await db.query(
    `select p.kind, p.state, p.next_try_at, p.attempt, p.reason, p.resend_of is not null as resend,
       c.external_id, c.state as chat, a.blocked_until, a.held_by, a.held_until
     from part p join chat c on c.id = p.chat_id left join pace a on a.key = 'account:' || p.account_id
     where p.state in ('queued', 'sending') limit 10`,
  );
  for (const part of open) problems.push(`not ended: ${JSON.stringify(part)}`);
  const { rows: deliveries } = await db.query<{ n: number }>(
    'select count(*)::int as n from delivery',
  );
  return {
    deliveries: deliveries[0]?.n ?? 0,
    resentMarked: tally.resent,
    uncertainLeft: tally.uncertain,
    lost: tally.lost,
    duplicatesUnmarked: tally.duplicates,
    ...acks,
    unexpectedMessages: tally.unexpected,
    problems,
  };
}

const isCard = (message: SeenMessage) => message.text.includes(marks.card);
const isBody = (message: SeenMessage) => !isCard(message) && message.text.includes(marks.body);
const kinds: readonly (readonly ['card' | 'body', (message: SeenMessage) => boolean])[] = [
  ['card', isCard],
  ['body', isBody],
];

interface PartSummary {
  readonly key: string;
  readonly kind: string;
  readonly states: string;
  /** Neither the message nor its resend is known to have arrived. */
  readonly isLeft: boolean;
}

async function partsByCommune(db: Database): Promise<ReadonlyMap<string, PartSummary>> {
  const { rows } = await db.query<PartSummary>(
    `select o.key, p.kind, p.state || coalesce(', resend ' || r.state, '') as states,
       p.state = 'uncertain' and coalesce(r.state, 'uncertain') in ('uncertain', 'failed') as "isLeft"
     from delivery d join organisation o on o.id = d.organisation_id
     join part p on p.delivery_id = d.id and p.resend_of is null
     left join part r on r.resend_of = p.id`,
  );
  return new Map(rows.map((row) => [`${row.key} ${row.kind}`, row]));
}

async function judgeAcknowledgements(
  db: Database,
  presses: readonly CrowdPress[],
  problems: string[],
): Promise<Pick<Verdict, 'acknowledgementsLost' | 'falseAcknowledgements'>> {
  const { rows } = await db.query<{ key: string; userId: string }>(
    `select o.key, i.external_user_id as "userId" from acknowledgement a
     join organisation o on o.id = a.organisation_id join identity i on i.person_id = a.person_id
     where a.status = 'acknowledged' and a.withdrawn_at is null`,
  );
  const recorded = new Set(rows.map(({ key, userId }) => `${key} ${userId}`));
  const pressed = new Map(
    presses
      .filter(({ isOwn }) => isOwn)
      .map((press) => [`${communeKeyOf(press.commune)} ${clerkIdOf(press.commune)}`, press]),
  );
  let lost = 0;
  for (const [key, { person, pressId }] of pressed) {
    if (recorded.has(key)) continue;
    lost += 1;
    const answers = person.answersTo(pressId).map(({ text }) => text);
    problems.push(`the press of ${key} is no row; answered ${JSON.stringify(answers)}`);
  }
  const unpressed = [...recorded].filter((key) => !pressed.has(key));
  for (const key of unpressed) problems.push(`nobody pressed for ${key}, yet there is a row`);
  const believed = presses.filter(
    ({ isOwn, person, pressId }) =>
      !isOwn && person.answersTo(pressId).some(({ text }) => text?.includes('Đã ghi nhận')),
  );
  for (const { commune } of believed) problems.push(`a forged press in ${commune} was believed`);
  const doubled = rows.length - recorded.size;
  if (doubled > 0) problems.push(`${doubled} acknowledgements are there twice`);
  return {
    acknowledgementsLost: lost,
    falseAcknowledgements: unpressed.length + believed.length + doubled,
  };
}

/** Messages to people who have no business with the bot, and broken rules. */
function strayMessages({ network }: Town, problems: string[]): number {
  for (const { method, words } of network.violations) problems.push(`${method}: ${words}`);
  const strays = network.unexpected().filter(({ chat }) => chat > 0 && chat !== composerId);
  for (const { chat, text } of strays)
    problems.push(`${chat} was written to: ${text.slice(0, 60)}`);
  return network.violations.length + strays.length;
}
