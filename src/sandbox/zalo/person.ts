import type { History } from './history.ts';
import { type SeenMessage, screenOf } from './seen.ts';
import type { Content, Mention, Message, ThreadKind } from './world.ts';

/** Somebody with Zalo on the phone. A chat is a group's id or the other person's uid. */
export interface Person {
  readonly uid: string;
  readonly name: string;
  /** Sends a text; gives the message's id, as the others do. */
  send(chat: string, text: string, mentions?: readonly Mention[]): string;
  /** Replies in the chat of the quoted message. */
  quote(messageId: string, text: string): string;
  sendFile(chat: string, file: { readonly name: string; readonly bytes: Uint8Array }): string;
  /** `icon` is the network's own word, such as "/-strong"; '' takes the reaction back. */
  react(messageId: string, icon: string): void;
  see(messageId: string): void;
  undo(messageId: string): void;
  acceptReminder(reminderId: string): void;
  rejectReminder(reminderId: string): void;
  /** Options are counted from 1. */
  vote(pollId: number, options: readonly number[]): void;
  joinGroup(groupId: string): void;
  leaveGroup(groupId: string): void;
  add(groupId: string, uid: string): void;
  kick(groupId: string, uid: string): void;
  renameGroup(groupId: string, name: string): void;
  /** The messages on the screen, oldest first. */
  sees(chat: string): readonly SeenMessage[];
}

/** Gives the hands and eyes of `uid`. Whatever the phone would not offer throws. */
export function createPerson(history: History, uid: string): Person {
  const { world } = history;
  const name = world.people.get(uid) ?? '';

  const requireMember = (groupId: string): void => {
    if (!world.groups.get(groupId)?.members.has(uid)) {
      throw new Error(`${name} is not in group ${groupId}`);
    }
  };

  const message = (id: string): Message => {
    const found = world.messages.get(id);
    if (found === undefined) throw new Error(`no message ${id}`);
    if (found.thread === 'group') requireMember(found.to);
    return found;
  };

  const post = (to: string, content: Content, quotes?: string): string => {
    const thread: ThreadKind = world.groups.has(to) ? 'group' : 'private';
    if (thread === 'group') requireMember(to);
    else if (!world.people.has(to)) throw new Error(`nobody has the uid ${to}`);
    const at = history.now();
    const id = history.nextId();
    const draft: Message = {
      id,
      // A phone counts milliseconds; the id makes two of one moment differ.
      clientId: String(at.getTime() * 1000 + (Number(id) % 1000)),
      thread,
      to,
      from: uid,
      at: at.toISOString(),
      content,
    };
    const posted = quotes === undefined ? draft : { ...draft, quotes };
    history.record({ type: 'message', message: posted });
    return id;
  };

  const text = (words: string, mentions: readonly Mention[] = []): Content => ({
    type: 'text',
    text: words,
    mentions,
    urgency: 0,
  });

  const answerReminder = (id: string, accepted: boolean): void => {
    const reminder = world.reminders.get(id);
    if (reminder === undefined) throw new Error(`no reminder ${id}`);
    requireMember(reminder.to);
    history.record({ type: 'reminder-answered', id, by: uid, accepted });
  };

  return {
    uid,
    name,
    send: (chat, words, mentions) => post(chat, text(words, mentions)),
    quote: (messageId, words) => {
      const quoted = message(messageId);
      const isToMe = quoted.thread === 'private' && quoted.to === uid;
      return post(isToMe ? quoted.from : quoted.to, text(words), messageId);
    },
    sendFile: (chat, file) => {
      const fileId = history.nextId();
      const base64 = Buffer.from(file.bytes).toString('base64');
      history.record({
        type: 'file-stored',
        file: { id: fileId, by: uid, name: file.name, base64 },
      });
      return post(chat, { type: 'file', fileId, name: file.name });
    },
    react: (messageId, icon) => {
      message(messageId);
      const at = history.now().toISOString();
      const reaction = { id: history.nextId(), messageId, by: uid, icon, at };
      history.record({ type: 'reacted', reaction });
    },
    see: (messageId) => {
      message(messageId);
      history.record({ type: 'seen', messageId, by: uid });
    },
    undo: (messageId) => {
      if (message(messageId).from !== uid) throw new Error(`${name} did not write ${messageId}`);
      const at = history.now().toISOString();
      history.record({ type: 'undone', id: history.nextId(), messageId, by: uid, at });
    },
    acceptReminder: (id) => answerReminder(id, true),
    rejectReminder: (id) => answerReminder(id, false),
    vote: (id, options) => {
      const poll = world.polls.get(id);
      if (poll === undefined || poll.closed) throw new Error(`no open poll ${id}`);
      requireMember(poll.group);
      history.record({ type: 'voted', id, by: uid, options });
    },
    joinGroup: (group) => history.record({ type: 'joined', group, uid, by: uid }),
    leaveGroup: (group) => {
      requireMember(group);
      history.record({ type: 'left', group, uid, by: uid });
    },
    add: (group, other) => {
      requireMember(group);
      history.record({ type: 'joined', group, uid: other, by: uid });
    },
    kick: (group, other) => {
      requireMember(group);
      history.record({ type: 'left', group, uid: other, by: uid });
    },
    renameGroup: (group, newName) => {
      requireMember(group);
      history.record({ type: 'group-renamed', group, name: newName });
    },
    sees: (chat) => screenOf(world, uid, chat),
  };
}
