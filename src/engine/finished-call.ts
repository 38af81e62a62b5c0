import type { Outcome } from '../ports/channel.ts';
import type { ClaimedCall } from './claim-calls.ts';
import type { RenderedPart } from './render-parts.ts';

/** One call to the network that has ended. */
export interface FinishedCall {
  readonly call: ClaimedCall;
  readonly item: RenderedPart | undefined;
  readonly outcome: Outcome;
  /** Machines' time. */
  readonly endedAt: Date;
}
