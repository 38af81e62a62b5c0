import type { NetworkAttempt } from '../domain/network-policy.ts';
import type { Database } from '../ports/database.ts';

/** An organisation that a released directive has not reached on any network yet. */
export interface UnreachedRow {
  readonly directiveId: string;
  readonly versionId: string;
  readonly organisationId: string;
}

const hasIt = `exists (select 1 from part p where p.delivery_id = d.id and p.kind = 'card'
  and p.state in ('sent', 'acknowledged', 'superseded'))`;

/** Those whom directives released since `since` have not reached. */
export async function unreached(db: Database, since: Date): Promise<readonly UnreachedRow[]> {
  const { rows } = await db.query<UnreachedRow>(
    `select d.directive_id as "directiveId", d.version_id as "versionId",
       d.organisation_id as "organisationId"
     from delivery d join directive r on r.id = d.directive_id
     where d.purpose = 'directive' and r.state in ('releasing', 'released') and r.released_at >= $1
     group by d.directive_id, d.version_id, d.organisation_id having not bool_or(${hasIt})`,
    [since],
  );
  return rows;
}

/** How the networks stand that an organisation's directive was given to. */
export async function networkAttempts(
  db: Database,
  versionId: string,
  organisationId: string,
): Promise<readonly NetworkAttempt[]> {
  const { rows } = await db.query<NetworkAttempt>(
    `select c.driver, min(p.created_at) as since,
       case when bool_or(${hasIt}) then 'arrived'
         when bool_or(c.state = 'active' and p.state in ('queued', 'sending', 'uncertain')) then 'under-way'
         else 'gone' end as state
     from delivery d join chat c on c.id = d.chat_id
       join part p on p.delivery_id = d.id and p.kind = 'card'
     where d.version_id = $1 and d.organisation_id = $2 and d.purpose = 'directive'
     group by c.driver`,
    [versionId, organisationId],
  );
  return rows;
}

/** Whether a call about an organisation's directive is under way. */
export async function isBeingSent(
  db: Database,
  { versionId, organisationId }: UnreachedRow,
): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from delivery d join part p on p.delivery_id = d.id
     where d.version_id = $1 and d.organisation_id = $2 and d.purpose = 'directive' and p.state = 'sending'`,
    [versionId, organisationId],
  );
  return rows.length > 0;
}

/** Stops what has not gone out of an organisation's directive: another network takes it over. */
export async function cancelUnsent(
  tx: Database,
  { versionId, organisationId }: UnreachedRow,
): Promise<void> {
  await tx.query(
    `update part p set state = 'cancelled', reason = 'other-network', settle_at = null, fence = p.fence + 1
     from delivery d where d.id = p.delivery_id and d.version_id = $1 and d.organisation_id = $2
       and d.purpose = 'directive' and p.state in ('queued', 'uncertain')`,
    [versionId, organisationId],
  );
}
