import type { Outcome } from '../../ports/channel.ts';
import { describeFailure, type Failure } from './failure.ts';

/** An outcome of a call that did not do what was asked. */
export type Failed = Exclude<Outcome, { type: 'sent' }>;

// Texts of the public Bot API server. The code is looked at first, then the words.
const CHAT_IS_GONE =
  /chat not found|PEER_ID_INVALID|was kicked from|is not a member of|chat was (?:deleted|deactivated)|was blocked by|user is deactivated|can't initiate conversation/i;
const THREAD_IS_GONE = /message thread not found/i;
const FILE_ID_IS_WRONG = /wrong (?:remote )?file[_ ](?:id\b|identifier)/i;
const NOT_MODIFIED = /message is not modified/i;
const ALREADY_REMOVED = /message to delete not found/i;

/** From this many seconds on a flood limit is taken to be the account's, not the chat's. */
const ACCOUNT_FLOOD_SECONDS = 30;
/** How long an account waits whose token is refused: somebody has to change it. */
const REFUSED_TOKEN_WAIT_MS = 60_000;

/** What a failed call means for the part that was to be sent, edited or removed. */
export function toOutcome(failure: Failure): Failed {
  const reason = describeFailure(failure);
  if (failure.kind === 'no-connection') return { type: 'not-sent', reason };
  if (failure.kind === 'no-answer') return { type: 'uncertain', reason };

  const { code, description, retryAfterSeconds = 1, migrateTo } = failure;
  if (migrateTo !== undefined) {
    return { type: 'not-sent', reason, afterMs: 0, movedTo: migrateTo };
  }
  if (isTokenRefused(failure)) {
    return { type: 'not-sent', reason, afterMs: REFUSED_TOKEN_WAIT_MS, scope: 'account' };
  }
  if (code === 429) {
    const scope = retryAfterSeconds >= ACCOUNT_FLOOD_SECONDS ? 'account' : 'chat';
    return { type: 'not-sent', reason, afterMs: retryAfterSeconds * 1000, scope };
  }
  if (code < 400 || code >= 500) return { type: 'uncertain', reason };
  const isGone = (code === 400 || code === 403) && CHAT_IS_GONE.test(description);
  return { type: 'refused', reason, ...(isGone && { chatIsGone: true }) };
}

/**
 * Whether the token is refused, so that nothing works until somebody changes it. A malformed token is
 * 404 without further words; an unknown method has some.
 */
export function isTokenRefused(failure: Failure): boolean {
  if (failure.kind !== 'answered') return false;
  return failure.code === 401 || (failure.code === 404 && failure.description === 'Not Found');
}

/** Whether the message already looks as an edit wanted it. */
export function isUnchanged(failure: Failure): boolean {
  return says(failure, NOT_MODIFIED);
}

/** Whether the message a removal was for is not there any more. */
export function isAlreadyRemoved(failure: Failure): boolean {
  return says(failure, ALREADY_REMOVED);
}

/** Whether only the topic is gone, so that the message fits into the group without it. */
export function isThreadGone(failure: Failure): boolean {
  return says(failure, THREAD_IS_GONE);
}

/** Whether a remembered file id is not accepted, so that the file has to be uploaded again. */
export function isFileUnknown(failure: Failure): boolean {
  return says(failure, FILE_ID_IS_WRONG);
}

function says(failure: Failure, words: RegExp): boolean {
  return failure.kind === 'answered' && failure.code === 400 && words.test(failure.description);
}
