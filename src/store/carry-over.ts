import type { Database } from '../ports/database.ts';

/**
 * Lets the acknowledgements of a replaced directive stand for the one that replaces it, for some of its
 * organisations: the answers are copied, and what is owed counts as fulfilled where it was.
 */
export async function carryAcknowledgementsOver(
  tx: Database,
  over: {
    readonly directiveId: string;
    readonly versionId: string;
    readonly from: string;
    readonly organisationIds: readonly string[];
    readonly at: Date;
  },
): Promise<void> {
  const { directiveId, versionId, from, organisationIds, at } = over;
  await tx.query(
    `insert into acknowledgement (directive_id, version_id, organisation_id, person_id, role, status, way,
       evidence, reason, at, instead_of, recorded_by)
     select $1, $2, k.organisation_id, k.person_id, k.role, k.status, k.way, k.evidence, k.reason, k.at,
       k.instead_of, k.recorded_by
     from acknowledgement k join directive r on r.id = k.directive_id
     join directive_version v on v.directive_id = r.id and v.version = r.version
     where k.directive_id = $3 and k.version_id = v.id and k.organisation_id = any($4::uuid[])
       and k.status = 'acknowledged' and k.withdrawn_at is null
     on conflict do nothing`,
    [directiveId, versionId, from, [...organisationIds]],
  );
  await tx.query(
    `with met as (
       update obligation n set state = o.state, met_at = o.met_at, met_by = o.met_by
       from obligation o
       where n.version_id = $1 and n.kind = 'acknowledge' and n.state = 'open'
         and n.organisation_id = any($3::uuid[]) and o.directive_id = $2 and o.kind = 'acknowledge'
         and o.organisation_id = n.organisation_id and o.state in ('met', 'late')
       returning n.id)
     update reminder m set state = 'cancelled', fence = m.fence + 1, settled_at = $4, reason = 'carried-over'
     from met where m.obligation_id = met.id and m.state in ('planned', 'queued')`,
    [versionId, from, [...organisationIds], at],
  );
}

/** Organisations of which a chat has, may have, or is just getting a directive. */
export async function holdingOrganisations(
  db: Database,
  directiveId: string,
): Promise<readonly { readonly id: string; readonly role: 'act' | 'inform' }[]> {
  const { rows } = await db.query<{ id: string; role: 'act' | 'inform' }>(
    `select a.organisation_id as id, a.role from directive r
     join directive_version v on v.directive_id = r.id and v.version = r.version
     join audience a on a.version_id = v.id
     where r.id = $1 and exists (select 1 from delivery d join part p on p.delivery_id = d.id
       where d.version_id = v.id and d.organisation_id = a.organisation_id
         and p.state in ('sending', 'sent', 'acknowledged', 'uncertain', 'superseded'))
     order by a.organisation_id`,
    [directiveId],
  );
  return rows;
}
