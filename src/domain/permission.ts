import type { PositionRole } from './acknowledgement.ts';

/** What a person is at an issuing office. */
export type StaffRole = 'composer' | 'approver' | 'viewer' | 'admin';

/**
 * What staff may do, and in which roles, with the directives of the office that they hold the role at.
 *
 * This and `officialActs` are the only places that say who may do what: commands, dialogues and
 * buttons name an act, never a role. An act that stands in both tables may be done in either way.
 */
export const staffActs = {
  /** Composes and releases, as far as no second person is needed. */
  compose: ['composer', 'approver', 'admin'],
  /** Agrees to what a colleague submitted, or sends it back; never to a draft of their own. */
  approve: ['approver', 'admin'],
  /** Composes a drill: marked as one in every part, and never anything else. */
  drill: ['composer', 'approver', 'admin'],
  /** Sees how a directive fares and who still owes what. */
  watch: ['composer', 'approver', 'viewer', 'admin'],
  /** Pauses, resumes, cancels, and decides about uncertain messages. */
  steer: ['composer', 'approver', 'admin'],
  /** Gets the reports that organisations hand in. */
  receiveReports: ['composer', 'admin'],
  /** Decides what organisations ask for: to be let off a directive, or more time. */
  decide: ['composer', 'approver', 'admin'],
  /** Gets what organisations write about a directive, and answers it. */
  answerFeedback: ['composer', 'approver', 'admin'],
  /** Gets the summary of a directive and its tracking sheet as a file. */
  export: ['composer', 'approver', 'viewer', 'admin'],
  /** Has those reminded who still owe something. */
  remind: ['composer', 'approver', 'admin'],
  /** Records that an organisation acknowledged by telephone, and takes it back. */
  recordByPhone: ['composer', 'approver', 'admin'],
  /** Corrects what has gone out; what is owed stays. */
  correct: ['composer', 'approver', 'admin'],
  /** Recalls a directive: takes messages back and ends what is owed. A mistake has to be undone fast. */
  recall: ['composer', 'approver', 'admin'],
  /** Makes links for people and chats. */
  invite: ['admin'],
  /** Ends what people are, and names who stands in for them: at the own office and where nobody else does. */
  manage: ['admin'],
  /** Asks for a code with which the account of a network logs in again. */
  logIn: ['admin'],
  /** Names who stands in for them while they are away. */
  leave: ['composer', 'approver', 'viewer', 'admin'],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;

export type StaffAct = keyof typeof staffActs;

/** What people may do for the organisation that they hold a position in. */
export const officialActs = {
  /** Says that the organisation has taken a directive over; the directive may ask for a leader. */
  acknowledge: ['clerk', 'focal_point', 'leader'],
  /** Hands in a report, or that there is nothing to report. */
  report: ['clerk', 'focal_point', 'leader'],
  /** Sees what the organisation owes; in the organisation's own group everybody sees it. */
  owe: ['clerk', 'focal_point', 'leader'],
  /** Ends what people are in the own organisation, and names who stands in for them. */
  manage: ['leader'],
  /** Names who stands in for them while they are away. */
  leave: ['clerk', 'focal_point', 'leader'],
  /** Says that a directive is not for the organisation; the issuing office decides. */
  reject: ['clerk', 'focal_point', 'leader'],
  /** Gives the work to somebody of the organisation, who may refuse. */
  assign: ['clerk', 'focal_point', 'leader'],
  /** Says that the work has begun or is done, and takes a step back. */
  progress: ['clerk', 'focal_point', 'leader'],
  /** Asks the issuing office for more time. */
  askExtension: ['clerk', 'focal_point', 'leader'],
  /** Writes to the issuing office about a directive. */
  feedback: ['clerk', 'focal_point', 'leader'],
} as const satisfies Readonly<Record<string, readonly PositionRole[]>>;

export type OfficialAct = keyof typeof officialActs;

/** Everything that somebody may be allowed to do; `anyone` is open to strangers. */
export type Act = StaffAct | OfficialAct | 'anyone';

export function staffMay(act: StaffAct, role: StaffRole): boolean {
  const roles: readonly StaffRole[] = staffActs[act];
  return roles.includes(role);
}

export function officialMay(act: OfficialAct, role: PositionRole): boolean {
  const roles: readonly PositionRole[] = officialActs[act];
  return roles.includes(role);
}

/** The roles in which an act may be done, staff first; none for what is open to anyone. */
export function rolesFor(act: Act): readonly (StaffRole | PositionRole)[] {
  return [
    ...(isStaffAct(act) ? staffActs[act] : []),
    ...(isOfficialAct(act) ? officialActs[act] : []),
  ];
}

/** What somebody may do who holds these roles, wherever that is. */
export function actsOf(held: {
  readonly staff: readonly StaffRole[];
  readonly official: readonly PositionRole[];
}): ReadonlySet<Act> {
  const acts = new Set<Act>(['anyone']);
  for (const act of Object.keys(staffActs).filter(isStaffAct)) {
    if (held.staff.some((role) => staffMay(act, role))) acts.add(act);
  }
  for (const act of Object.keys(officialActs).filter(isOfficialAct)) {
    if (held.official.some((role) => officialMay(act, role))) acts.add(act);
  }
  return acts;
}

function isStaffAct(act: string): act is StaffAct {
  return Object.hasOwn(staffActs, act);
}

function isOfficialAct(act: string): act is OfficialAct {
  return Object.hasOwn(officialActs, act);
}
