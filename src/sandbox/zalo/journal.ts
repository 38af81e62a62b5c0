import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';

/**
 * An append-only file of JSON lines, written synchronously: whatever the network answered is on
 * disk before the answer leaves, so a process killed at any point can be continued.
 */
export interface Journal<Event> {
  /** What an earlier process left, oldest first. */
  readonly past: readonly Event[];
  append(event: Event): void;
}

/** Opens the journal at `path`. A last line cut short by a kill is dropped: nobody was answered. */
export function openJournal<Event>(path: string): Journal<Event> {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  if (whole.length < bytes.length) truncateSync(path, whole.length);

  const lines = whole.toString('utf8').split('\n').slice(0, -1);
  return {
    past: lines.map((line) => JSON.parse(line) as Event),
    append: (event) => appendFileSync(path, `${JSON.stringify(event)}\n`),
  };
}
