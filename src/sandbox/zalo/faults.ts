/** What goes wrong with one HTTP call. `after` lets the call take effect before it goes wrong. */
export type CallFault =
  /** Never answers. */
  | { readonly kind: 'hang'; readonly after?: boolean }
  /** Accepts the request and closes the connection without an answer. */
  | { readonly kind: 'close'; readonly after?: boolean }
  /** Answers success without the id: what the real network does to an account that sends too much. */
  | { readonly kind: 'empty'; readonly after?: boolean }
  /** Answers with a page: a captcha, a gateway's excuse. */
  | { readonly kind: 'html'; readonly after?: boolean }
  | { readonly kind: 'http'; readonly status: number; readonly after?: boolean }
  | { readonly kind: 'code'; readonly code: number; readonly message?: string };

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

/** Scripted faults of one network, each used up as often as it was ordered. */
export interface Faults {
  /** Orders `fault` for the next `times` calls whose path matches `on`. */
  onCall(on: string | RegExp, fault: CallFault, times?: number): void;
  onSocket(fault: SocketFault, times?: number): void;
  clear(): void;
  /** Uses up one fault for a call to `path`, the oldest order first. */
  takeForCall(path: string): CallFault | undefined;
  /** Uses up one fault of this kind. */
  takeForSocket(fault: SocketFault): boolean;
}

/** Makes an empty list of faults. */
export function createFaults(): Faults {
  const calls: { on: string | RegExp; fault: CallFault; times: number }[] = [];
  const sockets = new Map<SocketFault, number>();
  return {
    onCall: (on, fault, times = 1) => {
      calls.push({ on, fault, times });
    },
    onSocket: (fault, times = 1) => {
      sockets.set(fault, (sockets.get(fault) ?? 0) + times);
    },
    clear: () => {
      calls.length = 0;
      sockets.clear();
    },
    takeForCall: (path) => {
      const order = calls.find(
        ({ on, times }) =>
          times > 0 && (typeof on === 'string' ? path.includes(on) : on.test(path)),
      );
      if (order === undefined) return undefined;
      order.times -= 1;
      return order.fault;
    },
    takeForSocket: (fault) => {
      const left = sockets.get(fault) ?? 0;
      if (left > 0) sockets.set(fault, left - 1);
      return left > 0;
    },
  };
}
