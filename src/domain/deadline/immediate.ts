import { parseReceipt } from './anchor.ts';
import type { Found, Reader } from './reader.ts';
import { NOTHING_SAID } from './resolve.ts';
import { continues, wordTable } from './tokens.ts';

const atOnce = wordTable<true>([[['ngay sau khi', 'ngay khi'], true]]);

/** Reads `ngay sau khi nhận được văn bản này`: no clock runs, the acknowledgement answers it (R10). */
export function readImmediate({ tokens }: Reader, at: number): Found | undefined {
  const head = atOnce(tokens, at);
  const to =
    head !== undefined && continues(tokens, head.next)
      ? parseReceipt(tokens, head.next)
      : undefined;
  if (to === undefined) return undefined;
  return {
    from: at,
    to,
    drafts: [
      {
        ...NOTHING_SAID,
        kind: 'immediate',
        boundary: null,
        anchor: 'receipt',
        flags: ['no_fixed_time'],
      },
    ],
  };
}
