/** What goes wrong with one HTTP call. `accept-…` happens once the call has taken effect. */
export type CallFault =
  /** Never answers. */
  | { readonly kind: 'hang' | 'accept-then-hang' }
  /** Takes the request and closes the connection without an answer. */
  | { readonly kind: 'close' | 'accept-then-close' }
  /** Success without an id: what the real network does to an account that sends too much. */
  | { readonly kind: 'empty-success' | 'accept-then-empty-success' }
  /** A page instead of JSON: a captcha. */
  | { readonly kind: 'html-page' | 'accept-then-html-page' }
  /** A gateway's answer. */
  | { readonly kind: 'status' | 'accept-then-status'; readonly status: number }
  /** Zalo's own refusal: 221, 600, −69, 165, 114 … */
  | { readonly kind: 'refuse'; readonly code: number; readonly words?: string };

/** What goes wrong with websockets and the events on them. */
export type SocketFault =
  /** Opens, then never sends the key frame. */
  | 'stalled-handshake'
  /** Is cut off at once, as by 1006. */
  | 'drop-on-connect'
  | 'lost-file-done'
  /** Comes before the HTTP reply that names the file: the web client then waits for ever. */
  | 'early-file-done'
  | 'duplicated-frame'
  /** The frame comes after the next one. */
  | 'delayed-frame'
  /** A frame that is no JSON comes before the event. */
  | 'broken-frame';

export type Fault =
  | (CallFault & {
      /** A piece of the path; all calls unless given. */
      readonly path?: string | RegExp;
    })
  | { readonly kind: SocketFault };

/** A fault in place. */
export interface FaultHandle {
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

/** When, and how often, a fault strikes. */
interface Schedule {
  readonly times?: number;
  readonly nth?: number;
}

/** Scripted failures of the network. */
export interface Faults {
  /**
   * Strikes `times` times, once unless told, `Infinity` for always; older faults strike first. `nth`
   * lets the calls or frames before the nth pass, the first being 1.
   */
  add(fault: Fault & Schedule): FaultHandle;
  clear(): void;
  /** Closes the port and cuts every connection, until {@link online}. The address stays. */
  offline(): Promise<void>;
  online(): Promise<void>;
}

/** The scripted part of `Faults`, as the transport asks it. */
export interface FaultScript extends Pick<Faults, 'add' | 'clear'> {
  takeForCall(path: string): CallFault | undefined;
  takeForSocket(kind: SocketFault): boolean;
}

interface Rule {
  readonly fault: Fault & Schedule;
  passed: number;
  hits: number;
}

/** An empty script. */
export function createFaultScript(): FaultScript {
  const rules = new Set<Rule>();
  const take = (matches: (fault: Fault) => boolean): Fault | undefined => {
    for (const rule of rules) {
      if (rule.hits >= (rule.fault.times ?? 1) || !matches(rule.fault)) continue;
      rule.passed += 1;
      if (rule.passed < (rule.fault.nth ?? 1)) continue;
      rule.hits += 1;
      return rule.fault;
    }
    return undefined;
  };
  return {
    add: (fault) => {
      const rule: Rule = { fault, passed: 0, hits: 0 };
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
    clear: () => rules.clear(),
    takeForCall: (path) => {
      const fault = take((one) => isCallFault(one) && matchesPath(one.path, path));
      return fault !== undefined && isCallFault(fault) ? fault : undefined;
    },
    takeForSocket: (kind) => take((fault) => fault.kind === kind) !== undefined,
  };
}

function matchesPath(wanted: string | RegExp | undefined, path: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? path.includes(wanted) : wanted.test(path);
}

function isCallFault(fault: Fault): fault is Extract<Fault, CallFault> {
  switch (fault.kind) {
    case 'stalled-handshake':
    case 'drop-on-connect':
    case 'lost-file-done':
    case 'early-file-done':
    case 'duplicated-frame':
    case 'delayed-frame':
    case 'broken-frame':
      return false;
    default:
      return true;
  }
}

/** Whether the call takes effect before the fault strikes. */
export function isAccepted(fault: CallFault): boolean {
  return fault.kind.startsWith('accept-then-');
}
