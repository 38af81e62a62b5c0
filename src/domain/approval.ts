import type { Urgency } from './document/document.ts';

/** When a second person has to agree before a release. Made from the configuration. */
export interface ApprovalPolicy {
  /** From so many recipients on; null: never because of their number. */
  readonly fromRecipients: number | null;
  readonly urgencies: readonly Urgency[];
  /** Whenever something of it is posted where the public reads. */
  readonly publicChannels: boolean;
}

/** Why a second person has to agree. */
export type ApprovalReason = 'recipients' | 'urgency' | 'public';

/** What the policy looks at. */
export interface PlannedRelease {
  readonly recipients: number;
  readonly urgency: Urgency;
  readonly isPublic: boolean;
}

/** Every reason for which the policy wants a second person; none: the author releases alone. */
export function approvalReasons(
  { recipients, urgency, isPublic }: PlannedRelease,
  policy: ApprovalPolicy,
): readonly ApprovalReason[] {
  const { fromRecipients, urgencies, publicChannels } = policy;
  const reasons: ApprovalReason[] = [];
  if (fromRecipients !== null && recipients >= fromRecipients) reasons.push('recipients');
  if (urgencies.includes(urgency)) reasons.push('urgency');
  if (publicChannels && isPublic) reasons.push('public');
  return reasons;
}

/**
 * Whether somebody is a second person. Only its author can change a draft, so whoever changed it last
 * is the author, too.
 */
export function isSecondPerson(personId: string, draft: { readonly personId: string }): boolean {
  return personId !== draft.personId;
}
