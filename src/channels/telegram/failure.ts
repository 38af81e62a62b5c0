import { GrammyError, HttpError } from 'grammy';
import { failedConnect } from './agent.ts';

/** Why a call to the Bot API brought no result. Carries no token, no address and no content. */
export type Failure =
  /** The Bot API said no; `description` is its text without quoted parts. */
  | {
      readonly kind: 'answered';
      readonly code: number;
      readonly description: string;
      readonly retryAfterSeconds?: number;
      readonly migrateTo?: string;
    }
  /** No connection came about, so the request never left this machine or its proxy. */
  | { readonly kind: 'no-connection'; readonly reason: string }
  /** The request was under way and no usable answer came: it may have been carried out. */
  | { readonly kind: 'no-answer'; readonly reason: string };

/** A call that brought its result or a failure. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** Awaits a call to grammY and turns every way it can fail into a `Failure`. Never rejects. */
export async function attempt<T>(call: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

/**
 * Describes an error of grammY without what must not be told: its `HttpError` holds the address with
 * the token, its `GrammyError` holds the payload.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof GrammyError) return toAnswer(error);
  if (error instanceof HttpError) return toNetworkFailure(error.error);
  return { kind: 'no-answer', reason: 'answer is not one of the Bot API' };
}

/** One line for logs and health: what a failure was, without content. */
export function describeFailure(failure: Failure): string {
  return failure.kind === 'answered' ? `${failure.code}: ${failure.description}` : failure.reason;
}

function toAnswer(error: GrammyError): Failure {
  const { error_code: code, description, parameters } = error;
  // A proxy's own JSON page passes for an answer; then neither field is there.
  if (typeof code !== 'number' || typeof description !== 'string') {
    return { kind: 'no-answer', reason: 'answer is not one of the Bot API' };
  }
  return {
    kind: 'answered',
    code,
    description: withoutQuotes(description).slice(0, 200),
    ...(parameters.retry_after !== undefined && { retryAfterSeconds: parameters.retry_after }),
    ...(parameters.migrate_to_chat_id !== undefined && {
      migrateTo: String(parameters.migrate_to_chat_id),
    }),
  };
}

/** The Bot API quotes what it was given, for example the address of a button. */
function withoutQuotes(description: string): string {
  return description.replace(/(?<!\p{L})(["']).*?\1(?!\p{L})/gsu, '…');
}

/** Only codes are read: the messages of node-fetch contain the address with the token. */
function toNetworkFailure(inner: unknown): Failure {
  const code = textProperty(inner, 'code');
  const connectCode = failedConnect(code);
  if (connectCode !== undefined) {
    return { kind: 'no-connection', reason: `no connection (${connectCode})` };
  }
  if (code !== undefined) return { kind: 'no-answer', reason: `connection lost (${code})` };
  const type = textProperty(inner, 'type');
  if (type === 'invalid-json') return { kind: 'no-answer', reason: 'answer is not JSON' };
  // grammY's own deadline is a plain Error; an abort is typed "aborted".
  return {
    kind: 'no-answer',
    reason: type === undefined ? 'no answer in time' : `no answer (${type})`,
  };
}

function textProperty(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : undefined;
}
