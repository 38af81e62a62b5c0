import { dayOf } from '../domain/day.ts';
import { type StaffAct, staffMay } from '../domain/permission.ts';
import type { Turn } from '../engine/turn.ts';
import { type StaffMembership, staffMemberships } from '../store/people.ts';

/** What the person of a turn is at issuing offices today. */
export async function membershipsOf(turn: Turn): Promise<readonly StaffMembership[]> {
  if (!turn.person) return [];
  return staffMemberships(turn.tx, turn.person.id, dayOf(turn.at));
}

/** The offices at which the person may do something today. */
export async function officesAllowing(turn: Turn, act: StaffAct): Promise<readonly string[]> {
  const memberships = await membershipsOf(turn);
  const ids = memberships.filter(({ role }) => staffMay(act, role)).map(({ officeId }) => officeId);
  return [...new Set(ids)];
}
