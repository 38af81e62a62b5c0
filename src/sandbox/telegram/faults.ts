import type { Random } from './random.ts';
import { Refusal } from './refusal.ts';
import type { Wire, WireUpdate } from './wire.ts';

/** What goes wrong. `accept-…` and everything after it happens once the call has taken effect. */
export type Fault =
  /** 429; with a scope, calls to that chat or of that bot stay refused until `retryAfter` seconds have passed. */
  | {
      readonly kind: 'too-many-requests';
      readonly retryAfter: number;
      readonly scope?: 'chat' | 'account';
    }
  /** Any refusal, in the server's words after the colon, e.g. 403 `bot was blocked by the user`. */
  | { readonly kind: 'refuse'; readonly code: 400 | 401 | 403 | 404 | 409; readonly words: string }
  /** 400 with `migrate_to_chat_id`. */
  | { readonly kind: 'migrate'; readonly to: number }
  /** 500 as JSON, nothing done. */
  | { readonly kind: 'server-error' }
  /** 502 as a proxy's HTML page, nothing done. */
  | { readonly kind: 'bad-gateway' }
  /** The connection closes before the body is read; a `chat` cannot be matched. */
  | { readonly kind: 'close-before-read' }
  /** Done, answered `delayMs` late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'accept-then-close' }
  | { readonly kind: 'accept-then-hang' }
  /** Half the answer, then the connection closes; clients on node-fetch 2 notice it by their timeout only. */
  | { readonly kind: 'accept-then-cut' }
  | { readonly kind: 'accept-then-bad-gateway' }
  /** Done, a whole HTTP answer with half the JSON. */
  | { readonly kind: 'truncated-json' }
  /** Done, the right JSON announced as text/html. */
  | { readonly kind: 'wrong-content-type' };

/** Which calls a fault strikes; absent fields match all. */
export interface FaultMatch {
  readonly method?: string | readonly string[];
  readonly chat?: number;
  /** Strikes from the nth matching call on, counted from 1. */
  readonly nth?: number;
  /** Strikes a matching call with this probability, seeded. */
  readonly probability?: number;
  /** How often it strikes; 1 unless told, `Infinity` for always. */
  readonly times?: number;
}

