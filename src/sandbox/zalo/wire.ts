/** How events of the world look in frames for one account: "0" is the account itself. */
import type { Frame } from './frame.ts';
import { canRead, type Message, type Reaction, type World, type WorldEvent } from './world.ts';

/** The host that serves files which people sent. */
export const FILE_HOST = 'f1-zpc.zdn.vn';

/** The address of a stored file. */
export function fileUrl(fileId: string): string {
  return `https://${FILE_HOST}/${fileId}`;
}

const millis = (iso: string): string => String(new Date(iso).getTime());

function contentOf(world: World, message: Message): { msgType: string; content: unknown } {
  const { content } = message;
  switch (content.type) {
    case 'text':
      return { msgType: 'webchat', content: content.text };
    case 'image':
      return {
        msgType: 'chat.photo',
        content: {
          title: content.caption,
          description: content.caption,
          href: fileUrl(content.fileId),
          thumb: fileUrl(content.fileId),
          childnumber: 0,
          action: '',
          params: '{}',
          type: '',
        },
      };
    case 'file': {
      const file = world.files.get(content.fileId);
      const bytes = Buffer.from(file?.base64 ?? '', 'base64').length;
      return {
        msgType: 'share.file',
        content: {
          title: content.name,
          description: '',
          href: fileUrl(content.fileId),
          thumb: '',
          childnumber: 0,
          action: '',
          params: JSON.stringify({
            fileSize: String(bytes),
            fileExt: content.name.split('.').at(-1) ?? '',
            fType: 1,
          }),
          type: '',
        },
      };
    }
  }
}

function quoteOf(world: World, message: Message): unknown {
  const quoted = message.quotes === undefined ? undefined : world.messages.get(message.quotes);
  if (quoted === undefined) return undefined;
  return {
    ownerId: quoted.from,
    cliMsgId: Number(quoted.clientId),
    globalMsgId: Number(quoted.id),
    cliMsgType: 1,
    ts: Number(millis(quoted.at)),
    msg: quoted.content.type === 'text' ? quoted.content.text : '',
    attach: '',
    fromD: world.people.get(quoted.from) ?? '',
    ttl: 0,
  };
}

/** Writes `message` as the account `uid` gets it, in an event or in the old messages. */
export function wireMessage(world: World, uid: string, message: Message): Record<string, unknown> {
  const isOwn = message.from === uid;
  const quote = quoteOf(world, message);
  const mentions = message.content.type === 'text' ? message.content.mentions : [];
  return {
    actionId: message.id,
    msgId: message.id,
    cliMsgId: message.clientId,
    ...contentOf(world, message),
    uidFrom: isOwn ? '0' : message.from,
    idTo: message.thread === 'private' && !isOwn ? '0' : message.to,
    dName: world.people.get(message.from) ?? '',
    ts: millis(message.at),
    status: 1,
    notify: '1',
    ttl: 0,
    userId: '0',
    uin: '0',
    topOut: '0',
    topOutTimeOut: '0',
    topOutImprTimeOut: '0',
    propertyExt: { color: 0, size: 0, type: 0, subType: 0, ext: '{"shouldParseLinkOrContact":0}' },
    paramsExt: { countUnread: 0, containType: 0, platformType: 1 },
    cmd: message.thread === 'group' ? 521 : 501,
    st: 3,
    at: 0,
    realMsgId: '0',
    ...(quote === undefined ? {} : { quote }),
    ...(mentions.length === 0
      ? {}
      : { mentions: mentions.map((m) => ({ ...m, type: m.uid === '-1' ? 1 : 0 })) }),
  };
}

/** Writes a reaction as the account `uid` gets it; `content` is JSON text on this wire. */
export function wireReaction(
  world: World,
  uid: string,
  reaction: Reaction,
): Record<string, unknown> | undefined {
  const target = world.messages.get(reaction.messageId);
  if (target === undefined) return undefined;
  const isOwn = reaction.by === uid;
  return {
    actionId: reaction.id,
    msgId: reaction.id,
    cliMsgId: millis(reaction.at),
    msgType: 'reaction',
    uidFrom: isOwn ? '0' : reaction.by,
    idTo: target.thread === 'private' && !isOwn ? '0' : target.to,
    dName: world.people.get(reaction.by) ?? '',
    content: JSON.stringify({
      rMsg: [{ gMsgID: Number(target.id), cMsgID: Number(target.clientId), msgType: 1 }],
      rIcon: reaction.icon,
      rType: reaction.icon === '' ? -1 : 3,
      source: 6,
    }),
    ts: millis(reaction.at),
    ttl: 0,
  };
}

