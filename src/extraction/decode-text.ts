import { utf16ByteOrder } from './detect-format.ts';

/**
 * Decodes plain text: UTF-8 and UTF-16 with or without a mark, windows-1258, otherwise byte by byte.
 *
 * Nothing is normalised: the reader recognises TCVN3 by the Latin-1 letters its bytes turn into.
 */
export function decodeText(bytes: Uint8Array): string {
  const wide = utf16ByteOrder(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return isWindows1258(bytes)
      ? new TextDecoder('windows-1258').decode(bytes)
      : Buffer.from(bytes).toString('latin1');
  }
}

/** đ is 0xF0 in windows-1258, a code that TCVN3 leaves unused, and 0xAE in TCVN3. */
function isWindows1258(bytes: Uint8Array): boolean {
  let windows = 0;
  let tcvn3 = 0;
  for (const byte of bytes) {
    if (byte === 0xf0) windows += 1;
    if (byte === 0xae) tcvn3 += 1;
  }
  return windows > tcvn3;
}
