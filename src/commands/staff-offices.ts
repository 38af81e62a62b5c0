import { dayOf } from '../domain/day.ts';
import { type StaffAct, staffActs, staffMay } from '../domain/permission.ts';
import type { Turn } from '../engine/turn.ts';
import type { Database } from '../ports/database.ts';
import {
  type PersonRow,
  reachableStaff,
  type StaffMembership,
  staffMemberships,
} from '../store/people.ts';

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

/** The people of an office who may do something on a day and have a private chat with the bot. */
export function peopleWhoMay(
  db: Database,
  officeId: string,
  act: StaffAct,
  day: string,
): Promise<readonly PersonRow[]> {
  return reachableStaff(db, officeId, staffActs[act], day);
}
