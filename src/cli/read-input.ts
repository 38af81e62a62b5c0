import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Reads a file, or standard input for `-`, no further than one byte beyond `maxBytes`. Rejects when it cannot be opened. */
export async function readInput(
  file: string,
  stdin: Readable,
  maxBytes: number,
): Promise<Uint8Array> {
  if (file === '-') return readUpTo(stdin, maxBytes + 1);
  const handle = await open(file);
  try {
    return await readUpTo(handle.createReadStream({ autoClose: false }), maxBytes + 1);
  } finally {
    await handle.close();
  }
}

async function readUpTo(stream: Readable, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
