/**
 * The encrypted calls of a logged-in client: for each path, what it must be given and what it does.
 */
import { z } from 'zod';
import { boardCalls } from './call-board.ts';
import { fileCalls } from './call-files.ts';
import { groupCalls } from './call-groups.ts';
import { messageCalls } from './call-messages.ts';
import { BAD_PARAMETERS, type CallContext, type CallReply, type Handler } from './call-support.ts';

const HANDLERS: Readonly<Record<string, Handler>> = {
  ...messageCalls,
  ...fileCalls,
  ...groupCalls,
  ...boardCalls,
};

/** Answers one decrypted call; 'unknown' when the network has no such path. */
export function answerCall(
  context: CallContext,
  path: string,
  params: unknown,
): CallReply | 'unknown' {
  const handler = HANDLERS[path];
  if (handler === undefined) return 'unknown';
  const reply = handler.answer(context, params);
  if (!(reply instanceof z.ZodError)) return reply;
  for (const issue of reply.issues) {
    context.violation(`${path}: ${issue.path.join('.')}: ${issue.message}`);
  }
  return BAD_PARAMETERS;
}
