/**
 * The encrypted calls of a logged-in client: for each path, what it must be given and what it does.
 * A call that lacks a field is recorded as a violation by the caller of `answerCall`.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { History } from './history.ts';
import type { ServerSettings } from './login.ts';
import type { Upload, Uploads } from './uploads.ts';
import { fileUrl } from './wire.ts';
import type { Content, Mention, Message, ThreadKind } from './world.ts';

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

interface Handler {
  answer(context: CallContext, params: unknown): CallReply | z.ZodError;
}

const handle = <T>(
  schema: z.ZodType<T>,
  run: (context: CallContext, params: T) => CallReply,
): Handler => ({
  answer: (context, params) => {
    const parsed = schema.safeParse(params);
    return parsed.success ? run(context, parsed.data) : parsed.error;
  },
});

const BAD_PARAMETERS: Refusal = { code: 114, message: 'Tham số không hợp lệ' };
const NO_PERMISSION: Refusal = { code: 165, message: 'Bạn không thuộc nhóm này' };
const NOT_FOUND: Refusal = { code: 212, message: 'Không tìm thấy' };
const done: CallReply = { data: { status: 0 } };

const id = z.string().min(1);
const idLike = z.union([id, z.number()]).transform(String);
const clientId = idLike;
const mentions = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.object({ uid: id, pos: z.number(), len: z.number().positive() })));

const textFields = {
  message: z.string().min(1),
  clientId,
  ttl: z.number(),
  mentionInfo: mentions.optional(),
  metaData: z.object({ urgency: z.number() }).optional(),
};
const toGroup = { grid: id, visibility: z.number() };
const toPerson = { toid: id, imei: z.string().min(1) };
const quoteFields = {
  qmsgOwner: id,
  qmsgId: idLike,
  qmsgCliId: idLike,
  qmsgType: z.number(),
  qmsgTs: idLike,
  qmsg: z.string(),
  qmsgTTL: z.number(),
};

/** Why the account may not write there; undefined when it may. */
function refuseThread(context: CallContext, thread: ThreadKind, to: string): Refusal | undefined {
  const { world } = context.history;
  if (thread === 'private') return world.people.has(to) ? undefined : BAD_PARAMETERS;
  const group = world.groups.get(to);
  if (group === undefined) return BAD_PARAMETERS;
  return group.members.has(context.uid) ? undefined : NO_PERMISSION;
}

function deliver(
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

interface TextParams {
  readonly message: string;
  readonly clientId: string;
  readonly mentionInfo?: readonly Mention[] | undefined;
  readonly metaData?: { readonly urgency: number } | undefined;
}

function sendText(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: TextParams,
  quotes?: string,
): CallReply {
  if (params.message.length > context.maxText) {
    context.violation(`a text of ${params.message.length} units, over ${context.maxText}`);
    return BAD_PARAMETERS;
  }
  const content: Content = {
    type: 'text',
    text: params.message,
    mentions: params.mentionInfo ?? [],
    urgency: params.metaData?.urgency ?? 0,
  };
  const draft = { clientId: params.clientId, thread, to, content };
  return deliver(context, quotes === undefined ? draft : { ...draft, quotes });
}

function sendQuote(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: TextParams & { readonly qmsgId: string; readonly qmsgOwner: string },
): CallReply {
  const quoted = context.history.world.messages.get(params.qmsgId);
  if (quoted === undefined || quoted.from !== params.qmsgOwner) {
    context.violation('a quote of a message that is not there');
    return NOT_FOUND;
  }
  return sendText(context, thread, to, params, quoted.id);
}

function undo(context: CallContext, params: { msgId: string; cliMsgIdUndo: string }): CallReply {
  const { history, uid } = context;
  const message = history.world.messages.get(params.msgId);
  if (message === undefined || message.from !== uid) return NOT_FOUND;
  if (message.clientId !== params.cliMsgIdUndo) return BAD_PARAMETERS;
  if (!history.world.undone.has(message.id)) {
    history.record({
      type: 'undone',
      id: history.nextId(),
      messageId: message.id,
      by: uid,
      at: history.now().toISOString(),
    });
  }
  return done;
}

const reactionList = z.object({
  react_list: z
    .array(
      z.object({
        clientId,
        message: z
          .string()
          .transform((text): unknown => JSON.parse(text))
          .pipe(
            z.object({
              rMsg: z.array(z.object({ gMsgID: idLike, cMsgID: idLike })).min(1),
              rIcon: z.string(),
              rType: z.number(),
            }),
          ),
      }),
    )
    .min(1),
});

const react = handle(reactionList, (context, params) => {
  const { history, uid } = context;
  const ids: number[] = [];
  for (const { message } of params.react_list) {
    const messageId = message.rMsg[0]?.gMsgID ?? '';
    if (!history.world.messages.has(messageId)) return NOT_FOUND;
    const reaction = {
      id: history.nextId(),
      messageId,
      by: uid,
      icon: message.rIcon,
      at: history.now().toISOString(),
    };
    history.record({ type: 'reacted', reaction });
    ids.push(Number(reaction.id));
  }
  return { data: { msgIds: JSON.stringify(ids) } };
});

const seen = handle(
  z.object({
    msgInfos: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.object({ data: z.array(z.object({ gmi: idLike, cmi: idLike })).min(1) })),
  }),
  ({ history, uid }, params) => {
    for (const { gmi } of params.msgInfos.data) {
      history.record({ type: 'seen', messageId: gmi, by: uid });
    }
    return done;
  },
);

