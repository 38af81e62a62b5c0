/** One connection: a fresh API object of zca-js, its listener, and what it hears until it ends. */
import { type API, type Message, type Reaction, ThreadType } from 'zca-js';
import { type Calls, createCalls } from './calls.ts';
import { type CatchUp, createCatchUp } from './catch-up.ts';
import type { Arrival } from './feed.ts';
import { fromGroupEvent, fromMessage, fromReaction, type Heard } from './inbound.ts';
import type { KnownMessage } from './known-messages.ts';
import type { CaughtUp, Thread } from './marks.ts';
import type { ZcaTiming } from './timing.ts';

export type SessionEnd =
  /** By the other side; 3000 and 3003 mean that another client has the account. */
  | { readonly kind: 'closed'; readonly code: number }
  | { readonly kind: 'no-handshake' }
  /** The websocket stands but answers nothing. */
  | { readonly kind: 'silent' }
  /** Zalo does not accept the session key any more. */
  | { readonly kind: 'dead' }
  | { readonly kind: 'stopped' };

export interface Session {
  readonly ownId: string;
  readonly calls: Calls;
  /** Resolves when the socket is closed; never rejects. */
  readonly ended: Promise<SessionEnd>;
  end(why: SessionEnd): void;
  /** Asks the websocket for the newest messages; ends the session when no answer comes. */
  prove(): void;
}

const THREADS = { group: ThreadType.Group, private: ThreadType.User } as const;

/**
 * Opens the websocket and waits for its key; gives the end where it did not get that far. The
 * listener of zca-js is used once: a restarted one forgets its new key when the old socket closes.
 */
