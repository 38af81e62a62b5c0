import { dayOf } from '../domain/day.ts';
import type { Turn } from '../engine/turn.ts';
import { type StaffMembership, type StaffRole, staffMemberships } from '../store/people.ts';

/** What the person of a turn is at issuing offices today. */
export async function membershipsOf(turn: Turn): Promise<readonly StaffMembership[]> {
  if (!turn.person) return [];
  return staffMemberships(turn.tx, turn.person.id, dayOf(turn.at));
}

/** The offices for which the person holds any of the roles today. */
export async function officesWith(
  turn: Turn,
  roles: readonly StaffRole[],
): Promise<readonly string[]> {
  const memberships = await membershipsOf(turn);
  const ids = memberships
    .filter(({ role }) => roles.includes(role))
    .map(({ officeId }) => officeId);
  return [...new Set(ids)];
}

/** Roles that may see how a directive fares, and those that may compose and steer it. */
export const watchers: readonly StaffRole[] = ['composer', 'approver', 'viewer', 'admin'];
export const senders: readonly StaffRole[] = ['composer', 'approver', 'admin'];
