/**
 * The parts of zca-js's events that the inbox keeps.
 *
 * Numbers of nineteen digits come as objects, as text or as numbers, by the way a frame was
 * encrypted: every id becomes text here.
 */
import { z } from 'zod';
import { property } from './property.ts';

/** What json-bigint makes of a number that is too long for `number`. */
const isBigNumber = (value: unknown): boolean => typeof property(value, 'toFixed') === 'function';

const id = z.unknown().transform((value, context) => {
  const text =
    typeof value === 'string' || typeof value === 'number' || isBigNumber(value)
      ? String(value)
      : '';
  if (/^[\w-]+$/.test(text)) return text;
  context.addIssue({ code: 'custom', message: 'no id' });
  return z.NEVER;
});

const millis = id.pipe(z.string().regex(/^\d+$/).transform(Number));

/** A file or a picture; `params` is JSON text. */
const attachment = z.object({
  title: z.string().nullish(),
  href: z.string(),
  params: z.string().nullish(),
});

const message = z.object({
  msgId: id,
  cliMsgId: id,
  msgType: z.string(),
  uidFrom: id,
  dName: z.string().nullish(),
  ts: millis,
  content: z.union([z.string(), attachment]),
  quote: z.object({ globalMsgId: id }).nullish(),
  mentions: z.array(z.object({ uid: id, pos: z.int(), len: z.int() })).nullish(),
});

const reactionContent = z.object({
  rMsg: z.array(z.object({ gMsgID: id })).min(1),
  rIcon: z.string(),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const reaction = z.object({
  msgId: id,
  uidFrom: id,
  dName: z.string().nullish(),
  ts: millis,
  // Old reactions come as JSON text, live ones parsed.
  content: z.union([reactionContent, z.string().transform(parseJson).pipe(reactionContent)]),
});

const groupEvent = z.object({
  act: z.enum(['accept_remind', 'reject_remind', 'join', 'leave', 'remove_member', 'block_member']),
  topicId: id.optional(),
  time: millis,
  groupName: z.string().nullish(),
  sourceId: id.optional(),
  updateMembers: z.array(
    z.union([
      z.object({ id, dName: z.string().nullish() }),
      id.transform((uid) => ({ id: uid, dName: undefined })),
    ]),
  ),
});

const common = {
  /** The account's own uid: Zalo's payloads name it "0". */
  ownId: z.string(),
  thread: z.enum(['group', 'private']),
  threadId: z.string(),
};

/** What the inbox keeps of one event. */
export const storedPayload = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('message'), isOwn: z.boolean(), data: message }),
  z.object({ ...common, kind: z.literal('reaction'), isOwn: z.boolean(), data: reaction }),
  z.object({ ...common, kind: z.literal('group-event'), data: groupEvent }),
]);

export type StoredPayload = z.infer<typeof storedPayload>;
