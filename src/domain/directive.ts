import type { Circulation, Urgency } from './document/document.ts';

/** Why a draft may not be released. Each is explained to staff with what to do about it. */
export type ReleaseBlocker =
  | 'number-missing'
  | 'issue-date-missing'
  | 'subject-missing'
  | 'content-missing'
  | 'declaration-missing'
  | 'audience-empty'
  | 'deadline-unconfirmed'
  | 'deadline-past'
  | 'short-message-too-long'
  | 'short-message-restricted'
  | 'audience-public';

export interface ShortMessage {
  readonly body: string;
  /** Issuer, reference and date; a short message without its source cannot be built. */
  readonly source: string;
}

/** What the rules of release look at. */
export interface ReleaseCandidate {
  readonly number: string | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly subject: string | null;
  readonly hasContent: boolean;
  readonly circulation: Circulation;
  /** The operator's statement that this is no state secret. */
  readonly declared: boolean;
  readonly audienceSize: number;
  /** Those in the audience who are press or receive in a public channel. */
  readonly publicAudience: number;
  readonly reportDueAt: Date | undefined;
  readonly unconfirmedDeadlines: number;
  readonly shortMessage: string | null;
}

/** Longest short message with its source line, in UTF-16 units; what people still read in a Zalo group. */
export const maxShortMessage = 1000;

/** Everything that stands in the way of releasing a draft, in the order staff should mend it. */
export function releaseBlockers(draft: ReleaseCandidate, now: Date): readonly ReleaseBlocker[] {
  const blockers: ReleaseBlocker[] = [];
  if (!draft.number || !draft.symbol) blockers.push('number-missing');
  if (!draft.issuedOn) blockers.push('issue-date-missing');
  if (!draft.subject) blockers.push('subject-missing');
  if (!draft.hasContent) blockers.push('content-missing');
  if (draft.audienceSize === 0) blockers.push('audience-empty');
  if (draft.publicAudience > 0 && !mayGoPublic(draft.circulation)) {
    blockers.push('audience-public');
  }
  if (draft.unconfirmedDeadlines > 0) blockers.push('deadline-unconfirmed');
  if (draft.reportDueAt && draft.reportDueAt.getTime() <= now.getTime()) {
    blockers.push('deadline-past');
  }
  if (draft.shortMessage) {
    if (draft.shortMessage.length > maxShortMessage) blockers.push('short-message-too-long');
    if (!mayGoPublic(draft.circulation)) blockers.push('short-message-restricted');
  }
  if (!draft.declared) blockers.push('declaration-missing');
  return blockers;
}

/** Whether anything of a document may reach press or public channels. */
export function mayGoPublic(circulation: Circulation): boolean {
  return circulation === 'normal';
}

/** Lines before others on every card: hoả tốc first. */
export function isUrgent(urgency: Urgency): boolean {
  return urgency !== 'none';
}
