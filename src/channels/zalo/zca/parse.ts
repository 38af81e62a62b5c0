import type { InboundChat, InboundEvent, InboundFile } from '../../../domain/inbound-event.ts';
import { type StoredPayload, storedPayload } from './payload.ts';
import { reminderMessageId } from './reminders.ts';

type Of<Kind extends StoredPayload['kind']> = Extract<StoredPayload, { kind: Kind }>;

/** Reads a payload of the inbox. */
export function parsePayload(payload: unknown): readonly InboundEvent[] {
  const stored = storedPayload.safeParse(payload);
  if (!stored.success) return [];
  switch (stored.data.kind) {
    case 'message':
      return readMessage(stored.data);
    case 'reaction':
      return readReaction(stored.data);
    case 'group-event':
      return readGroupEvent(stored.data);
  }
}

function readMessage(payload: Of<'message'>): readonly InboundEvent[] {
  const { data, isOwn } = payload;
  const common = { chat: chatOf(payload), at: new Date(data.ts), messageId: data.msgId };
  if (isOwn) return [{ ...common, type: 'echo', clientId: data.cliMsgId }];

  const files = filesOf(data);
  const text = typeof data.content === 'string' ? withoutOwnName(payload) : captionOf(data);
  if (text === '' && files.length === 0) return [];
  return [
    {
      ...common,
      type: 'text',
      person: { externalId: data.uidFrom, name: data.dName ?? '' },
      text,
      files,
      ...(data.quote && { replyTo: data.quote.globalMsgId }),
    },
  ];
}

/** A command that begins by calling the account by name is a command all the same. */
function withoutOwnName({ data, ownId }: Of<'message'>): string {
  const text = typeof data.content === 'string' ? data.content : '';
  const own = (data.mentions ?? [])
    .filter(({ uid }) => uid === ownId)
    .toSorted((a, b) => b.pos - a.pos);
  return own
    .reduce((rest, { pos, len }) => rest.slice(0, pos) + rest.slice(pos + len), text)
    .trim();
}

function captionOf(data: Of<'message'>['data']): string {
  return data.msgType === 'chat.photo' && typeof data.content !== 'string'
    ? (data.content.title ?? '')
    : '';
}

/** The file of a message, to be fetched by its address; other attachments are not files to us. */
export function filesOf(data: Of<'message'>['data']): readonly InboundFile[] {
  const { content, msgType, msgId } = data;
  if (typeof content === 'string' || content.href === '') return [];
  if (msgType === 'chat.photo') {
    return [
      { fileId: content.href, name: `photo-${msgId}.jpg`, mediaType: 'image/jpeg', bytes: 0 },
    ];
  }
  if (msgType !== 'share.file') return [];
  const name = content.title ?? `file-${msgId}`;
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  return [
    {
      fileId: content.href,
      name,
      mediaType: MEDIA_TYPES.get(extension) ?? 'application/octet-stream',
      bytes: sizeIn(content.params),
    },
  ];
}

function sizeIn(params: string | null | undefined): number {
  const size = /"fileSize":"?(\d{1,12})"?/.exec(params ?? '')?.[1];
  return size === undefined ? 0 : Number(size);
}

function readReaction(payload: Of<'reaction'>): readonly InboundEvent[] {
  const { data, isOwn } = payload;
  const target = data.content.rMsg[0]?.gMsgID;
  if (isOwn || target === undefined) return [];
  return [
    {
      type: 'reaction',
      chat: chatOf(payload),
      at: new Date(data.ts),
      person: { externalId: data.uidFrom, name: data.dName ?? '' },
      messageId: target,
      icon: ICONS.get(data.content.rIcon) ?? data.content.rIcon,
    },
  ];
}

function readGroupEvent(payload: Of<'group-event'>): readonly InboundEvent[] {
  const { data, ownId } = payload;
  const common = { chat: chatOf(payload), at: new Date(data.time) };
  if (data.act === 'accept_remind' || data.act === 'reject_remind') {
    const { topicId } = data;
    if (topicId === undefined) return [];
    return data.updateMembers.map(({ id, dName }) => ({
      ...common,
      type: 'reminder-answer',
      person: { externalId: id, name: dName ?? '' },
      reminderId: reminderMessageId(topicId),
      accepted: data.act === 'accept_remind',
    }));
  }
  if (!data.updateMembers.some(({ id }) => id === ownId)) return [];
  const isIn = data.act === 'join';
  return [
    {
      ...common,
      chat: { ...common.chat, ...(data.groupName && { title: data.groupName }) },
      type: 'membership',
      person: { externalId: data.sourceId ?? ownId, name: '' },
      status: isIn ? 'member' : 'gone',
      canSend: isIn,
    },
  ];
}

const chatOf = ({ thread, threadId }: StoredPayload): InboundChat => ({
  externalId: threadId,
  kind: thread,
});

/** Zalo's words for the icons that can mean "received", in the characters other networks use. */
const ICONS: ReadonlyMap<string, string> = new Map([
  ['/-strong', '👍'],
  ['/-heart', '❤'],
  ['/-ok', '👌'],
  ['/-thanks', '🙏'],
]);

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['doc', 'application/msword'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xls', 'application/vnd.ms-excel'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['txt', 'text/plain'],
  ['zip', 'application/zip'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
]);
