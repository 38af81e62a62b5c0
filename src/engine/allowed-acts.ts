import { type Act, actsOf } from '../domain/permission.ts';
import type { Database } from '../ports/database.ts';
import { positionsOf, staffMemberships } from '../store/people.ts';

/** What somebody may do on a day, at any office or organisation; a stranger is undefined. */
export async function allowedActs(
  db: Database,
  personId: string | undefined,
  day: string,
): Promise<ReadonlySet<Act>> {
  if (personId === undefined) return actsOf({ staff: [], official: [] });
  const memberships = await staffMemberships(db, personId, day);
  const positions = await positionsOf(db, personId, day);
  return actsOf({
    staff: memberships.map(({ role }) => role),
    official: positions.map(({ role }) => role),
  });
}
