/** One connection: a fresh API object of zca-js, its listener, and what it hears until it ends. */
import { type API, type Message, ThreadType } from 'zca-js';
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

  const answers = new Map<Thread, NodeJS.Timeout>();
  const walks = new Map<Thread, CatchUp>();
  const askOld = (thread: Thread, before: string | null): void => {
    clearTimeout(answers.get(thread));
    const timer = setTimeout(() => end({ kind: 'silent' }), timing.answerMs);
    answers.set(thread, timer);
    over.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    listener.requestOldMessages(THREADS[thread], before);
  };

  const take = (heard: Heard | undefined): void => {
    if (heard === undefined) return;
    const known = toKnownMessage(heard);
    if (known !== undefined) options.onMessage(known);
    options.onArrivals([toArrival(heard)]);
  };

  const takeOld = (messages: readonly Message[], type: ThreadType): void => {
    const thread: Thread = type === ThreadType.Group ? 'group' : 'private';
    clearTimeout(answers.get(thread));
    for (const message of messages) take(fromMessage(ownId, message));
    const before = walks.get(thread)?.next(messages.map(({ data }) => String(data.msgId)));
    if (before !== undefined) askOld(thread, before);
    else if (walks.delete(thread)) options.onCaughtUp(thread);
  };

  // A handler that throws would make zca-js drop the rest of the frame.
  listener.on('error', () => undefined);
  listener.on('closed', (code) => end({ kind: 'closed', code: Number(code) }));
  listener.on('message', (message) => take(fromMessage(ownId, message)));
  listener.on('old_messages', takeOld);
  listener.on('reaction', (reaction) => take(fromReaction(ownId, reaction)));
  listener.on('old_reactions', (reactions) => {
    for (const reaction of reactions) take(fromReaction(ownId, reaction));
  });
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
    if (signal.aborted) end({ kind: 'stopped' });
    else listener.start({ retryOnClose: false });
  });
  if (!isOpen) return ended;

  for (const thread of ['group', 'private'] as const) {
    walks.set(thread, createCatchUp(caughtUp[thread]));
    askOld(thread, null);
    listener.requestOldReactions(THREADS[thread], null);
  }
  return {
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
