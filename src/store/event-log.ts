import { dayOf } from '../domain/day.ts';
import type { Database } from '../ports/database.ts';

/** Who did something: a person, the product itself, or somebody on a network whom nobody knows. */
export type Actor =
  | { readonly person: string }
  | { readonly system: string }
  | { readonly stranger: string };

export interface LogEntry {
  readonly at: Date;
  readonly actor: Actor;
  /** Verb-object in the past: 'directive-released', 'acknowledgement-refused'. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Ids and counts; never the words of a document. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Appends to the log of what happened; the table refuses changes. Whoever was standing in for somebody
 * then is logged with whom: `insteadOf`, the ids of those away.
 */
export async function recordEvent(db: Database, entry: LogEntry): Promise<void> {
  await db.query(
    `insert into event_log (at, actor, action, subject_kind, subject_id, detail)
     values ($1, $2, $3, $4, $5, $6::jsonb || coalesce((
       select jsonb_build_object('insteadOf', jsonb_agg(distinct u.person_id)) from substitution u
       where u.substitute_id = $7 and u.agreed_at is not null and u.from_day <= $8 and u.to_day >= $8
       having count(*) > 0), '{}'))`,
    [
      entry.at,
      actorText(entry.actor),
      entry.action,
      entry.subject.kind,
      entry.subject.id,
      JSON.stringify(entry.detail ?? {}),
      'person' in entry.actor ? entry.actor.person : null,
      dayOf(entry.at),
    ],
  );
}

/** As `recordEvent`, of several, in their order. */
export async function recordEvents(db: Database, entries: readonly LogEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db.query(
    `insert into event_log (at, actor, action, subject_kind, subject_id, detail)
     select n.at, n.actor, n.action, n.kind, n.id, n.detail::jsonb || coalesce((
       select jsonb_build_object('insteadOf', jsonb_agg(distinct u.person_id)) from substitution u
       where u.substitute_id = n.person and u.agreed_at is not null and u.from_day <= n.day and u.to_day >= n.day
       having count(*) > 0), '{}')
     from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[])
       with ordinality as n (at, actor, action, kind, id, detail, person, day, place) order by n.place`,
    [
      entries.map(({ at }) => at),
      entries.map(({ actor }) => actorText(actor)),
      entries.map(({ action }) => action),
      entries.map(({ subject }) => subject.kind),
      entries.map(({ subject }) => subject.id),
      entries.map(({ detail }) => JSON.stringify(detail ?? {})),
      entries.map(({ actor }) => ('person' in actor ? actor.person : null)),
      entries.map(({ at }) => dayOf(at)),
    ],
  );
}

function actorText(actor: Actor): string {
  if ('person' in actor) return `person:${actor.person}`;
  if ('system' in actor) return `system:${actor.system}`;
  return `stranger:${actor.stranger}`;
}

/** How often something has happened to a subject since a moment. */
export async function recentEvents(
  db: Database,
  action: string,
  subjectId: string,
  since: Date,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from event_log where subject_id = $1 and action = $2 and at >= $3`,
    [subjectId, action, since],
  );
  return rows[0]?.n ?? 0;
}

/** Who last did one kind of thing to a subject, and when; `action` is a pattern such as 'join-%'. Refusals are no acts. */
export async function lastActOn(
  db: Database,
  subjectId: string,
  action: string,
): Promise<{ readonly name: string; readonly at: Date } | undefined> {
  const { rows } = await db.query<{ name: string; at: Date }>(
    `select p.name, e.at from event_log e join person p on e.actor = 'person:' || p.id
     where e.subject_id = $1 and e.action like $2 and e.action not like '%refused' order by e.seq desc limit 1`,
    [subjectId, action],
  );
  return rows[0];
}
