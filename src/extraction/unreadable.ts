import type { UnreadableReason } from '../ports/extract.ts';

/** Stops the reading of a file for a reason the caller is told. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason) {
    super(`the file gives no text: ${reason}`);
    this.reason = reason;
  }
}