export async function openSession(options: {
  readonly api: API;
  readonly timing: ZcaTiming;
  /** Asked in the same breath as the websocket is opened: it would throw out another process's. */
  readonly mayOpen: () => boolean;
  /** Where earlier connections left off. */
  readonly caughtUp: CaughtUp;
  /** Ends the session, and every call, from outside. */
  readonly signal: AbortSignal;
  /** Cuts uploads short without ending the session. */
  readonly leaving: AbortSignal;
  readonly onArrivals: (arrivals: readonly Arrival[]) => void;
  readonly onMessage: (message: KnownMessage) => void;
  /** Nothing older is missing in this kind of chat. */
  readonly onCaughtUp: (thread: Thread) => void;
}): Promise<Session | SessionEnd> {
  const { api, timing, caughtUp, signal } = options;
  const { listener } = api;
  const ownId = api.getOwnId();
  const over = new AbortController();
  const { promise: ended, resolve: resolveEnded } = withResolvers<SessionEnd>();

  const end = (why: SessionEnd): void => {
    if (over.signal.aborted) return;
    over.abort();
    signal.removeEventListener('abort', onSignal);
    listener.removeAllListeners();
    // Closing makes errors of its own, which would end the process if nobody listened.
    listener.on('error', () => undefined);
    const closed = (): void => {
      clearTimeout(timer);
      resolveEnded(why);
    };
    const timer = setTimeout(closed, timing.closeMs);
    if (why.kind === 'closed') closed();
    else {
      listener.once('closed', closed);
      listener.stop();
    }
  };
  const onSignal = (): void => end({ kind: 'stopped' });
  signal.addEventListener('abort', onSignal);

  const answers = new Map<string, NodeJS.Timeout>();
  const walks = new Map<Thread, CatchUp>();
  const reactionWalks = new Map<Thread, CatchUp>();
  for (const thread of ['group', 'private'] as const) {
    walks.set(thread, createCatchUp(caughtUp[thread]));
    reactionWalks.set(thread, createCatchUp(caughtUp[thread]));
  }
  /** What was heard while older messages are still being fetched: the inbox gets it in order. */
  const held: Arrival[] = [];
  const letGo = (): void => {
    if (held.length > 0) options.onArrivals(held.splice(0));
  };
  over.signal.addEventListener('abort', () => {
    for (const timer of answers.values()) clearTimeout(timer);
    letGo();
  });

  const awaitAnswer = (key: string, onNone: () => void): void => {
    clearTimeout(answers.get(key));
    answers.set(key, setTimeout(onNone, timing.answerMs));
  };
  const askOld = (thread: Thread, before: string | null): void => {
    awaitAnswer(thread, () => end({ kind: 'silent' }));
    listener.requestOldMessages(THREADS[thread], before);
  };
  // Whether Zalo answers where nobody has reacted is not known, so silence is an answer here.
  const askOldReactions = (thread: Thread, before: string | null): void => {
    awaitAnswer(`reactions ${thread}`, () => endWalk(reactionWalks, thread));
    listener.requestOldReactions(THREADS[thread], before);
  };
  const endWalk = (of: Map<Thread, CatchUp>, thread: Thread): void => {
    if (!of.delete(thread)) return;
    // Reactions follow the messages they are about: those can do without the former.
    if (walks.size === 0) letGo();
    if (walks.size > 0 || reactionWalks.size > 0 || over.signal.aborted) return;
    for (const each of ['group', 'private'] as const) options.onCaughtUp(each);
  };

  const take = (heard: Heard | undefined): void => {
    if (heard === undefined) return;
    const known = toKnownMessage(heard);
    if (known !== undefined) options.onMessage(known);
    held.push(toArrival(heard));
    if (walks.size === 0) letGo();
  };

  const takeOld = (messages: readonly Message[], type: ThreadType): void => {
    const thread: Thread = type === ThreadType.Group ? 'group' : 'private';
    clearTimeout(answers.get(thread));
    for (const message of messages) take(fromMessage(ownId, message));
    const before = walks.get(thread)?.next(messages.map(({ data }) => String(data.msgId)));
    if (before !== undefined) askOld(thread, before);
    else endWalk(walks, thread);
  };
  const takeOldReactions = (reactions: readonly Reaction[], isGroup: boolean): void => {
    const thread: Thread = isGroup ? 'group' : 'private';
    clearTimeout(answers.get(`reactions ${thread}`));
    for (const reaction of reactions) take(fromReaction(ownId, reaction));
    const ids = reactions.map(({ data }) => String(data.msgId));
    const before = reactionWalks.get(thread)?.next(ids);
    if (before !== undefined) askOldReactions(thread, before);
    else endWalk(reactionWalks, thread);
  };

  // A handler that throws would make zca-js drop the rest of the frame.
  listener.on('error', () => undefined);
  listener.on('closed', (code) => end({ kind: 'closed', code: Number(code) }));
  listener.on('message', (message) => take(fromMessage(ownId, message)));
  listener.on('old_messages', takeOld);
  listener.on('reaction', (reaction) => take(fromReaction(ownId, reaction)));
  listener.on('old_reactions', takeOldReactions);
  listener.on('group_event', (event) => take(fromGroupEvent(ownId, event)));

  const isOpen = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => end({ kind: 'no-handshake' }), timing.handshakeMs);
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(false);
    });
    listener.once('cipher_key', () => {
      clearTimeout(timer);
      resolve(true);
    });
    if (signal.aborted || !options.mayOpen()) end({ kind: 'stopped' });
    else listener.start({ retryOnClose: false });
  });
  if (!isOpen) return ended;

  for (const thread of ['group', 'private'] as const) {
    askOld(thread, null);
    askOldReactions(thread, null);
  }
  return {
    ownId,
    calls: createCalls(api, {
      ...timing,
      // A text is answered over HTTP and does not mind that the websocket went down.
      signal,
      uploadSignal: AbortSignal.any([signal, over.signal, options.leaving]),
    }),
    ended,
    end,
    prove: () => {
      if (!over.signal.aborted && !walks.has('group')) askOld('group', null);
    },
  };
}

function toArrival({ update, payload }: Heard): Arrival {
  switch (payload.kind) {
    case 'message': {
      const { ts, msgId } = payload.data;
      return { update, at: ts, messageId: msgId, thread: payload.thread };
    }
    case 'reaction':
      return { update, at: payload.data.ts, messageId: payload.data.msgId };
    case 'group-event':
      return { update, at: payload.data.time, messageId: '' };
  }
}

function toKnownMessage({ payload }: Heard): KnownMessage | undefined {
  if (payload.kind !== 'message') return undefined;
  const { data } = payload;
  const isText = typeof data.content === 'string';
  return {
    messageId: data.msgId,
    clientId: data.cliMsgId,
    ownerId: data.uidFrom,
    at: data.ts,
    text: typeof data.content === 'string' ? data.content : '',
    isText,
  };
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
