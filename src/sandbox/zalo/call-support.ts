/** What every handler of an encrypted call shares. */
import { z } from 'zod';
import type { History } from './history.ts';
import type { ServerSettings } from './login.ts';
import type { Uploads } from './uploads.ts';
import type { Content, Message, ThreadKind } from './world.ts';

/** What every call is given. */
export interface CallContext {
  readonly history: History;
  readonly uid: string;
  readonly settings: ServerSettings;
  readonly maxText: number;
  readonly uploads: Uploads;
  /** The bytes of a multipart upload. */
  readonly chunk: Buffer | undefined;
  /** Called once the reply has left. */
  readonly later: (work: () => void) => void;
  violation(text: string): void;
}

/** A refusal inside the encrypted reply. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
}
export type CallReply = { readonly data: unknown } | Refusal;

/** Checks the parameters of one path and carries the call out. */
export interface Handler {
  answer(context: CallContext, params: unknown): CallReply | z.ZodError;
}

/** Makes a handler; what the schema does not take never reaches `run`. */
export const handle = <T>(
  schema: z.ZodType<T>,
  run: (context: CallContext, params: T) => CallReply,
): Handler => ({
  answer: (context, params) => {
    const parsed = schema.safeParse(params);
    return parsed.success ? run(context, parsed.data) : parsed.error;
  },
});

export const BAD_PARAMETERS: Refusal = { code: 114, message: 'Tham số không hợp lệ' };
const NO_PERMISSION: Refusal = { code: 165, message: 'Bạn không thuộc nhóm này' };
export const NOT_FOUND: Refusal = { code: 212, message: 'Không tìm thấy' };
export const done: CallReply = { data: { status: 0 } };

export const id = z.string().min(1);
export const idLike = z.union([id, z.number()]).transform(String);
export const clientId = idLike;

/** A field that holds JSON as text. */
export const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'no JSON' });
    return z.NEVER;
  }
});

/** Why the account may not write there; undefined when it may. */
export function refuseThread(
  context: CallContext,
  thread: ThreadKind,
  to: string,
): Refusal | undefined {
  const { world } = context.history;
  if (thread === 'private') return world.people.has(to) ? undefined : BAD_PARAMETERS;
  const group = world.groups.get(to);
  if (group === undefined) return BAD_PARAMETERS;
  return group.members.has(context.uid) ? undefined : NO_PERMISSION;
}

/** Posts a message of the account and gives its id, as every send does. */
export function deliver(
  context: CallContext,
  draft: Pick<Message, 'clientId' | 'thread' | 'to'> & {
    readonly content: Content;
    readonly quotes?: string;
  },
): CallReply {
  const { history, uid } = context;
  const refusal = refuseThread(context, draft.thread, draft.to);
  if (refusal) return refusal;

  const message: Message = {
    ...draft,
    id: history.nextId(),
    from: uid,
    at: history.now().toISOString(),
  };
  history.record({ type: 'message', message });
  return { data: { msgId: Number(message.id) } };
}
