import { ZaloApiError } from 'zca-js';
import { nameOf, property } from './property.ts';
import { LeaseOverError } from './transport.ts';
import { DeadlineError } from './wait.ts';

/** Why a call to Zalo brought no result. Carries no address, no server's words and no content. */
export type Failure =
  /** Zalo said no, by number. */
  | { readonly kind: 'code'; readonly code: number }
  /** A gateway answered instead of Zalo. */
  | { readonly kind: 'status'; readonly status: number }
  /** No connection came about: the request never left this machine. */
  | { readonly kind: 'no-connection'; readonly reason: string }
  /** The request was under way and no usable answer came: it may have been carried out. */
  | { readonly kind: 'no-answer'; readonly reason: string }
  /** Success without the id of a message: what Zalo does to an account that sends too much. */
  | { readonly kind: 'empty' };

/** An HTTP status other than 2xx. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly status: number;

  constructor(status: number) {
    super(`HTTP status ${status}`);
    this.status = status;
  }
}

/** Codes of a connection that was never made. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Turns whatever zca-js or fetch threw into a failure; their messages are not looked at. */
export function toFailure(error: unknown): Failure {
  if (error instanceof StatusError) return { kind: 'status', status: error.status };
  if (error instanceof LeaseOverError) {
    return { kind: 'no-connection', reason: 'the right to the account ran out' };
  }
  if (error instanceof DeadlineError) return { kind: 'no-answer', reason: 'no answer in time' };
  if (error instanceof ZaloApiError) {
    return error.code === null
      ? { kind: 'no-answer', reason: 'the answer is not one of Zalo' }
      : { kind: 'code', code: error.code };
  }
  const name = nameOf(error);
  if (name === 'TimeoutError' || name === 'AbortError') {
    return { kind: 'no-answer', reason: 'no answer in time' };
  }
  const code = codeOf(error);
  if (code === undefined) return { kind: 'no-answer', reason: 'the answer is not one of Zalo' };
  return NEVER_CONNECTED.has(code)
    ? { kind: 'no-connection', reason: `no connection (${code})` }
    : { kind: 'no-answer', reason: `connection lost (${code})` };
}

/** One line for logs, health and reports: what a failure was. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'code':
      return `Zalo answered ${failure.code}`;
    case 'status':
      return `HTTP status ${failure.status}`;
    case 'no-connection':
    case 'no-answer':
      return failure.reason;
    case 'empty':
      return 'Zalo answered success without a message id';
  }
}

/** fetch wraps the error of the socket in one of its own. */
function codeOf(error: unknown): string | undefined {
  const code = property(property(error, 'cause') ?? error, 'code');
  return typeof code === 'string' ? code : undefined;
}
