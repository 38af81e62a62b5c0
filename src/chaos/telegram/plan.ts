import type { Fault } from '../../sandbox/telegram/faults.ts';
import { isBasicGroup } from '../cast.ts';
import { type Backend, diceOf, drawKills, drawServers, type ServerMoment } from '../plan.ts';

/** Something that happens at a moment, counted in milliseconds from the release. */
export type Moment =
  | ServerMoment
  | ({ readonly atMs: number } & (
      | { readonly what: 'offline'; readonly how: 'refused' | 'reset'; readonly forMs: number }
      | { readonly what: 'kick'; readonly commune: number }
      | { readonly what: 'upgrade'; readonly commune: number }
      | { readonly what: 'duplicate-updates' }
      | { readonly what: 'reorder-updates' }
    ));

/** A call that goes wrong: the nth one of a method, in one commune's group or anywhere. */
export interface BrokenCall {
  readonly fault: Fault;
  readonly method: 'sendMessage' | 'editMessageText' | 'answerCallbackQuery';
  readonly commune: number | undefined;
  readonly nth: number;
}

/** What the clerk of a commune does once the card is there. */
export interface Habit {
  /** 0 for a clerk who never presses. */
  readonly presses: number;
  readonly afterMs: number;
  /** Somebody without a right presses, too. */
  readonly forged: 'none' | 'stranger' | 'neighbour' | 'elsewhere';
}

/** Everything that is going to happen in a run; follows from its seed alone. */
export interface Plan {
  readonly seed: number;
  readonly calls: readonly BrokenCall[];
  readonly moments: readonly Moment[];
  readonly habits: readonly Habit[];
}

/** Draws up what goes wrong in a run. */
export function planRun(seed: number, backend: Backend, communes: number): Plan {
  const dice = diceOf(seed);
  const { random, upTo, between, times } = dice;
  const anyCommune = () => upTo(communes);

  const calls: BrokenCall[] = [
    ...times(
      Math.ceil(communes / 12),
      (): BrokenCall => ({
        fault: anyFault(random),
        method: 'sendMessage',
        commune: anyCommune(),
        nth: between(1, 3),
      }),
    ),
    ...times(
      Math.ceil(communes / 40),
      (): BrokenCall => ({
        fault: anyFault(random),
        method: 'editMessageText',
        commune: anyCommune(),
        nth: 1,
      }),
    ),
    ...times(
      3,
      (): BrokenCall => ({
        fault: anyFault(random),
        method: 'answerCallbackQuery',
        commune: undefined,
        nth: between(1, communes),
      }),
    ),
    {
      fault: { kind: 'close-before-read' },
      method: 'sendMessage',
      commune: undefined,
      nth: between(1, communes),
    },
  ];

  const window = 5_000;
  const when = () => upTo(window);
  const basic = Array.from({ length: communes }, (_, commune) => commune).filter(isBasicGroup);
  const upgraded = new Set(times(2, () => basic[upTo(basic.length)] ?? 0));
  const kicked = new Set(times(2, anyCommune).filter((commune) => !upgraded.has(commune)));
  const moments: Moment[] = [
    ...drawKills(dice, when),
    ...[...kicked].map((commune): Moment => ({ atMs: when(), what: 'kick', commune })),
    ...[...upgraded].map((commune): Moment => ({ atMs: when(), what: 'upgrade', commune })),
    ...times(upTo(3), (): Moment => ({ atMs: when(), what: 'duplicate-updates' })),
    ...times(upTo(3), (): Moment => ({ atMs: when(), what: 'reorder-updates' })),
    ...times(
      upTo(2),
      (): Moment => ({
        atMs: when(),
        what: 'offline',
        how: random() < 0.5 ? 'refused' : 'reset',
        forMs: between(200, 1_500),
      }),
    ),
    ...drawServers(dice, backend, when),
  ];

  const habits = times(
    communes,
    (): Habit => ({
      presses: random() < 0.1 ? 0 : random() < 0.8 ? 1 : between(2, 4),
      afterMs: upTo(2_500),
      forged: random() < 0.9 ? 'none' : (forgeries[upTo(forgeries.length)] ?? 'none'),
    }),
  );
  return { seed, calls, moments: moments.sort((a, b) => a.atMs - b.atMs), habits };
}

const forgeries: readonly Habit['forged'][] = ['stranger', 'neighbour', 'elsewhere'];

const faults: readonly ((random: () => number) => Fault)[] = [
  () => ({ kind: 'accept-then-close' }),
  () => ({ kind: 'accept-then-close' }),
  () => ({ kind: 'accept-then-hang' }),
  () => ({ kind: 'accept-then-cut' }),
  () => ({ kind: 'accept-then-bad-gateway' }),
  () => ({ kind: 'truncated-json' }),
  () => ({ kind: 'wrong-content-type' }),
  () => ({ kind: 'server-error' }),
  () => ({ kind: 'bad-gateway' }),
  (random) => ({ kind: 'slow', delayMs: 300 + Math.floor(random() * 2_500) }),
  () => ({ kind: 'too-many-requests', retryAfter: 1 }),
  () => ({ kind: 'too-many-requests', retryAfter: 2, scope: 'chat' }),
  () => ({ kind: 'too-many-requests', retryAfter: 1, scope: 'account' }),
];

function anyFault(random: () => number): Fault {
  const make = faults[Math.floor(random() * faults.length)];
  return make ? make(random) : { kind: 'server-error' };
}
