import { completeLetter } from '../letters.ts';
import type { Mortal } from '../mortal.ts';
import { type Phone, phone } from '../phone.ts';
import type { Commune, SmallProvince } from '../small-province.ts';

/** A dialogue from its first word to its end, which it asserts, in a province that dies at every step. */
export type Walk = (world: Mortal) => Promise<void>;

/** Walks by what they tell. */
export type Walks = Readonly<Record<string, Walk>>;

export const bytes = (text: string) => new TextEncoder().encode(text);

export function specialistOf(world: Mortal): Phone {
  return phone(world, world.composer);
}

export function communeOf(world: Mortal): Commune {
  const [commune] = world.communes;
  if (!commune) throw new Error('This province has no commune.');
  return commune;
}

/** The phone of the commune's clerk, open at the commune's group. */
export function clerkOf(world: Mortal): Phone {
  const { clerk, group } = communeOf(world);
  return phone(world, clerk, group);
}

/** Has a directive out there before the walk begins. */
export async function released(
  { spared }: Mortal,
  changes?: Parameters<SmallProvince['release']>[0],
): Promise<void> {
  await spared.release(changes);
  await spared.settle();
}

/** Composes from a file up to the button that lets it go. */
export async function composeFromFile(author: Phone, letter = completeLetter): Promise<void> {
  await author.sendFile('27-STL-PCTT.txt', bytes(letter));
  await author.press('Hạn 1 đúng');
  await author.press('Xem trước');
  await author.press('Không thuộc danh mục');
}

/** Texts in the commune's group that contain `words`. */
export function inGroup(world: Mortal, words: string): readonly string[] {
  return clerkOf(world)
    .all()
    .map(({ text }) => text)
    .filter((text) => text.includes(words));
}

export async function count(world: Mortal, table: string): Promise<number | undefined> {
  const { rows } = await world.engine.db.query<{ n: number }>(
    `select count(*)::int as n from ${table}`,
  );
  return rows[0]?.n;
}
