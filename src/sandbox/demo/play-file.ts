import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { claimDataFolder } from '../../store/data-folder.ts';

const schema = z.strictObject({
  format: z.literal(1),
  /** `done` plays are not continued. */
  phase: z.enum(['joining', 'composing', 'answering', 'done']),
  /** What is played; another choice begins another play. */
  letter: z.string(),
  seed: z.int(),
  issuer: z.string(),
  /** People's time reached, ISO. */
  reached: z.string(),
  /** How much faster than the machine people's time runs. */
  factor: z.number().positive(),
  /** Machine time spent in earlier starts, milliseconds. */
  spentMs: z.number().nonnegative(),
});

/** How far a play has come: what a second start needs besides the records and the network's journal. */
export type PlayFile = Readonly<z.infer<typeof schema>>;

const fileName = 'play.json';
/** Everything a play leaves in its folder; the mark of the play goes last. */
const leftovers = [
  'queue',
  'records',
  'files',
  'telegram.jsonl',
  'telegram.jsonl.files',
  'zalo.jsonl',
  'demo.log',
];

/** The folder holds something else than a play. */
export class FolderNotOurs extends Error {
  override readonly name = 'FolderNotOurs';
}

/** Reads how far the play in a folder has come; undefined when there is none that can be continued. */
export function readPlay(folder: string): PlayFile | undefined {
  try {
    const text = readFileSync(join(folder, fileName), 'utf8');
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Writes how far the play has come; a kill leaves the old or the new text, never a half. */
export function writePlay(folder: string, play: PlayFile): void {
  const draft = join(folder, `${fileName}.new`);
  writeFileSync(draft, JSON.stringify(play));
  renameSync(draft, join(folder, fileName));
}

/**
 * Takes an earlier play out of a folder, so that the next one begins afresh.
 *
 * Rejects when another process plays there, and with FolderNotOurs when the folder holds anything a
 * play did not leave: nothing of somebody else's is ever deleted.
 */
export async function clearPlay(folder: string): Promise<void> {
  const claim = await claimDataFolder(folder);
  try {
    const isPlay = existsSync(join(folder, fileName));
    const strange = readdirSync(folder).filter(
      (name) => !name.startsWith('lock') && !name.startsWith(fileName),
    );
    if (!isPlay && strange.length > 0) {
      throw new FolderNotOurs(
        `${folder} holds something else than a demo (${strange[0]}). Name an empty or new folder with --data DIR.`,
      );
    }
    for (const name of leftovers) rmSync(join(folder, name), { recursive: true, force: true });
    for (const name of [`${fileName}.new`, fileName]) rmSync(join(folder, name), { force: true });
  } finally {
    await claim.release();
  }
}
