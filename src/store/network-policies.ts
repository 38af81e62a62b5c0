import type { OwnNetworkPolicy } from '../domain/network-policy.ts';
import type { Database } from '../ports/database.ts';

/** The policies that organisations have of their own, by organisation; most have none. */
export async function ownNetworkPolicies(
  db: Database,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, OwnNetworkPolicy>> {
  const { rows } = await db.query<{ id: string; networks: OwnNetworkPolicy }>(
    'select id, networks from organisation where id = any($1::uuid[]) and networks is not null',
    [[...organisationIds]],
  );
  return new Map(rows.map(({ id, networks }) => [id, networks]));
}

/** Whether any organisation goes to its networks one after the other by a policy of its own. */
export async function someFailOver(db: Database): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from organisation where networks->>'policy' = 'first' limit 1`,
  );
  return rows.length > 0;
}
