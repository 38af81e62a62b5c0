/**
 * The life of one part: the card, one file, one short message, one notice.
 *
 * State names are facts about the world. An event that is not listed for a state changes nothing.
 */
export type PartState =
  /** Not claimed by anybody; may go out. */
  | 'queued'
  /** A claim is committed: somebody may be talking to the network. */
  | 'sending'
  /** The network took it. */
  | 'sent'
  /** It may have arrived. Waits for evidence. */
  | 'uncertain'
  /** Somebody pressed it or replied to it: proof that this chat has it. */
  | 'acknowledged'
  /** The network never will take it. */
  | 'failed'
  /** Stopped before it went out. */
  | 'cancelled'
  /** A later version, correction or recall stands in its place. */
  | 'superseded';

export type PartEvent =
  | 'claimed'
  | 'sent'
  | 'not-sent'
  | 'refused'
  | 'uncertain'
  | 'acknowledged'
  | 'cancelled'
  | 'superseded';

const table: Readonly<Record<PartState, Partial<Readonly<Record<PartEvent, PartState>>>>> = {
  queued: { claimed: 'sending', cancelled: 'cancelled', superseded: 'superseded' },
  sending: {
    sent: 'sent',
    'not-sent': 'queued',
    refused: 'failed',
    uncertain: 'uncertain',
    acknowledged: 'acknowledged',
  },
  uncertain: {
    sent: 'sent',
    acknowledged: 'acknowledged',
    cancelled: 'cancelled',
    superseded: 'superseded',
  },
  sent: { acknowledged: 'acknowledged', superseded: 'superseded' },
  acknowledged: {},
  failed: {},
  cancelled: {},
  superseded: {},
};

/** The state after `event`, or undefined when the event does not fit and must change nothing. */
export function nextPartState(state: PartState, event: PartEvent): PartState | undefined {
  return table[state][event];
}

/** What the message is for; decides what an uncertain end leads to. */
export type PartKind =
  | 'card'
  | 'body'
  | 'file'
  | 'short-message'
  | 'reminder'
  /** An appointment of the network's own beside the card. */
  | 'native-reminder'
  | 'digest'
  | 'notice'
  | 'progress'
  | 'dialogue'
  | 'join'
  /** What somebody submitted, in front of those who may approve it. */
  | 'approval'
  /** Asks somebody to decide: staff about a petition, a delegate about the work. */
  | 'decision'
  /** A copy of a directive's card in another chat of somebody concerned. */
  | 'reference';

/**
 * What to do about a part that may or may not have arrived.
 *
 * `resend-once`: people depend on it, so after a wait for evidence one marked copy follows.
 * `let-go`: the next one comes, or the person asks again.
 */
export function uncertainPolicy(kind: PartKind): 'resend-once' | 'let-go' {
  switch (kind) {
    case 'card':
    case 'body':
    case 'file':
    case 'short-message':
    case 'notice':
    case 'join':
    case 'approval':
    case 'decision':
      return 'resend-once';
    case 'reminder':
    case 'native-reminder':
    case 'digest':
    case 'progress':
    case 'dialogue':
    case 'reference':
      return 'let-go';
  }
}

/** Order of sending within an account: lower goes first. */
export const lanes = { reply: 1, urgent: 2, directive: 5, reminder: 8, counter: 10 } as const;

export type Lane = keyof typeof lanes;

/** Milliseconds to wait before the nth try of a part that the network did not take. */
export function retryAfterMs(attempt: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(attempt, 6));
}
