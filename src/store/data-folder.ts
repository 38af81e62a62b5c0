import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const holderSchema = z.object({
  pid: z.number().int(),
  host: z.string(),
  startedAt: z.string(),
  /** Tells the process from a later one with the same pid; absent where the system does not say. */
  incarnation: z.string().optional(),
  nonce: z.string(),
});

type Holder = z.infer<typeof holderSchema>;

/** Another process works on the data folder. */
export class DataFolderBusy extends Error {
  override readonly name = 'DataFolderBusy';

  constructor(path: string, holder: Holder | undefined) {
    const who = holder
      ? `process ${holder.pid} on ${holder.host}, running since ${holder.startedAt}`
      : 'an unknown process';
    super(
      `The data folder is in use by ${who}. Stop that one first. ` +
        `If it certainly no longer runs, delete ${path}.`,
    );
  }
}

/** The right to work on a data folder, until `release`. */
export interface DataFolder {
  readonly path: string;
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process, creating it where it is missing. PGlite itself takes no
 * lock, and two processes on one folder destroy it. Rejects with DataFolderBusy when another process
 * has it; a lock left by a process of this host that is gone is taken over.
 */
export async function claimDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true });
  return { path, release: await acquire(join(path, 'lock'), await describeSelf()) };
}

/** Resolves with the function that gives the lock back. */
async function acquire(lock: string, self: Holder): Promise<() => Promise<void>> {
  for (;;) {
    if (await createWith(lock, self)) return () => releaseOwn(lock, self);
    const holder = await readHolder(lock);
    if (holder === 'gone') continue;
    if (holder === 'unreadable') throw new DataFolderBusy(lock, undefined);
    if (await isAlive(holder)) throw new DataFolderBusy(lock, holder);
    if (await takeOver(lock, holder, self)) return () => releaseOwn(lock, self);
  }
}

/**
 * Replaces the lock of a dead process. Of several that try at once one may look and replace at a
 * time: that right is a lock of its own, taken over in the same way should its holder die.
 */
async function takeOver(lock: string, dead: Holder, self: Holder): Promise<boolean> {
  let giveBack: () => Promise<void>;
  try {
    giveBack = await acquire(`${lock}.takeover`, self);
  } catch (error) {
    if (!(error instanceof DataFolderBusy)) throw error;
    await wait(10);
    return false;
  }
  try {
    const current = await readHolder(lock);
    if (typeof current === 'string' || current.nonce !== dead.nonce) return false;
    const draft = await writeDraft(lock, self);
    await rename(draft, lock);
    return true;
  } finally {
    await giveBack();
  }
}

/** Creates the lock with its content in one step, so that nobody reads half of it. */
async function createWith(lock: string, self: Holder): Promise<boolean> {
  const draft = await writeDraft(lock, self);
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function writeDraft(lock: string, self: Holder): Promise<string> {
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(self)}\n`, { mode: 0o600 });
  return draft;
}

async function releaseOwn(lock: string, self: Holder): Promise<void> {
  const holder = await readHolder(lock);
  if (typeof holder !== 'string' && holder.nonce === self.nonce) await unlink(lock);
}

async function readHolder(lock: string): Promise<Holder | 'gone' | 'unreadable'> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(lock, 'utf8')));
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

async function describeSelf(): Promise<Holder> {
  const incarnation = await incarnationOf(process.pid);
  return {
    pid: process.pid,
    host: hostname(),
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    ...(incarnation && { incarnation }),
    nonce: randomUUID(),
  };
}

async function isAlive(holder: Holder): Promise<boolean> {
  // What happens on another machine cannot be seen from here.
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if (errorCode(error) === 'ESRCH') return false;
  }
  const incarnation = await incarnationOf(holder.pid);
  return !holder.incarnation || !incarnation || incarnation === holder.incarnation;
}

/** When the machine and the process were started, where Linux says so: proc(5), stat field 22. */
async function incarnationOf(pid: number): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything.
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startTime = afterName[19];
    return startTime && `${boot.trim()}/${startTime}`;
  } catch {
    return undefined;
  }
}

function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
