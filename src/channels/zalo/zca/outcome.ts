import type { Outcome } from '../../../ports/channel.ts';
import { describeFailure, type Failure } from './failure.ts';

/** An outcome of a call that did not do what was asked. */
export type Failed = Exclude<Outcome, { type: 'sent' }>;

/** The session is dead: somebody has to log in again, perhaps by QR code. */
const SESSION_CODES: ReadonlySet<number> = new Set([600, 102]);
/** The request quota is used up. */
const QUOTA = 221;
/** "Retry limit", sometimes for a wrong parameter: worth one more try. */
const RETRY_LIMIT = -69;
/** Not in the group, or not allowed to write there. */
const CHAT_CODES: ReadonlySet<number> = new Set([165, 166]);
/** The message is not there (any more). */
const ITEM_MISSING = 212;

/** A gateway that refuses does so for every call; it may come to its senses. */
const GATEWAY_WAIT_MS = 60_000;
/** Most often the cookies open another session at once. */
const DEAD_SESSION_WAIT_MS = 5000;

/** What a failed call means for the part that was to be sent or taken back. */
export function toOutcome(
  failure: Failure,
  memory: { readonly hadRetryLimit?: boolean } = {},
): Failed {
  const reason = describeFailure(failure);
  switch (failure.kind) {
    case 'no-connection':
      return { type: 'not-sent', reason };
    case 'no-answer':
    case 'empty':
      return { type: 'uncertain', reason };
    case 'status':
      return failure.status >= 400 && failure.status < 500
        ? { type: 'not-sent', reason, afterMs: GATEWAY_WAIT_MS, scope: 'account' }
        : { type: 'uncertain', reason };
    case 'code': {
      const { code } = failure;
      if (SESSION_CODES.has(code)) {
        return { type: 'not-sent', reason, afterMs: DEAD_SESSION_WAIT_MS, scope: 'account' };
      }
      // How long the account waits is for its throttle to say.
      if (code === QUOTA) return { type: 'not-sent', reason, scope: 'account' };
      if (code === RETRY_LIMIT && memory.hadRetryLimit !== true) {
        return { type: 'not-sent', reason };
      }
      return CHAT_CODES.has(code)
        ? { type: 'refused', reason, chatIsGone: true }
        : { type: 'refused', reason };
    }
  }
}

/** Whether the session is dead, so that nothing works until it is opened again. */
export function isSessionDead(failure: Failure): boolean {
  return failure.kind === 'code' && SESSION_CODES.has(failure.code);
}

/** Whether Zalo wants less of this account: the quota, or a success that delivered nothing. */
export function isThrottling(failure: Failure): boolean {
  return failure.kind === 'empty' || (failure.kind === 'code' && failure.code === QUOTA);
}

/** Whether Zalo gave up on retries, which is refused the second time. */
export function isRetryLimit(failure: Failure): boolean {
  return failure.kind === 'code' && failure.code === RETRY_LIMIT;
}

/** Whether the message to take back is not there any more. */
export function isAlreadyGone(failure: Failure): boolean {
  return failure.kind === 'code' && failure.code === ITEM_MISSING;
}
