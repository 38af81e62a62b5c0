import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { WorldEvent } from './events.ts';

/** The event log on disk: one line per transaction, written before the transaction's answer leaves. */
export interface Journal {
  append(events: readonly WorldEvent[]): void;
  close(): void;
}

/**
 * Replays the journal at `path` through `apply` and opens it for appending.
 * A last line without its end was cut off by a kill: it is removed, its answer never left.
 */
export function openJournal(path: string, apply: (event: WorldEvent) => void): Journal {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const end = bytes.lastIndexOf(0x0a) + 1;
  for (let start = 0; start < end; ) {
    const stop = bytes.indexOf(0x0a, start);
    // The journal is our own: only openJournal's append writes it.
    const events = JSON.parse(bytes.toString('utf8', start, stop)) as WorldEvent[];
    for (const event of events) apply(event);
    start = stop + 1;
  }
  const file = openSync(path, 'a');
  if (end < bytes.length) ftruncateSync(file, end);
  return {
    append: (events) => {
      writeWhole(file, Buffer.from(`${JSON.stringify(events)}\n`));
    },
    close: () => closeSync(file),
  };
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** File contents by SHA-256. */
export interface Blobs {
  put(sha256: string, bytes: Uint8Array): void;
  get(sha256: string): Uint8Array;
}

/** Contents in a folder beside the journal, or in memory without one. */
export function openBlobs(folder: string | undefined): Blobs {
  if (folder === undefined) return memoryBlobs();
  mkdirSync(folder, { recursive: true });
  return {
    put: (sha256, bytes) => {
      const path = join(folder, sha256);
      if (!existsSync(path)) writeFileSync(path, bytes);
    },
    get: (sha256) => readFileSync(join(folder, sha256)),
  };
}

function memoryBlobs(): Blobs {
  const contents = new Map<string, Uint8Array>();
  return {
    put: (sha256, bytes) => {
      contents.set(sha256, Uint8Array.from(bytes));
    },
    get: (sha256) => contents.get(sha256) ?? new Uint8Array(),
  };
}
