import type { Database } from '../ports/database.ts';
import { findDifferences } from '../store/count-differences.ts';
import { type Cast, communeKeyOf } from './cast.ts';
import type { Answer, Town } from './town.ts';

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
  /** Answers of somebody entitled that are no row. */
  readonly acknowledgementsLost: number;
  /** Rows without such an answer, and forged ones that were answered as if they counted. */
  readonly falseAcknowledgements: number;
  /** Other messages of the bot in groups or to strangers, and calls against the rules of the network. */
  readonly unexpectedMessages: number;
  /** In words, what is not as it should be. */
  readonly problems: readonly string[];
}

/** Compares what people see with what the rows say, once everything is at rest. */
export async function judge(
  db: Database,
  town: Town,
  about: {
    readonly cast: Cast;
    readonly answers: readonly Answer[];
    readonly communes: number;
  },
): Promise<Verdict> {
  const { answers, communes } = about;
  const problems: string[] = [];
  const rows = await partsByCommune(db);
  const answered = new Set(answers.flatMap(({ isOwn, commune }) => (isOwn ? [commune] : [])));
  const tally = { lost: 0, duplicates: 0, resent: 0, uncertain: 0, unexpected: 0 };
  for (let commune = 0; commune < communes; commune += 1) {
    const said = town.said(commune);
    const unknown = said.filter((message) => !town.isKnown(message));
    tally.unexpected += unknown.length;
    for (const message of unknown) {
      problems.push(`commune ${commune} got an unexpected message: ${message.text.slice(0, 60)}`);
    }
    for (const owed of town.owed) {
      const { kind } = owed;
      const copies = said.filter(owed.is);
      const marked = owed.marked(said);
      const unmarked = copies.length - marked;
      const tooMany = Math.max(0, unmarked - 1) + Math.max(0, marked - 1);
      const row = rows.get(`${communeKeyOf(commune)} ${kind}`);
      const isUncertain = row?.isLeft ?? false;
      const isShown = copies.some(({ isDeleted }) => !isDeleted);
      const isOwed = kind !== 'answer' || answered.has(commune);
      const isLost = isOwed && !isShown && !town.kicked.has(commune) && !isUncertain;
      tally.resent += marked;
      tally.duplicates += tooMany;
      tally.uncertain += isUncertain ? 1 : 0;
      tally.lost += isLost ? 1 : 0;
      const what = `commune ${commune}, ${kind} (${row?.states ?? 'no row'})`;
      if (isLost) problems.push(`${what}: lost`);
      if (tooMany > 0) problems.push(`${what}: ${unmarked} plain, ${marked} marked copies`);
    }
  }
  const readable = answers.filter(({ commune, isOwn }) => !isOwn || !town.sealed.has(commune));
  const acks = await judgeAcknowledgements(db, about.cast, { answers, readable }, problems);
  const strays = town.strays();
  tally.unexpected += strays.length;
  problems.push(...strays);
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

interface PartSummary {
  readonly key: string;
  readonly kind: string;
  readonly states: string;
  /** Neither the message nor its resend is known to have arrived. */
  readonly isLeft: boolean;
}

async function partsByCommune(db: Database): Promise<ReadonlyMap<string, PartSummary>> {
  const { rows } = await db.query<PartSummary>(
    `with about as (
       select o.key, p.kind, p.state || coalesce(', resend ' || r.state, '') as state,
         p.state = 'uncertain' and coalesce(r.state, 'uncertain') in ('uncertain', 'failed') as is_left
       from part p join chat c on c.id = p.chat_id left join delivery d on d.id = p.delivery_id
         join organisation o on o.id = coalesce(d.organisation_id, c.organisation_id)
         left join part r on r.resend_of = p.id
       where p.resend_of is null)
     select key, case kind when 'notice' then 'answer' else kind end as kind,
       string_agg(state, '; ') as states, bool_or(is_left) as "isLeft"
     from about group by 1, 2`,
  );
  return new Map(rows.map((row) => [`${row.key} ${row.kind}`, row]));
}

async function judgeAcknowledgements(
  db: Database,
  { clerkOf }: Cast,
  {
    answers,
    readable,
  }: { readonly answers: readonly Answer[]; readonly readable: readonly Answer[] },
  problems: string[],
): Promise<Pick<Verdict, 'acknowledgementsLost' | 'falseAcknowledgements'>> {
  const { rows } = await db.query<{ key: string; userId: string }>(
    `select o.key, i.external_user_id as "userId" from acknowledgement a
     join organisation o on o.id = a.organisation_id join identity i on i.person_id = a.person_id
     where a.status = 'acknowledged' and a.withdrawn_at is null`,
  );
  const recorded = new Set(rows.map(({ key, userId }) => `${key} ${userId}`));
  const byKey = (some: readonly Answer[]) =>
    new Map(
      some
        .filter(({ isOwn }) => isOwn)
        .map((answer) => [`${communeKeyOf(answer.commune)} ${clerkOf(answer.commune)}`, answer]),
    );
  const given = byKey(answers);
  let lost = 0;
  for (const [key, { told }] of byKey(readable)) {
    if (recorded.has(key)) continue;
    lost += 1;
    problems.push(`the answer of ${key} is no row; they were told ${JSON.stringify(told())}`);
  }
  const invented = [...recorded].filter((key) => !given.has(key));
  for (const key of invented) problems.push(`nobody answered for ${key}, yet there is a row`);
  const believed = answers.filter(
    ({ isOwn, told }) => !isOwn && told().some((text) => text.includes('Đã ghi nhận')),
  );
  for (const { commune } of believed) problems.push(`a forged answer in ${commune} was believed`);
  const doubled = rows.length - recorded.size;
  if (doubled > 0) problems.push(`${doubled} acknowledgements are there twice`);
  return {
    acknowledgementsLost: lost,
    falseAcknowledgements: invented.length + believed.length + doubled,
  };
}
