import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CELLS = 29;
const SCALE = 8;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/**
 * Draws a picture that stands for a QR code: a pattern made from `code`, and the code itself as a
 * text chunk, which is what the simulated phone reads.
 */
export function drawCode(code: string): Buffer {
  const noise = createHash('sha512').update(code).digest();
  const side = CELLS * SCALE;
  const rows = Array.from({ length: side }, (_, y) => {
    const row = Buffer.alloc(side + 1, 0xff);
    row[0] = 0;
    for (let x = 0; x < side; x += 1) {
      const cell = Math.floor(y / SCALE) * CELLS + Math.floor(x / SCALE);
      if (((noise[(cell >> 3) % noise.length] ?? 0) >> (cell & 7)) & 1) row[x + 1] = 0;
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`code\0${code}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Reads the code off a picture drawn by {@link drawCode}; undefined when it is another picture. */
export function readCode(png: Buffer): string | undefined {
  const start = png.indexOf('tEXtcode\0', 0, 'latin1');
  if (start < 4) return undefined;
  const length = png.readUInt32BE(start - 4);
  return png.subarray(start + 9, start + 4 + length).toString('latin1');
}
