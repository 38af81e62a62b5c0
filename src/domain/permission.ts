import type { PositionRole } from './acknowledgement.ts';

/** What a person is at an issuing office. */
export type StaffRole = 'composer' | 'approver' | 'viewer' | 'admin';

/**
 * What staff may do, and in which roles, with the directives of the office that they hold the role at.
 *
 * This and `officialActs` are the only places that say who may do what: commands and buttons name an
 * act, never a role.
 */
export const staffActs = {
  /** Composes and releases, as far as no second person is needed. */
  compose: ['composer', 'approver', 'admin'],
  /** Sees how a directive fares and who still owes what. */
  watch: ['composer', 'approver', 'viewer', 'admin'],
  /** Pauses, resumes, cancels, and decides about uncertain messages. */
  steer: ['composer', 'approver', 'admin'],
  /** Makes links for people and chats. */
  invite: ['admin'],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;

export type StaffAct = keyof typeof staffActs;

/** What people may do for the organisation that they hold a position in. */
export const officialActs = {
  /** Says that the organisation has taken a directive over; the directive may ask for a leader. */
  acknowledge: ['clerk', 'focal_point', 'leader'],
  /** Hands in a report, or that there is nothing to report. */
  report: ['clerk', 'focal_point', 'leader'],
} as const satisfies Readonly<Record<string, readonly PositionRole[]>>;

export type OfficialAct = keyof typeof officialActs;

export function staffMay(act: StaffAct, role: StaffRole): boolean {
  const roles: readonly StaffRole[] = staffActs[act];
  return roles.includes(role);
}

export function officialMay(act: OfficialAct, role: PositionRole): boolean {
  const roles: readonly PositionRole[] = officialActs[act];
  return roles.includes(role);
}
