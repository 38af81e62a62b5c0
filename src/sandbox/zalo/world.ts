/**
 * What exists on the simulated network. The world is the fold of its events: nothing changes but
 * through `apply`, so replaying a journal gives the same world again.
 */

export type ThreadKind = 'group' | 'private';

export interface Mention {
  /** '-1' is everybody. */
  readonly uid: string;
  readonly pos: number;
  readonly len: number;
}

export type Content =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly mentions: readonly Mention[];
      readonly urgency: number;
    }
  | { readonly type: 'image'; readonly fileId: string; readonly caption: string }
  | { readonly type: 'file'; readonly fileId: string; readonly name: string };

export interface Message {
  readonly id: string;
  /** The sender's own id of the message; the network does not check that it is unique. */
  readonly clientId: string;
  readonly thread: ThreadKind;
  /** The group, or the other person as the sender names them. */
  readonly to: string;
  readonly from: string;
  readonly at: string;
  readonly content: Content;
  readonly quotes?: string;
}

export interface Reaction {
  readonly id: string;
  readonly messageId: string;
  readonly by: string;
  /** '' takes the reaction back. */
  readonly icon: string;
  readonly at: string;
}

export interface StoredFile {
  readonly id: string;
  readonly by: string;
  readonly name: string;
  readonly base64: string;
}

export interface Session {
  readonly uid: string;
  /** Cookie `zpsid`, for zalo.me. */
  readonly psid: string;
  /** Cookie `zpw_sek`, for chat.zalo.me. */
  readonly sek: string;
  /** The key of encrypted HTTP bodies, base64. */
  readonly enk: string;
}

export interface Reminder {
  readonly id: string;
  readonly thread: ThreadKind;
  readonly to: string;
  readonly by: string;
  readonly title: string;
  readonly emoji: string;
  readonly startTime: number;
  readonly repeat: number;
  readonly at: string;
}

export interface Poll {
  readonly id: number;
  readonly group: string;
  readonly by: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly multiple: boolean;
  readonly anonymous: boolean;
  readonly expiresAt: number;
  readonly at: string;
}

/** One HTTP call or client frame as the network saw it. */
export interface Call {
  readonly at: string;
  /** The account it was authenticated as. */
  readonly uid?: string;
  readonly host: string;
  readonly path: string;
  /** The door it came in by, where it is not the front one. */
  readonly door?: string;
  readonly params?: unknown;
  readonly fault?: string;
}

export type WorldEvent =
  | { readonly type: 'person-added'; readonly uid: string; readonly name: string }
  | { readonly type: 'account-added'; readonly uid: string; readonly name: string }
  | {
      readonly type: 'group-added';
      readonly id: string;
      readonly name: string;
      readonly members: readonly string[];
    }
  | { readonly type: 'group-renamed'; readonly group: string; readonly name: string }
  | { readonly type: 'joined'; readonly group: string; readonly uid: string; readonly by: string }
  | { readonly type: 'left'; readonly group: string; readonly uid: string; readonly by: string }
  | { readonly type: 'message'; readonly message: Message }
  | {
      readonly type: 'undone';
      readonly id: string;
      readonly messageId: string;
      readonly by: string;
      readonly at: string;
    }
  | { readonly type: 'reacted'; readonly reaction: Reaction }
  | { readonly type: 'seen'; readonly messageId: string; readonly by: string }
  | { readonly type: 'file-stored'; readonly file: StoredFile }
  | { readonly type: 'reminder-created'; readonly reminder: Reminder }
  | { readonly type: 'reminder-removed'; readonly id: string }
  | {
      readonly type: 'reminder-answered';
      readonly id: string;
      readonly by: string;
      readonly accepted: boolean;
    }
  | { readonly type: 'poll-created'; readonly poll: Poll }
  | {
      readonly type: 'voted';
      readonly id: number;
      readonly by: string;
      readonly options: readonly number[];
    }
  | { readonly type: 'poll-closed'; readonly id: number }
  | { readonly type: 'session-opened'; readonly session: Session }
  | { readonly type: 'session-bound'; readonly psid: string; readonly userAgent: string }
  | { readonly type: 'session-ended'; readonly uid: string }
  | { readonly type: 'cookie-rotated'; readonly psid: string; readonly sek: string }
  | { readonly type: 'cookie-taken'; readonly psid: string }
  | { readonly type: 'id-taken'; readonly id: number }
  | { readonly type: 'call'; readonly call: Call }
  | { readonly type: 'violation'; readonly text: string };

interface Group {
  readonly id: string;
  name: string;
  readonly creator: string;
  readonly members: Set<string>;
}

