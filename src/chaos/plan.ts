import { seededRandom } from '../sandbox/telegram/random.ts';

/** Where the product keeps rows and jobs in a run: `redis` has its rows on PostgreSQL. */
export type Backend = 'embedded' | 'postgres' | 'redis';

export const backends: readonly Backend[] = ['embedded', 'postgres', 'redis'];

/** What happens to the product and its servers, counted in milliseconds from the release. */
export type ServerMoment = { readonly atMs: number } & (
  | { readonly what: 'kill'; readonly downMs: number }
  | { readonly what: 'flush-redis' }
  | { readonly what: 'restart-redis'; readonly downMs: number }
  | { readonly what: 'restart-postgres'; readonly downMs: number }
);

/** Draws what a seed has in store, always the same. */
export interface Dice {
  /** From 0 to 1. */
  random(): number;
  /** A whole number from 0, below `bound`. */
  upTo(bound: number): number;
  /** A whole number from `from`, below `to`. */
  between(from: number, to: number): number;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
  times<T>(count: number, make: () => T): T[];
}

/** The dice of one seed. */
export function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const upTo = (bound: number) => Math.floor(random() * bound);
  return {
    random,
    upTo,
    between: (from, to) => from + upTo(to - from),
    oneOf: (choices) => choices[upTo(choices.length)] ?? choices[0],
    times: (count, make) => Array.from({ length: count }, make),
  };
}

/** Draws when the product is killed, and for how long it is away. */
export function drawKills(
  { between, times, upTo }: Dice,
  when: () => number,
): readonly ServerMoment[] {
  return times(
    between(1, 3),
    (): ServerMoment => ({ atMs: when(), what: 'kill', downMs: upTo(800) }),
  );
}

/** Draws what happens to the servers of a backend. */
export function drawServers(
  { random, between }: Dice,
  backend: Backend,
  when: () => number,
): readonly ServerMoment[] {
  return [
    ...(backend === 'redis' && random() < 0.7
      ? [{ atMs: when(), what: 'flush-redis' } as const]
      : []),
    ...(backend === 'redis' && random() < 0.4
      ? [{ atMs: when(), what: 'restart-redis', downMs: between(200, 2_000) } as const]
      : []),
    ...(backend !== 'embedded' && random() < 0.4
      ? [{ atMs: when(), what: 'restart-postgres', downMs: between(100, 1_000) } as const]
      : []),
  ];
}