const control = (content: unknown): Frame => ({
  command: 601,
  sub: 0,
  body: { data: { controls: [{ content }] } },
});

/** The event that says an uploaded file can now be sent. */
export function fileDone(fileId: string): Frame {
  return control({ act_type: 'file_done', fileId, data: { url: fileUrl(fileId) } });
}

function groupEvent(act: string, data: unknown): Frame {
  return control({ act_type: 'group', act, data: JSON.stringify(data) });
}

function membership(
  world: World,
  act: string,
  groupId: string,
  uid: string,
  by: string,
  at: Date,
): Frame {
  const group = world.groups.get(groupId);
  return groupEvent(act, {
    subType: 1,
    groupId,
    creatorId: group?.creator ?? '0',
    groupName: group?.name ?? '',
    sourceId: by,
    updateMembers: [
      { id: uid, dName: world.people.get(uid) ?? '', avatar: '', type: 0, avatar_25: '' },
    ],
    groupSetting: null,
    groupTopic: null,
    info: {},
    extraData: {},
    time: String(at.getTime()),
    avt: null,
    fullAvt: null,
    isAdd: act === 'join' ? 1 : 0,
    hideGroupInfo: 0,
    version: '1',
    groupType: 1,
  });
}

/** The frame by which the account `uid` hears of `event`; undefined when it does not. */
export function frameFor(
  world: World,
  uid: string,
  event: WorldEvent,
  at: Date,
): Frame | undefined {
  const isMember = (group: string) => world.groups.get(group)?.members.has(uid) ?? false;

  if (event.type === 'message') {
    if (!canRead(world, uid, event.message)) return undefined;
    const wire = wireMessage(world, uid, event.message);
    return event.message.thread === 'group'
      ? { command: 521, sub: 0, body: { data: { groupMsgs: [wire] } } }
      : { command: 501, sub: 0, body: { data: { msgs: [wire] } } };
  }
  if (event.type === 'undone') {
    const target = world.messages.get(event.messageId);
    if (target === undefined || !canRead(world, uid, target)) return undefined;
    const wire = {
      ...wireMessage(world, uid, target),
      msgId: event.id,
      actionId: event.id,
      msgType: 'chat.undo',
      ts: millis(event.at),
      content: {
        globalMsgId: Number(target.id),
        cliMsgId: Number(target.clientId),
        deleteMsg: 0,
        srcId: 0,
        destId: 0,
      },
    };
    return target.thread === 'group'
      ? { command: 521, sub: 0, body: { data: { groupMsgs: [wire] } } }
      : { command: 501, sub: 0, body: { data: { msgs: [wire] } } };
  }
  if (event.type === 'reacted') {
    const target = world.messages.get(event.reaction.messageId);
    if (target === undefined || !canRead(world, uid, target)) return undefined;
    const wire = wireReaction(world, uid, event.reaction);
    const isGroup = target.thread === 'group';
    return {
      command: 612,
      sub: 0,
      body: { data: { reacts: isGroup ? [] : [wire], reactGroups: isGroup ? [wire] : [] } },
    };
  }
  if (event.type === 'seen') {
    const target = world.messages.get(event.messageId);
    if (target === undefined || event.by === uid || !canRead(world, uid, target)) return undefined;
    return target.thread === 'group'
      ? {
          command: 522,
          sub: 0,
          body: {
            data: {
              delivereds: [],
              groupSeens: [{ msgId: target.id, groupId: target.to, seenUids: [event.by] }],
            },
          },
        }
      : {
          command: 502,
          sub: 0,
          body: {
            data: {
              delivereds: [],
              seens: [{ idTo: event.by, msgId: target.id, realMsgId: target.id }],
            },
          },
        };
  }
  if (event.type === 'joined' && isMember(event.group)) {
    return membership(world, 'join', event.group, event.uid, event.by, at);
  }
  if (event.type === 'left' && (isMember(event.group) || event.uid === uid)) {
    const act = event.by === event.uid ? 'leave' : 'remove_member';
    return membership(world, act, event.group, event.uid, event.by, at);
  }
  if (event.type === 'group-renamed' && isMember(event.group)) {
    return membership(world, 'update', event.group, '0', '0', at);
  }
  if (event.type === 'reminder-answered') {
    const reminder = world.reminders.get(event.id);
    if (reminder?.thread !== 'group' || !isMember(reminder.to)) return undefined;
    return groupEvent(event.accepted ? 'accept_remind' : 'reject_remind', {
      topicId: event.id,
      updateMembers: [event.by],
      groupId: reminder.to,
      time: String(at.getTime()),
    });
  }
  return undefined;
}
