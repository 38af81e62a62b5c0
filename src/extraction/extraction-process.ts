/**
 * The process in which one untrusted file is read: it gets the bytes in a message, answers with one
 * message and waits to be ended. It has no configuration, no secrets and no other task.
 */
import { extractBytes } from './extract-bytes.ts';

/** What the parent sends. */
export interface ExtractionRequest {
  readonly bytes: Uint8Array;
  readonly maxInflatedBytes: number;
}

process.once('message', ({ bytes, maxInflatedBytes }: ExtractionRequest) => {
  void extractBytes(bytes, { maxInflatedBytes }).then((extracted) => {
    process.send?.(extracted);
  });
});

process.once('disconnect', () => process.exit());