/** A fault in place. */
export interface FaultHandle {
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

/** Scripted failures of the network. */
export interface Faults {
  add(fault: Fault & FaultMatch): FaultHandle;
  clear(): void;
  /**
   * Takes the network away: `refused` closes the port, `reset` takes connections and drops them.
   * Comes back after `forMs`, or at `online()`.
   */
  offline(options?: { readonly how?: 'refused' | 'reset'; readonly forMs?: number }): Promise<void>;
  online(): Promise<void>;
  /** The next `batches` non-empty batches of updates are delivered a second time although confirmed. */
  duplicateUpdates(batches?: number): void;
  /** The next `batches` batches of two or more updates arrive newest first. */
  reorderUpdates(batches?: number): void;
}

/** The scripted part of `Faults`, as the transport asks it. */
export interface FaultScript {
  add(fault: Fault & FaultMatch): FaultHandle;
  clear(): void;
  duplicateUpdates(batches?: number): void;
  reorderUpdates(batches?: number): void;
  /** The fault that strikes before the body is read, if any. */
  takeEarly(method: string): Fault | undefined;
  /** The fault that strikes this call, if any. */
  take(method: string, chat: number | undefined): Fault | undefined;
  /** Throws 429 while a scoped one holds. */
  checkHolds(bot: number, chat: number | undefined): void;
  hold(fault: Fault, bot: number, chat: number | undefined): void;
  /** A batch of updates as it is really delivered. */
  shapeBatch(bot: number, updates: readonly WireUpdate[]): readonly WireUpdate[];
}

interface Rule {
  readonly fault: Fault & FaultMatch;
  seen: number;
  hits: number;
}

/** An empty script. */
export function createFaultScript(now: () => number, random: Random): FaultScript {
  const rules = new Set<Rule>();
  const holds = new Map<string, number>();
  const echoes = new Map<number, readonly WireUpdate[]>();
  let duplicates = 0;
  let reorders = 0;

  const strike = (
    method: string,
    chat: number | undefined,
    isEarly: boolean,
  ): Fault | undefined => {
    for (const rule of rules) {
      const { fault } = rule;
      if ((fault.kind === 'close-before-read') !== isEarly) continue;
      if (rule.hits >= (fault.times ?? 1) || !matches(fault, method, chat)) continue;
      rule.seen += 1;
      if (rule.seen < (fault.nth ?? 1)) continue;
      if (fault.probability !== undefined && random() >= fault.probability) continue;
      rule.hits += 1;
      return fault;
    }
    return undefined;
  };

  return {
    add: (fault) => {
      const rule: Rule = { fault, seen: 0, hits: 0 };
      rules.add(rule);
      return {
        get hits() {
          return rule.hits;
        },
        remove: () => {
          rules.delete(rule);
        },
      };
    },
    clear: () => {
      rules.clear();
      holds.clear();
      duplicates = 0;
      reorders = 0;
    },
    duplicateUpdates: (batches = 1) => {
      duplicates += batches;
    },
    reorderUpdates: (batches = 1) => {
      reorders += batches;
    },
    takeEarly: (method) => strike(method, undefined, true),
    take: (method, chat) => strike(method, chat, false),
    checkHolds: (bot, chat) => {
      for (const key of [`bot ${bot}`, `chat ${bot} ${chat ?? ''}`]) {
        const leftMs = (holds.get(key) ?? 0) - now();
        if (leftMs > 0) throw tooManyRequests(Math.ceil(leftMs / 1000));
      }
    },
    hold: (fault, bot, chat) => {
      if (fault.kind !== 'too-many-requests' || fault.scope === undefined) return;
      const key = fault.scope === 'account' ? `bot ${bot}` : `chat ${bot} ${chat ?? ''}`;
      holds.set(key, now() + fault.retryAfter * 1000);
    },
    shapeBatch: (bot, updates) => {
      const echo = echoes.get(bot) ?? [];
      echoes.delete(bot);
      if (updates.length > 0 && duplicates > 0) {
        duplicates -= 1;
        echoes.set(bot, updates);
      }
      const ids = new Set(updates.map((update) => update.update_id));
      const batch = [...echo.filter((update) => !ids.has(update.update_id)), ...updates];
      if (batch.length < 2 || reorders === 0) return batch;
      reorders -= 1;
      return batch.reverse();
    },
  };
}

function matches(fault: FaultMatch, method: string, chat: number | undefined): boolean {
  const methods = typeof fault.method === 'string' ? [fault.method] : fault.method;
  return (
    (methods === undefined || methods.includes(method)) &&
    (fault.chat === undefined || fault.chat === chat)
  );
}

/** The refusal a fault stands for, `undefined` for those that are not JSON answers. */
export function refusalOf(fault: Fault): Refusal | undefined {
  switch (fault.kind) {
    case 'too-many-requests':
      return tooManyRequests(fault.retryAfter);
    case 'refuse':
      return new Refusal(fault.code, `${TITLES[fault.code]}: ${fault.words}`);
    case 'migrate': {
      const parameters: Wire = { migrate_to_chat_id: fault.to };
      return new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        parameters,
      });
    }
    case 'server-error':
      return new Refusal(500, 'Internal Server Error: restart');
    case 'bad-gateway':
    case 'close-before-read':
    case 'slow':
    case 'accept-then-close':
    case 'accept-then-hang':
    case 'accept-then-cut':
    case 'accept-then-bad-gateway':
    case 'truncated-json':
    case 'wrong-content-type':
      return undefined;
  }
}

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
} as const;

/** 429 with the seconds to wait. */
export function tooManyRequests(retryAfter: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${retryAfter}`, {
    parameters: { retry_after: retryAfter },
  });
}
