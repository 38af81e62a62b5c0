/** Texts, quotes, reactions, and what is done to messages. */
import { z } from 'zod';
import {
  BAD_PARAMETERS,
  type CallContext,
  type CallReply,
  clientId,
  deliver,
  done,
  type Handler,
  handle,
  id,
  idLike,
  jsonText,
  NOT_FOUND,
} from './call-support.ts';
import type { Content, Mention, ThreadKind } from './world.ts';

const mentions = jsonText.pipe(
  z.array(z.object({ uid: id, pos: z.number(), len: z.number().positive() })),
);

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
  if (!quoted || quoted.from !== params.qmsgOwner) {
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
        message: jsonText.pipe(
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
    msgInfos: jsonText.pipe(
      z.object({ data: z.array(z.object({ gmi: idLike, cmi: idLike })).min(1) }),
    ),
  }),
  ({ history, uid }, params) => {
    for (const { gmi } of params.msgInfos.data) {
      history.record({ type: 'seen', messageId: gmi, by: uid });
    }
    return done;
  },
);

const acknowledged = handle(z.looseObject({}), () => done);

/** The calls about messages. */
export const messageCalls: Readonly<Record<string, Handler>> = {
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
};
