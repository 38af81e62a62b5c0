import type { WorldEvent } from './events.ts';
import type { Wire } from './wire.ts';

/** One request as it ended. */
export interface CallRecord {
  /** Milliseconds of the network's clock. */
  readonly at: number;
  readonly bot: number;
  readonly method: string;
  readonly chat?: number;
  /** The status the network decided on, sent or not; 0 when the body was never read. */
  readonly status: number;
  /** How many messages the call put into the chat. */
  readonly messages: number;
  /** The fault that was applied, or `limiter`. */
  readonly fault?: string;
  /** What the caller did against the rules of the API. */
  readonly violation?: string;
  /** The fields of the request; only kept by a full ledger. */
  readonly body?: Wire;
}

/** Which calls to look at; absent fields match all. */
export interface CallFilter {
  readonly method?: string;
  readonly chat?: number;
  readonly status?: number;
}

/** A call that broke the rules of the API. */
export interface Violation {
  readonly method: string;
  readonly words: string;
}

/** The book of requests. */
export interface CallBook {
  /** The requests themselves, oldest first; empty with `ledger: 'counts'`. */
  calls(filter?: CallFilter): readonly CallRecord[];
  /** How many requests there were, in either mode. */
  count(filter?: CallFilter): number;
  /** The most messages any 60 seconds saw in a chat; `methods` narrows it and may name edits. */
  maxPerMinute(chat: number, methods?: readonly string[]): number;
  readonly violations: readonly Violation[];
  /** How many calls were answered 429. */
  readonly http429: number;
  /** Takes `called` events, live or replayed. */
  onEvent(event: WorldEvent): void;
}

const MINUTE_MS = 60_000;

/** Opens an empty book; `full` keeps every request with its fields, `counts` keeps numbers and times. */
export function createCallBook(mode: 'full' | 'counts'): CallBook {
  const records: CallRecord[] = [];
  const counts = new Map<string, number>();
  const times = new Map<number, Map<string, number[]>>();
  const violations: Violation[] = [];

  const count = ({ method = '', chat, status }: CallFilter = {}): number =>
    counts.get(`${method}|${chat ?? ''}|${status ?? ''}`) ?? 0;

  const note = (call: CallRecord): void => {
    for (const method of ['', call.method]) {
      for (const chat of call.chat === undefined ? [''] : ['', call.chat]) {
        for (const status of ['', call.status]) {
          const key = `${method}|${chat}|${status}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
      }
    }
    if (call.violation !== undefined)
      violations.push({ method: call.method, words: call.violation });
    if (call.chat !== undefined && call.status === 200) noteTime(call.chat, call);
    if (mode === 'full') records.push(call);
  };

  const noteTime = (chat: number, call: CallRecord): void => {
    const isEdit = call.method.startsWith('edit');
    const weight = isEdit ? 1 : call.messages;
    if (weight === 0) return;
    const byMethod = times.get(chat) ?? new Map<string, number[]>();
    times.set(chat, byMethod);
    const list = byMethod.get(call.method) ?? [];
    byMethod.set(call.method, list);
    for (let copy = 0; copy < weight; copy += 1) list.push(call.at);
  };

  return {
    count,
    violations,
    calls: ({ method, chat, status } = {}) =>
      records.filter(
        (call) =>
          (method === undefined || call.method === method) &&
          (chat === undefined || call.chat === chat) &&
          (status === undefined || call.status === status),
      ),
    maxPerMinute: (chat, methods) => {
      const byMethod = [...(times.get(chat) ?? new Map<string, number[]>())];
      const wanted = byMethod.filter(([method]) =>
        methods === undefined ? !method.startsWith('edit') : methods.includes(method),
      );
      return densest(wanted.flatMap(([, list]) => list).sort((a, b) => a - b));
    },
    get http429() {
      return count({ status: 429 });
    },
    onEvent: (event) => {
      if (event.type === 'called') note(event.call);
    },
  };
}

function densest(sorted: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) >= MINUTE_MS) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
