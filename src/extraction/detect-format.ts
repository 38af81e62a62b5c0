/**
 * What the first bytes of a file say it is.
 *
 * `image` stands for a letter that was photographed or scanned, `markup` for a web page or mail:
 * read as plain text its tags would hide what stands alone on a line.
 */
export type FileFormat = 'pdf' | 'zip' | 'ole' | 'rtf' | 'image' | 'markup' | 'text' | 'binary';

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

const IMAGES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*'];
const MARKUP = /^(?:\xef\xbb\xbf)?\s*(?:<(?:!doctype|\?xml|html|head|body|meta)\b|MIME-Version:)/i;
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** Tells the format of a file by its content; its name is not asked, because anybody can change it. */
export function detectFormat(bytes: Uint8Array): FileFormat {
  const head = ascii(bytes, 0, 1024);
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'zip';
  if (head.startsWith(OLE)) return 'ole';
  if (head.trimStart().startsWith('{\\rtf')) return 'rtf';
  if (IMAGES.some((magic) => head.startsWith(magic))) return 'image';
  // The PDF header may stand anywhere in the first 1,024 bytes (ISO 32000-1, Annex H).
  if (head.includes('%PDF-')) return 'pdf';
  if (MARKUP.test(head)) return 'markup';
  return isText(bytes) ? 'text' : 'binary';
}

function isText(bytes: Uint8Array): boolean {
  if (utf16ByteOrder(bytes) !== undefined) return true;
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return false;
    if (byte < 9 || (byte > 13 && byte < 32)) controls += 1;
  }
  return controls <= bytes.length / 100;
}

/** The byte order of UTF-16 text, known by its mark or, without one, by zeros in every other byte. */
export function utf16ByteOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length < 8 || bytes.length % 2 !== 0) return undefined;
  const zeros = [0, 0];
  const pairs = Math.min(bytes.length, 4096) / 2;
  for (let i = 0; i < pairs; i += 1) {
    for (const side of [0, 1]) if (bytes[2 * i + side] === 0) zeros[side] = (zeros[side] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  // Vietnamese letters beyond Latin-1 have no zero byte, blanks and plain letters always do.
  if (even === 0 && odd > pairs / 3) return 'utf-16le';
  if (odd === 0 && even > pairs / 3) return 'utf-16be';
  return undefined;
}
