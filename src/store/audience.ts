import type { Database } from '../ports/database.ts';

export interface AudienceRow {
  readonly versionId: string;
  readonly organisationId: string;
  readonly role: 'act' | 'inform';
  /** The organisation's own tasks, verbatim. */
  readonly tasks: readonly string[];
  readonly deadlineIds: readonly string[];
}

const columns = `a.version_id as "versionId", a.organisation_id as "organisationId", a.role, a.tasks,
  a.deadline_ids as "deadlineIds"`;

export async function insertAudience(
  tx: Database,
  versionId: string,
  members: readonly Omit<AudienceRow, 'versionId'>[],
): Promise<void> {
  await tx.query(
    `insert into audience (version_id, organisation_id, role, tasks, deadline_ids)
     select $1, n.organisation_id, n.role, n.tasks::jsonb,
       case when n.deadline_ids = '' then '{}' else string_to_array(n.deadline_ids, ',') end
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as n (organisation_id, role, tasks, deadline_ids)`,
    [
      versionId,
      members.map((m) => m.organisationId),
      members.map((m) => m.role),
      members.map((m) => JSON.stringify(m.tasks)),
      members.map((m) => m.deadlineIds.join(',')),
    ],
  );
}

/** Adds organisations that are told of an amendment; one that is there already is left alone. */
export async function insertInformed(
  tx: Database,
  versionId: string,
  organisationIds: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into audience (version_id, organisation_id, role, fanned_out)
     select $1, n.id, 'inform', true from unnest($2::uuid[]) as n (id) on conflict do nothing`,
    [versionId, [...organisationIds]],
  );
}

/** The next members of an audience that have no deliveries yet; the caller holds the directive's lock. */
export async function takeAudience(
  tx: Database,
  versionId: string,
  limit: number,
): Promise<readonly AudienceRow[]> {
  const { rows } = await tx.query<AudienceRow>(
    `select ${columns} from audience a where a.version_id = $1 and not a.fanned_out
     order by a.organisation_id limit $2`,
    [versionId, limit],
  );
  return rows;
}

export async function markFannedOut(
  tx: Database,
  versionId: string,
  organisationIds: readonly string[],
): Promise<void> {
  await tx.query(
    'update audience set fanned_out = true where version_id = $1 and organisation_id = any($2::uuid[])',
    [versionId, [...organisationIds]],
  );
}

export async function audienceMembers(
  db: Database,
  versionId: string,
  organisationIds: readonly string[],
): Promise<readonly AudienceRow[]> {
  const { rows } = await db.query<AudienceRow>(
    `select ${columns} from audience a where a.version_id = $1 and a.organisation_id = any($2::uuid[])`,
    [versionId, [...organisationIds]],
  );
  return rows;
}

/** Versions whose audience is not wholly fanned out, or told: work that a crash left behind. */
export async function unfinishedFanOuts(db: Database): Promise<readonly string[]> {
  const { rows } = await db.query<{ versionId: string }>(
    `select distinct v.id as "versionId" from directive_version v join directive r on r.id = v.directive_id
     where r.state = 'releasing' or (r.state = 'released' and exists (
       select 1 from audience a where a.version_id = v.id and not a.fanned_out))
       or (v.relation is not null and v.settled_at is null)`,
  );
  return rows.map((row) => row.versionId);
}