const acknowledged = handle(z.looseObject({}), () => done);

const uploadFields = {
  totalChunk: z.number().positive(),
  chunkId: z.number().positive(),
  fileName: z.string().min(1),
  clientId,
  totalSize: z.number().positive(),
  imei: z.string().min(1),
};

interface UploadParams extends Omit<Upload, 'uid'> {}

function takeChunk(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: UploadParams,
): { readonly fileId: string | undefined } | Refusal {
  const refusal = refuseThread(context, thread, to);
  if (refusal) return refusal;
  const extension = params.fileName.split('.').at(-1)?.toLowerCase() ?? '';
  const isTooBig = params.totalSize > context.settings.maxFileMegabytes * 1024 * 1024;
  if (isTooBig || context.settings.refusedExtensions.includes(extension)) {
    context.violation(`a file the server said it would refuse: .${extension} ${params.totalSize}`);
    return BAD_PARAMETERS;
  }
  if (context.chunk === undefined || context.chunk.length > context.settings.chunkBytes) {
    context.violation('an upload without content or over the chunk size');
    return BAD_PARAMETERS;
  }
  const file = context.uploads.take({ ...params, uid: context.uid }, context.chunk);
  if (file === 'incomplete') return { fileId: undefined };
  if (file.length !== params.totalSize) {
    context.violation(`${file.length} bytes uploaded, ${params.totalSize} announced`);
    return BAD_PARAMETERS;
  }
  const fileId = context.history.nextId();
  context.history.record({
    type: 'file-stored',
    file: {
      id: fileId,
      by: context.uid,
      name: params.fileName,
      base64: file.toString('base64'),
    },
  });
  return { fileId };
}

function uploadFile(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: UploadParams,
): CallReply {
  const taken = takeChunk(context, thread, to, params);
  if ('code' in taken) return taken;
  const { fileId } = taken;
  if (fileId !== undefined) context.uploads.announce(context, fileId);
  return {
    data: {
      finished: fileId === undefined ? 0 : 1,
      fileId: fileId ?? '-1',
      clientFileId: params.clientId,
      chunkId: params.chunkId,
    },
  };
}

function uploadPhoto(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: UploadParams,
): CallReply {
  const taken = takeChunk(context, thread, to, params);
  if ('code' in taken) return taken;
  const url = taken.fileId === undefined ? '' : fileUrl(taken.fileId);
  return {
    data: {
      finished: taken.fileId === undefined ? 0 : 1,
      photoId: taken.fileId ?? '-1',
      normalUrl: url,
      hdUrl: url,
      thumbUrl: url,
      clientFileId: params.clientId,
      chunkId: params.chunkId,
    },
  };
}

const fileFields = {
  fileId: idLike,
  checksum: z.string().length(32),
  extention: z.string(),
  totalSize: z.number(),
  fileName: z.string().min(1),
  clientId,
  fileUrl: z.string().url(),
  ttl: z.number(),
};

function sendFile(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: z.infer<z.ZodObject<typeof fileFields>>,
): CallReply {
  const file = context.history.world.files.get(params.fileId);
  if (file === undefined || params.fileUrl !== fileUrl(file.id)) return NOT_FOUND;
  const md5 = createHash('md5').update(Buffer.from(file.base64, 'base64')).digest('hex');
  if (md5 !== params.checksum) {
    context.violation('a file with a wrong checksum');
    return BAD_PARAMETERS;
  }
  return deliver(context, {
    clientId: params.clientId,
    thread,
    to,
    content: { type: 'file', fileId: file.id, name: params.fileName },
  });
}

const photoFields = {
  photoId: idLike,
  clientId,
  desc: z.string(),
  width: z.number(),
  height: z.number(),
  rawUrl: z.string().url(),
  hdUrl: z.string().url(),
  thumbUrl: z.string().url(),
  ttl: z.number(),
};

function sendPhoto(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: z.infer<z.ZodObject<typeof photoFields>>,
): CallReply {
  if (!context.history.world.files.has(params.photoId)) return NOT_FOUND;
  return deliver(context, {
    clientId: params.clientId,
    thread,
    to,
    content: { type: 'image', fileId: params.photoId, caption: params.desc },
  });
}

