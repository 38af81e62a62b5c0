import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  /** When this was written; a running process writes it anew every few seconds. */
  at: z.iso.datetime(),
  /** When the sweep last came through; absent before its first time. */
  sweptAt: z.iso.datetime().optional(),
  /** What the engine had left to do then. */
  work: z.record(z.string(), z.number()),
  /** The state of each account as this process sees it. */
  accounts: z.record(z.string(), z.string()),
  /** What cannot be reached: records, queue, accounts. */
  away: z.array(z.string()),
});

/** How the product fares, as a running process last wrote it down. */
export type Health = Readonly<z.infer<typeof schema>>;

const fileIn = (dataDir: string) => join(dataDir, 'health.json');

/** Replaces the health file of a data folder; whoever reads it never sees half of one. */
export async function writeHealth(dataDir: string, health: Health): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${fileIn(dataDir)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(health)}\n`);
  await rename(draft, fileIn(dataDir));
}

/** Takes the health file away: the process has stopped as it was told to. */
export async function removeHealth(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

/** Reads the health file of a data folder; undefined when there is none. */
export async function readHealth(dataDir: string): Promise<Health | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

/** Why the product is not well; undefined when it is. */
export function complaintOf(
  health: Health | undefined,
  now: Date,
  stalledAfterMs: number,
): string | undefined {
  if (!health) return 'it does not run';
  const since = (time: string | undefined) => (time ? now.getTime() - Date.parse(time) : Infinity);
  if (since(health.at) > stalledAfterMs) return `it does not run: last sign of life ${health.at}`;
  if (since(health.sweptAt) > stalledAfterMs) {
    return `the engine stalls: last sweep ${health.sweptAt ?? 'never'}`;
  }
  return health.away.length > 0 ? `out of reach: ${health.away.join(', ')}` : undefined;
}
