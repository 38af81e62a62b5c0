/** How an acknowledgement reached us. */
export type AckWay =
  | 'button'
  | 'deep-link'
  | 'code'
  | 'quote'
  | 'reaction'
  | 'native-reminder'
  | 'phone'
  /** A report was handed in: whoever reports has taken the directive over. */
  | 'report';

/** Who has to answer before an organisation counts as having acknowledged. */
export type AckPolicy = 'none' | 'any-one' | 'leader' | 'each';

/** What a person is in an organisation. */
export type PositionRole = 'clerk' | 'focal_point' | 'leader';

/** The status words of the national axis (edXML), so that an export is trivial. */
export type AckStatus =
  | 'delivered'
  | 'rejected'
  | 'acknowledged'
  | 'assigned'
  | 'in_progress'
  | 'done'
  | 'recall_requested'
  | 'recall_accepted'
  | 'recall_refused';

/** The code of a status on the national axis; 15 and 16 answer 13. */
export const edxmlCode: Readonly<Record<AckStatus, string>> = {
  delivered: '01',
  rejected: '02',
  acknowledged: '03',
  assigned: '04',
  in_progress: '05',
  done: '06',
  recall_requested: '13',
  recall_accepted: '15',
  recall_refused: '16',
};

/** Somebody who may speak for an organisation on a day. */
export interface Position {
  readonly personId: string;
  readonly role: PositionRole;
  /** The person who holds it, when this one stands in while they are away. */
  readonly insteadOf?: string | null;
}

export type AckVerdict =
  /** The person holds no position there today. */
  | { readonly type: 'foreign' }
  /** The directive asks for somebody in another role. */
  | { readonly type: 'wrong-role'; readonly needed: PositionRole }
  /** This person answered before. */
  | { readonly type: 'repeated'; readonly at: Date }
  /** Somebody else answered before, and one answer is enough. */
  | { readonly type: 'taken'; readonly by: string; readonly at: Date }
  /** To be recorded; `completes` when the organisation owes nothing more. */
  | { readonly type: 'accepted'; readonly role: PositionRole; readonly completes: boolean };

/**
 * The policy by which a report counts as an acknowledgement: nobody who has reported is asked for more,
 * be it a leader's word; where each person has to answer it is the answer of the one who reported.
 */
export function reportPolicy(policy: AckPolicy): AckPolicy {
  return policy === 'leader' ? 'any-one' : policy;
}

/**
 * Judges an acknowledgement by one person for one organisation.
 *
 * `positions` are those valid on the day, of everybody in the organisation; `earlier` are the
 * acknowledgements that stand.
 */
export function judgeAcknowledgement(
  personId: string,
  policy: AckPolicy,
  positions: readonly Position[],
  earlier: readonly { readonly personId: string; readonly at: Date }[],
): AckVerdict {
  const own = positions.filter((position) => position.personId === personId);
  const [first] = own;
  if (!first) return { type: 'foreign' };
  const before = earlier.find((ack) => ack.personId === personId);
  if (before) return { type: 'repeated', at: before.at };
  const [other] = earlier;
  if (other && policy !== 'each') return { type: 'taken', by: other.personId, at: other.at };
  const role = own.some((position) => position.role === 'leader') ? 'leader' : first.role;
  switch (policy) {
    case 'none':
    case 'any-one':
      return { type: 'accepted', role, completes: true };
    case 'leader':
      if (role !== 'leader') return { type: 'wrong-role', needed: 'leader' };
      return { type: 'accepted', role, completes: true };
    case 'each': {
      const answered = new Set([personId, ...earlier.map((ack) => ack.personId)]);
      return { type: 'accepted', role, completes: eachHasAnswered(positions, answered) };
    }
  }
}

/**
 * Whether everybody who holds a position has answered, or whoever stands in for them. Where nobody is
 * left nobody has.
 */
export function eachHasAnswered(
  positions: readonly Position[],
  answered: ReadonlySet<string>,
): boolean {
  const holders = positions.filter(({ insteadOf }) => !insteadOf);
  return (
    holders.length > 0 &&
    holders.every(
      ({ personId }) => answered.has(personId) || isStoodInFor(personId, positions, answered),
    )
  );
}

function isStoodInFor(
  absentId: string,
  positions: readonly Position[],
  answered: ReadonlySet<string>,
): boolean {
  return positions.some(
    ({ insteadOf, personId }) => insteadOf === absentId && answered.has(personId),
  );
}
