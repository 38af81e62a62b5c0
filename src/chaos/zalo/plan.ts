import type { CallFault, SocketFault } from '../../sandbox/zalo/faults.ts';
import {
  type Backend,
  type Dice,
  diceOf,
  drawKills,
  drawServers,
  type ServerMoment,
} from '../plan.ts';

/** Something that happens at a moment, counted in milliseconds from the release. */
export type Moment =
  | ServerMoment
  | ({ readonly atMs: number } & (
      | { readonly what: 'storm'; readonly drops: number; readonly everyMs: number }
      /** Cookies are worthless from here on: somebody has to scan a QR code. */
      | { readonly what: 'session-death' }
      /** Another client takes the account over, or Zalo throws this one out. */
      | { readonly what: 'displaced'; readonly code: 3000 | 3003 }
      | { readonly what: 'rotate-cookies' }
      | { readonly what: 'offline'; readonly forMs: number }
      | { readonly what: 'kick'; readonly commune: number }
      | { readonly what: 'socket'; readonly fault: SocketFault }
    ));

/** A call that goes wrong: the nth one to paths of this kind. */
export interface BrokenCall {
  readonly fault: CallFault;
  readonly path: 'text' | 'file' | 'upload';
  readonly nth: number;
}

export type Way = 'code' | 'words' | 'number' | 'quote' | 'reaction';

/** What the clerk of a commune does once the card is there. */
export interface Habit {
  readonly way: Way;
  /** 0 for a clerk who never answers. */
  readonly answers: number;
  readonly afterMs: number;
  /** Somebody without a right answers, too, or a code is mistyped. */
  readonly forged: 'none' | 'stranger' | 'neighbour' | 'wrong-code';
}

/** Everything that is going to happen in a run; follows from its seed alone. */
export interface Plan {
  readonly seed: number;
  /** Whether the letter goes out as a file, or as text. */
  readonly letter: 'file' | 'pasted';
  readonly calls: readonly BrokenCall[];
  readonly moments: readonly Moment[];
  readonly habits: readonly Habit[];
}

const storms = 20;
const deaths = 5;
const windowMs = 14_000;

/** Draws up what goes wrong in a run. */
export function planRun(seed: number, backend: Backend, communes: number): Plan {
  const dice = diceOf(seed);
  const { random, upTo, between, oneOf, times } = dice;
  const when = () => upTo(windowMs);
  const letter = random() < 0.6 ? 'file' : 'pasted';
  const calls = times(
    Math.ceil(communes / 8),
    (): BrokenCall => ({
      fault: anyCallFault(dice),
      path: letter === 'pasted' ? 'text' : oneOf(['text', 'text', 'file', 'upload']),
      nth: between(1, communes),
    }),
  );
  const moments: Moment[] = [
    ...times(
      storms,
      (): Moment => ({
        atMs: when(),
        what: 'storm',
        drops: between(1, 5),
        everyMs: between(20, 120),
      }),
    ),
    // One after the other: a session that is dead cannot die.
    ...Array.from(
      { length: deaths },
      (_, death): Moment => ({
        atMs: Math.floor((windowMs * (death + random())) / deaths),
        what: 'session-death',
      }),
    ),
    ...times(
      between(1, 3),
      (): Moment => ({
        atMs: when(),
        what: 'displaced',
        code: oneOf([3000, 3003]),
      }),
    ),
    ...times(upTo(3), (): Moment => ({ atMs: when(), what: 'rotate-cookies' })),
    ...times(
      upTo(2),
      (): Moment => ({ atMs: when(), what: 'offline', forMs: between(200, 1_500) }),
    ),
    ...times(1, (): Moment => ({ atMs: when(), what: 'kick', commune: upTo(communes) })),
    ...times(8, (): Moment => ({ atMs: when(), what: 'socket', fault: oneOf(socketFaults) })),
    ...drawKills(dice, when),
    ...drawServers(dice, backend, when),
  ];
  const habits = times(
    communes,
    (): Habit => ({
      way: oneOf(['code', 'words', 'number', 'quote', 'reaction']),
      answers: random() < 0.1 ? 0 : random() < 0.8 ? 1 : between(2, 4),
      afterMs: upTo(4_000),
      forged: random() < 0.85 ? 'none' : oneOf(['stranger', 'neighbour', 'wrong-code']),
    }),
  );
  return { seed, letter, calls, moments, habits };
}

const socketFaults: readonly [SocketFault, ...SocketFault[]] = [
  'stalled-handshake',
  'drop-on-connect',
  'lost-file-done',
  'early-file-done',
  'duplicated-frame',
  'delayed-frame',
  'broken-frame',
];

function anyCallFault({ oneOf }: Dice): CallFault {
  return oneOf<CallFault>([
    { kind: 'hang' },
    { kind: 'accept-then-hang' },
    { kind: 'close' },
    { kind: 'accept-then-close' },
    { kind: 'accept-then-close' },
    { kind: 'empty-success' },
    { kind: 'accept-then-empty-success' },
    { kind: 'html-page' },
    { kind: 'accept-then-html-page' },
    { kind: 'status', status: 502 },
    { kind: 'accept-then-status', status: 502 },
    { kind: 'refuse', code: 221 },
    { kind: 'refuse', code: 600 },
    { kind: 'refuse', code: -69 },
  ]);
}
