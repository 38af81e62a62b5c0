import type { Database } from '../ports/database.ts';

/** What the engine still has to do on its own account; all 0 when it is at rest. */
export interface OpenWork {
  /** Parts that wait to go out, and parts under way. */
  readonly queued: number;
  readonly sending: number;
  /** Uncertain parts that still wait for evidence. */
  readonly unproved: number;
  /** Cards whose content changed since people last saw them. */
  readonly edits: number;
  /** Updates that came in and are not worked off. */
  readonly inbox: number;
  /** Directives not wholly fanned out. */
  readonly releasing: number;
}

/** Counts it from the rows. */
export async function countOpenWork(db: Database): Promise<OpenWork> {
  const { rows } = await db.query<OpenWork>(
    `select
       (select count(*)::int from part where state = 'queued') as queued,
       (select count(*)::int from part where state = 'sending') as sending,
       (select count(*)::int from part where state = 'uncertain' and settle_at is not null) as unproved,
       (select count(*)::int from part where stale and message_id is not null
          and state in ('sent', 'acknowledged', 'superseded')) as edits,
       (select count(*)::int from inbox where state = 'new') as inbox,
       (select count(*)::int from directive where state = 'releasing') as releasing`,
  );
  const [work] = rows;
  if (!work) throw new Error('Counting open work gave no row.');
  return work;
}
