import type { Database } from '../ports/database.ts';
import { staffMemberships } from '../store/people.ts';

/** Whom a command is for: everybody, people bound to an organisation, staff of issuing offices, administrators. */
export type CommandAudience = 'anyone' | 'bound' | 'staff' | 'admin';

/** The audiences somebody belongs to on a day; a stranger is undefined. */
export async function commandAudiences(
  db: Database,
  personId: string | undefined,
  day: string,
): Promise<ReadonlySet<CommandAudience>> {
  const audiences = new Set<CommandAudience>(['anyone']);
  if (personId === undefined) return audiences;
  audiences.add('bound');
  const memberships = await staffMemberships(db, personId, day);
  if (memberships.length > 0) audiences.add('staff');
  if (memberships.some(({ role }) => role === 'admin')) audiences.add('admin');
  return audiences;
}