/** A session with what happened to its cookies since it was opened. */
interface LiveSession extends Session {
  /** Cookies are bound to the user agent that used them first. */
  userAgent?: string;
  /** The session key handed out by Set-Cookie; the old one works until this one is used. */
  nextSek?: string;
}

/** The state of the network. Read it freely; change it through `apply` alone. */
export interface World {
  readonly people: Map<string, string>;
  readonly accounts: Set<string>;
  readonly groups: Map<string, Group>;
  readonly messages: Map<string, Message>;
  readonly undone: Set<string>;
  readonly reactions: Reaction[];
  readonly seen: Map<string, Set<string>>;
  readonly files: Map<string, StoredFile>;
  readonly reminders: Map<string, Reminder & { readonly answers: Map<string, boolean> }>;
  readonly polls: Map<
    number,
    Poll & { readonly votes: Map<string, readonly number[]>; closed: boolean }
  >;
  /** By cookie `zpsid`. */
  readonly sessions: Map<string, LiveSession>;
  readonly calls: Call[];
  readonly violations: string[];
  lastId: number;
}

/** Makes a world in which nothing has happened. */
export function emptyWorld(): World {
  return {
    people: new Map(),
    accounts: new Set(),
    groups: new Map(),
    messages: new Map(),
    undone: new Set(),
    reactions: [],
    seen: new Map(),
    files: new Map(),
    reminders: new Map(),
    polls: new Map(),
    sessions: new Map(),
    calls: [],
    violations: [],
    // Thirteen digits, as the real network's message ids.
    lastId: 6_100_000_000_000,
  };
}

/** Changes `world` by one event. Total: events come from our own journal. */
export function apply(world: World, event: WorldEvent): void {
  switch (event.type) {
    case 'person-added':
      world.people.set(event.uid, event.name);
      return;
    case 'account-added':
      world.people.set(event.uid, event.name);
      world.accounts.add(event.uid);
      return;
    case 'group-added':
      world.groups.set(event.id, {
        id: event.id,
        name: event.name,
        creator: event.members[0] ?? '0',
        members: new Set(event.members),
      });
      return;
    case 'group-renamed': {
      const group = world.groups.get(event.group);
      if (group) group.name = event.name;
      return;
    }
    case 'joined':
      world.groups.get(event.group)?.members.add(event.uid);
      return;
    case 'left':
      world.groups.get(event.group)?.members.delete(event.uid);
      return;
    case 'message':
      world.messages.set(event.message.id, event.message);
      return;
    case 'undone':
      world.undone.add(event.messageId);
      return;
    case 'reacted':
      world.reactions.push(event.reaction);
      return;
    case 'seen': {
      const readers = world.seen.get(event.messageId) ?? new Set();
      world.seen.set(event.messageId, readers.add(event.by));
      return;
    }
    case 'file-stored':
      world.files.set(event.file.id, event.file);
      return;
    case 'reminder-created':
      world.reminders.set(event.reminder.id, { ...event.reminder, answers: new Map() });
      return;
    case 'reminder-removed':
      world.reminders.delete(event.id);
      return;
    case 'reminder-answered':
      world.reminders.get(event.id)?.answers.set(event.by, event.accepted);
      return;
    case 'poll-created':
      world.polls.set(event.poll.id, { ...event.poll, votes: new Map(), closed: false });
      return;
    case 'voted':
      world.polls.get(event.id)?.votes.set(event.by, event.options);
      return;
    case 'poll-closed': {
      const poll = world.polls.get(event.id);
      if (poll) poll.closed = true;
      return;
    }
    case 'session-opened':
      world.sessions.set(event.session.psid, { ...event.session });
      return;
    case 'session-bound': {
      const session = world.sessions.get(event.psid);
      if (session) session.userAgent = event.userAgent;
      return;
    }
    case 'session-ended':
      for (const session of [...world.sessions.values()]) {
        if (session.uid === event.uid) world.sessions.delete(session.psid);
      }
      return;
    case 'cookie-rotated': {
      const session = world.sessions.get(event.psid);
      if (session) session.nextSek = event.sek;
      return;
    }
    case 'cookie-taken': {
      const session = world.sessions.get(event.psid);
      if (!session?.nextSek) return;
      const { nextSek, ...rest } = session;
      world.sessions.set(event.psid, { ...rest, sek: nextSek });
      return;
    }
    case 'id-taken':
      world.lastId = Math.max(world.lastId, event.id);
      return;
    case 'call':
      world.calls.push(event.call);
      return;
    case 'violation':
      world.violations.push(event.text);
      return;
  }
}

/** Whether `uid` can read `message`: as a member of the group or as one of the two people. */
export function canRead(world: World, uid: string, message: Message): boolean {
  if (message.thread === 'private') return message.from === uid || message.to === uid;
  return world.groups.get(message.to)?.members.has(uid) ?? false;
}
