import type { Message, Reaction } from 'zca-js';
import type { RawUpdate } from '../../../ports/channel.ts';
import { filesOf } from './parse.ts';
import { type StoredPayload, storedPayload } from './payload.ts';

/** An event on its way into the inbox, and what the connection itself reads in it. */
export interface Heard {
  readonly update: RawUpdate;
  readonly payload: StoredPayload;
}

/** Prepares a message for the inbox; `undefined` when its shape is unknown. */
export function fromMessage(ownId: string, message: Message): Heard | undefined {
  return prepare({
    kind: 'message',
    ownId,
    thread: message.type === 1 ? 'group' : 'private',
    threadId: String(message.threadId),
    isOwn: message.isSelf,
    data: message.data,
  });
}

/** Prepares a reaction for the inbox; `undefined` when its shape is unknown. */
export function fromReaction(ownId: string, reaction: Reaction): Heard | undefined {
  return prepare({
    kind: 'reaction',
    ownId,
    thread: reaction.isGroup ? 'group' : 'private',
    threadId: String(reaction.threadId),
    isOwn: reaction.isSelf,
    data: reaction.data,
  });
}

/** Prepares what happened in a group; `undefined` for the many kinds the product has no use for. */
export function fromGroupEvent(
  ownId: string,
  event: { readonly act: string; readonly threadId: string; readonly data: unknown },
): Heard | undefined {
  const data = typeof event.data === 'object' ? event.data : {};
  return prepare({
    kind: 'group-event',
    ownId,
    thread: 'group',
    threadId: String(event.threadId),
    data: { ...data, act: event.act },
  });
}

/** Prepares what somebody has answered to a reminder, learnt by asking; the same each time it is asked. */
export function fromAcceptance(
  ownId: string,
  acceptance: { readonly threadId: string; readonly reminderId: string; readonly uid: string },
  at: Date,
): RawUpdate | undefined {
  const { threadId, reminderId, uid } = acceptance;
  const heard = prepare({
    kind: 'group-event',
    ownId,
    thread: 'group',
    threadId,
    data: {
      act: 'accept_remind',
      topicId: reminderId,
      time: String(at.getTime()),
      updateMembers: [uid],
    },
  });
  return heard && { ...heard.update, networkId: `accepted:${reminderId}:${uid}` };
}

function prepare(
  untrusted: Readonly<Record<string, unknown>> & Pick<StoredPayload, 'kind' | 'thread'>,
): Heard | undefined {
  const parsed = storedPayload.safeParse(untrusted);
  return parsed.success ? { update: describe(parsed.data), payload: parsed.data } : undefined;
}

function describe(payload: StoredPayload): RawUpdate {
  const common = { chatKey: payload.threadId, payload, urgent: false };
  switch (payload.kind) {
    case 'reaction':
      return { ...common, networkId: `reaction:${payload.data.msgId}` };
    case 'group-event': {
      const { act, time, updateMembers } = payload.data;
      const who = updateMembers.map(({ id }) => id).join(',');
      return { ...common, networkId: `${act}:${payload.threadId}:${who}:${time}` };
    }
    case 'message': {
      const { content } = payload.data;
      const files = filesOf(payload.data);
      const text = typeof content === 'string' ? content : (content.title ?? '');
      return {
        ...common,
        networkId: `message:${payload.data.msgId}`,
        text,
        ...(files.length > 0 && { fileNames: files.map(({ name }) => name) }),
      };
    }
  }
}