const groupVersions = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.record(z.string(), z.number()));

/** Every encrypted call this network knows. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  '/api/group/sendmsg': handle(z.object({ ...textFields, ...toGroup }), (context, params) =>
    sendText(context, 'group', params.grid, params),
  ),
  '/api/group/mention': handle(
    z.object({ ...textFields, ...toGroup, mentionInfo: mentions }),
    (context, params) => sendText(context, 'group', params.grid, params),
  ),
  '/api/group/quote': handle(
    z.object({ ...textFields, ...toGroup, ...quoteFields, qmsgAttach: z.string() }),
    (context, params) => sendQuote(context, 'group', params.grid, params),
  ),
  '/api/message/sms': handle(z.object({ ...textFields, ...toPerson }), (context, params) =>
    sendText(context, 'private', params.toid, params),
  ),
  '/api/message/quote': handle(
    z.object({ ...textFields, ...toPerson, ...quoteFields }),
    (context, params) => sendQuote(context, 'private', params.toid, params),
  ),
  '/api/group/undomsg': handle(
    z.object({ msgId: idLike, cliMsgIdUndo: idLike, clientId, grid: id }),
    undo,
  ),
  '/api/message/undo': handle(
    z.object({ msgId: idLike, cliMsgIdUndo: idLike, clientId, toid: id }),
    undo,
  ),
  '/api/group/reaction': react,
  '/api/message/reaction': react,
  '/api/group/seenv2': seen,
  '/api/message/seenv2': seen,
  '/api/group/deliveredv2': acknowledged,
  '/api/message/deliveredv2': acknowledged,
  '/api/group/typing': acknowledged,
  '/api/message/typing': acknowledged,
  '/api/group/getlg/v4': handle(z.unknown(), ({ history, uid }) => ({
    data: {
      version: '1',
      gridVerMap: Object.fromEntries(
        [...history.world.groups.values()]
          .filter((group) => group.members.has(uid))
          .map((group) => [group.id, '1']),
      ),
    },
  })),
  '/api/group/getmg-v2': handle(
    z.object({ gridVerMap: groupVersions }),
    ({ history, uid }, params) => {
      const { world } = history;
      const asked = Object.keys(params.gridVerMap);
      const mine = asked.filter((one) => world.groups.get(one)?.members.has(uid));
      return {
        data: {
          removedsGroup: asked.filter((one) => !mine.includes(one)),
          unchangedsGroup: [],
          gridInfoMap: Object.fromEntries(
            mine.map((one) => {
              const group = world.groups.get(one);
              const members = [...(group?.members ?? [])];
              const info = {
                groupId: one,
                name: group?.name ?? '',
                desc: '',
                type: 1,
                creatorId: group?.creator ?? '0',
                version: '1',
                avt: '',
                fullAvt: '',
                // The real network leaves it empty and lists "uid_version" pairs instead.
                memberIds: [],
                adminIds: [],
                currentMems: [],
                updateMems: [],
                memVerList: members.map((member) => `${member}_0`),
                totalMember: members.length,
                maxMember: 1000,
                setting: {},
                hasMoreMember: 0,
              };
              return [one, info];
            }),
          ),
        },
      };
    },
  ),
  '/api/social/group/members': handle(
    z.object({ friend_pversion_map: z.array(z.string()) }),
    ({ history }, params) => ({
      data: {
        unchangeds_profile: [],
        profiles: Object.fromEntries(
          params.friend_pversion_map.map((entry) => {
            const uid = entry.replace(/_\d+$/, '');
            const name = history.world.people.get(uid) ?? '';
            return [uid, { id: uid, displayName: name, zaloName: name, avatar: '' }];
          }),
        ),
      },
    }),
  ),
  '/api/social/profile/me-v2': handle(z.unknown(), ({ history, uid }) => ({
    data: {
      profile: { userId: uid, displayName: history.world.people.get(uid) ?? '', avatar: '' },
    },
  })),
  '/api/board/topic/createv2': handle(
    z.object({
      grid: id,
      type: z.number(),
      emoji: z.string(),
      startTime: z.number(),
      repeat: z.number(),
      params: z
        .string()
        .transform((text): unknown => JSON.parse(text))
        .pipe(z.object({ title: z.string().min(1) })),
    }),
    (context, params) => {
      const refusal = refuseThread(context, 'group', params.grid);
      if (refusal) return refusal;
      const { history, uid } = context;
      const reminder = {
        id: history.nextId(),
        thread: 'group' as const,
        to: params.grid,
        by: uid,
        title: params.params.title,
        emoji: params.emoji,
        startTime: params.startTime,
        repeat: params.repeat,
        at: history.now().toISOString(),
      };
      history.record({ type: 'reminder-created', reminder });
      return {
        data: {
          id: reminder.id,
          groupId: reminder.to,
          type: 0,
          params: { title: reminder.title },
          startTime: reminder.startTime,
          repeat: reminder.repeat,
          emoji: reminder.emoji,
          creatorId: uid,
          editorId: uid,
          createTime: new Date(reminder.at).getTime(),
          editTime: new Date(reminder.at).getTime(),
          duration: -1,
          eventType: 0,
        },
      };
    },
  ),
  '/api/board/topic/remove': handle(
    z.object({ grid: id, topicId: id }),
    ({ history }, { topicId }) => {
      if (!history.world.reminders.has(topicId)) return NOT_FOUND;
      history.record({ type: 'reminder-removed', id: topicId });
      return done;
    },
  ),
  '/api/board/topic/listResponseEvent': handle(
    z.object({ eventId: id }),
    ({ history }, { eventId }) => {
      const reminder = history.world.reminders.get(eventId);
      if (reminder === undefined) return NOT_FOUND;
      const who = (accepted: boolean) =>
        [...reminder.answers].filter(([, answer]) => answer === accepted).map(([uid]) => uid);
      return { data: { acceptMember: who(true), rejectMember: who(false) } };
    },
  ),
  '/api/poll/create': handle(
    z.object({
      group_id: id,
      question: z.string().min(1),
      options: z.array(z.string().min(1)).min(2),
      expired_time: z.number(),
      allow_multi_choices: z.boolean(),
      is_anonymous: z.boolean(),
    }),
    (context, params) => {
      const refusal = refuseThread(context, 'group', params.group_id);
      if (refusal) return refusal;
      const { history, uid } = context;
      const poll = {
        id: Number(history.nextId()),
        group: params.group_id,
        by: uid,
        question: params.question,
        options: params.options,
        multiple: params.allow_multi_choices,
        anonymous: params.is_anonymous,
        expiresAt: params.expired_time,
        at: history.now().toISOString(),
      };
      history.record({ type: 'poll-created', poll });
      return { data: pollDetail(history, poll.id) };
    },
  ),
  '/api/poll/detail': handle(z.object({ poll_id: z.number() }), ({ history }, params) =>
    history.world.polls.has(params.poll_id)
      ? { data: pollDetail(history, params.poll_id) }
      : NOT_FOUND,
  ),
  '/api/poll/end': handle(z.object({ poll_id: z.number() }), ({ history }, params) => {
    if (!history.world.polls.has(params.poll_id)) return NOT_FOUND;
    history.record({ type: 'poll-closed', id: params.poll_id });
    return done;
  }),
  ...uploads('group', 'grid'),
  ...uploads('message', 'toid'),
};

function uploads(service: 'group' | 'message', field: 'grid' | 'toid'): Record<string, Handler> {
  const thread = service === 'group' ? 'group' : 'private';
  const to = { grid: id.optional(), toid: id.optional() };
  const named = (params: { grid?: string | undefined; toid?: string | undefined }): string =>
    params[field] ?? '';
  return {
    [`/api/${service}/asyncfile/upload`]: handle(
      z.object({ ...uploadFields, ...to }),
      (context, params) => uploadFile(context, thread, named(params), params),
    ),
    [`/api/${service}/asyncfile/msg`]: handle(
      z.object({ ...fileFields, ...to }),
      (context, params) => sendFile(context, thread, named(params), params),
    ),
    [`/api/${service}/photo_original/upload`]: handle(
      z.object({ ...uploadFields, ...to }),
      (context, params) => uploadPhoto(context, thread, named(params), params),
    ),
    [`/api/${service}/photo_original/send`]: handle(
      z.object({ ...photoFields, ...to }),
      (context, params) => sendPhoto(context, thread, named(params), params),
    ),
  };
}

function pollDetail(history: History, pollId: number): unknown {
  const poll = history.world.polls.get(pollId);
  if (poll === undefined) return null;
  const votes = [...poll.votes];
  const at = new Date(poll.at).getTime();
  return {
    poll_id: poll.id,
    creator: poll.by,
    question: poll.question,
    options: poll.options.map((content, index) => {
      const voters = votes.filter(([, chosen]) => chosen.includes(index + 1)).map(([uid]) => uid);
      return {
        option_id: index + 1,
        content,
        votes: voters.length,
        voted: false,
        voters: poll.anonymous ? [] : voters,
      };
    }),
    joined: false,
    closed: poll.closed,
    allow_multi_choices: poll.multiple,
    is_anonymous: poll.anonymous,
    poll_type: 0,
    created_time: at,
    updated_time: at,
    expired_time: poll.expiresAt,
    num_vote: votes.length,
  };
}

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
