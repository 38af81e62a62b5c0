import type { Database } from '../ports/database.ts';

/** One kind of row that contradicts others, how many there are, and some of them. */
export interface CountDifference {
  readonly what: string;
  readonly count: number;
  /** At most ten, by id. */
  readonly examples: readonly string[];
}

/**
 * Each finds the ids of rows that contradict others: audience, deliveries and their ends, what is owed
 * and what was answered. $1 is the machines' time before which anything under way should have ended.
 */
const contradictions: Readonly<Record<string, string>> = {
  'member-not-fanned-out': `
    select a.organisation_id as id from audience a join directive_version v on v.id = a.version_id
    join directive r on r.id = v.directive_id where r.state = 'released' and not a.fanned_out`,
  // Chats bound after the release get nothing, and members without a chat are shown to staff.
  'member-without-delivery': `
    select a.organisation_id from audience a join directive_version v on v.id = a.version_id
    join directive r on r.id = v.directive_id
    where r.state = 'released' and a.fanned_out
      and exists (select 1 from chat c where c.organisation_id = a.organisation_id
        and c.state = 'active' and 'receive' = any(c.purposes) and c.verified_at <= r.released_at)
      and not exists (select 1 from delivery d
        where d.version_id = a.version_id and d.organisation_id = a.organisation_id)`,
  'delivery-outside-audience': `
    select d.id from delivery d where not exists (select 1 from audience a
      where a.version_id = d.version_id and a.organisation_id = d.organisation_id)`,
  'delivery-without-message': `
    select d.id from delivery d where not exists (select 1 from part p where p.delivery_id = d.id)`,
  'message-never-ended': `
    select p.id from part p left join delivery d on d.id = p.delivery_id
    left join directive r on r.id = d.directive_id
    where coalesce(r.state, '') <> 'paused' and (
      (p.state = 'queued' and p.give_up_at < $1) or (p.state = 'sending' and p.lease_until < $1)
      or (p.state = 'uncertain' and p.settle_at < $1))`,
  'message-sent-without-id': `
    select p.id from part p where p.state = 'sent' and p.message_id is null
      and p.reason is distinct from 'arrived, said by staff'
      and not exists (select 1 from former_chat f where f.chat_id = p.chat_id)`,
  'obligation-missing': `
    select a.organisation_id from audience a join directive_version v on v.id = a.version_id
    join directive r on r.id = v.directive_id
    where r.state = 'released' and r.ack_policy <> 'none' and a.role = 'act' and a.fanned_out
      and not exists (select 1 from obligation b where b.version_id = a.version_id
        and b.organisation_id = a.organisation_id and b.kind = 'acknowledge')`,
  'obligation-outside-audience': `
    select b.id from obligation b where not exists (select 1 from audience a
      where a.version_id = b.version_id and a.organisation_id = b.organisation_id)`,
  'met-without-acknowledgement': `
    select b.id from obligation b where b.kind = 'acknowledge' and b.state in ('met', 'late')
      and not exists (select 1 from acknowledgement k where k.version_id = b.version_id
        and k.organisation_id = b.organisation_id and k.withdrawn_at is null)`,
  'acknowledged-but-open': `
    select b.id from obligation b join directive r on r.id = b.directive_id
    where b.kind = 'acknowledge' and b.state = 'open' and r.ack_policy <> 'each'
      and exists (select 1 from acknowledgement k where k.version_id = b.version_id
        and k.organisation_id = b.organisation_id and k.status = 'acknowledged'
        and k.withdrawn_at is null)`,
  'acknowledgement-without-position': `
    select k.id from acknowledgement k where k.way <> 'phone' and not exists (select 1 from position_on_duty q
      where q.person_id = k.person_id and q.organisation_id = k.organisation_id
        and q.valid_from <= to_char(k.at at time zone 'UTC' + interval '7 hours', 'YYYY-MM-DD')
        and coalesce(q.valid_to, '9999') >= to_char(k.at at time zone 'UTC' - interval '17 hours', 'YYYY-MM-DD'))`,
  'met-without-report': `
    select b.id from obligation b where b.kind = 'report' and b.state in ('met', 'late')
      and not exists (select 1 from submission s where s.obligation_id = b.id)`,
  'reported-but-open': `
    select b.id from obligation b where b.kind = 'report' and b.state = 'open'
      and exists (select 1 from submission s where s.obligation_id = b.id)`,
  'reminder-of-nothing-owed': `
    select m.id from reminder m join obligation b on b.id = m.obligation_id
    where m.state in ('planned', 'queued') and b.state in ('met', 'late')`,
};

/** Looks for rows that contradict each other; none is right. */
export async function findDifferences(
  db: Database,
  endedBefore: Date,
): Promise<readonly CountDifference[]> {
  const found: CountDifference[] = [];
  for (const [what, sql] of Object.entries(contradictions)) {
    const { rows } = await db.query<{ count: number; examples: string[] | null }>(
      `with wrong (id) as (${sql})
       select (select count(*)::int from wrong) as count,
         (select array_agg(w.id::text) from (select id from wrong limit 10) w) as examples
       where $1::timestamptz is not null`,
      [endedBefore],
    );
    const [row] = rows;
    if (row && row.count > 0) found.push({ what, count: row.count, examples: row.examples ?? [] });
  }
  return found;
}
