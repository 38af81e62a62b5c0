/** The cast of a bench, known to the network and to the product alike: ids follow from numbers. */

/** The bot under test. */
export const bot = {
  token: '7000000001:bench-token-that-no-network-knows',
  username: 'truyendat_bench_bot',
  name: 'Truyền Đạt',
};

/** Whoever releases; their private chat shows the progress card. */
export const composerId = 900_000_001;

/** The person with a number, from 0. */
export const personIdOf = (number: number): number => 1_000_000 + number;

/** The group with a number, from 0: a supergroup's id. */
export const groupIdOf = (number: number): number => -1_001_000_000_001 - number;
