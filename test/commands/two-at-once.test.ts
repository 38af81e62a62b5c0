import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import { type PermissionWorld, type Place, permissionWorld } from '../support/permission-world.ts';

const m = messagesIn('vi');
let world: PermissionWorld;
beforeAll(async () => {
  world = await permissionWorld();
}, 120_000);
afterAll(() => world.close());

/** Presses that contradict each other or are the same, by two people who both may. */
const conflicts: readonly {
  readonly verbs: readonly string[];
  readonly thing: string;
  readonly place: Place;
  readonly people: readonly [string, string];
  readonly rest?: string;
}[] = [
  { verbs: ['jc', 'jr'], thing: 'join', place: 'X', people: ['admin of A', 'leader of X'] },
  {
    verbs: ['jc', 'jr'],
    thing: 'join',
    place: 'A',
    people: ['admin of A', "substitute today of A's admin"],
  },
  { verbs: ['se'], thing: 'standIn', place: 'X', people: ['leader of X', 'clerk of X'] },
  { verbs: ['my'], thing: 'role', place: 'X', people: ['admin of A', 'leader of X'] },
  {
    verbs: ['my'],
    thing: 'role',
    place: 'A',
    people: ['admin of A', "substitute today of A's admin"],
  },
  { verbs: ['dt'], thing: 'left', place: 'A', people: ['composer of A', 'approver of A'] },
  { verbs: ['hold'], thing: 'directive', place: 'A', people: ['composer of A', 'approver of A'] },
  { verbs: ['end'], thing: 'directive', place: 'A', people: ['composer of A', 'admin of A'] },
  { verbs: ['there'], thing: 'uncertain', place: 'A', people: ['composer of A', 'admin of A'] },
];

const pairs = conflicts.flatMap(({ verbs, people: [one, other], ...about }) =>
  verbs.flatMap((first) =>
    verbs.flatMap((second) => [
      { first, second, by: [one, other] as const, ...about },
      { first, second, by: [other, one] as const, ...about },
    ]),
  ),
);

test.each(pairs)(
  '$first by $by.0 and $second by $by.1 at once: the first counts, the second is told of it',
  async ({ first, second, by, thing, place, rest = '' }) => {
    const id = world.ids[place][thing] ?? '';
    const [one, other] = by.map((name) => world.actor(name));
    if (!one || !other) throw new Error('nobody');

    const seen = await world.race(
      { actor: one, data: `${first}:${id}${rest}` },
      { actor: other, data: `${second}:${id}${rest}` },
    );

    expect(seen.first.changed).toBe(true);
    expect(seen.second).toEqual({
      answer: m.answer.doneBefore(one.name, new Date('2026-06-04T02:00:00Z')),
      wrote: '[]',
      changed: false,
    });
  },
  30_000,
);
