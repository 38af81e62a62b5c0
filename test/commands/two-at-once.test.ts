import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import { contests, whoAndWhen } from '../support/contests.ts';
import { perform } from '../support/deed.ts';
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

const orders = contests.flatMap((contest) =>
  (['as they stand', 'the other way round'] as const).map((order) => ({ ...contest, order })),
);

test.each(orders)(
  '$name, $order: exactly one counts and the other is told',
  async ({ prepare, told, both, order }) => {
    await world.undone(async (db) => {
      const deeds = await prepare({ world, db });
      const [one, other] = order === 'as they stand' ? deeds : [deeds[1], deeds[0]];

      const first = await perform(world, db, one);
      const second = await perform(world, db, other);

      expect(first.changed).toBe(true);
      if (both && (both.when?.(one) ?? true)) {
        expect(second.changed).toBe(true);
        const { rows } = await db.query(both.sql);
        expect(rows).toHaveLength(both.rows);
        return;
      }
      expect({ changed: second.changed, elsewhere: second.elsewhere }).toEqual({
        changed: false,
        elsewhere: [],
      });
      const words = told ? [told(m, one, other)] : whoAndWhen(one);
      for (const word of 'wakeup' in other ? [] : words) expect(second.told).toContain(word);
    });
  },
  30_000,
);
