import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Unreadable } from './unreadable.ts';

/** The files of a ZIP archive, inflated one by one when they are asked for. */
export interface ZipArchive {
  readonly names: readonly string[];
  /** The content of one file; undefined when there is none of that name. */
  read(name: string): Promise<Uint8Array | undefined>;
}

const MAX_ENTRIES = 5_000;

/**
 * Opens an archive of which no more than `maxInflatedBytes` may be read in all.
 *
 * The sizes an archive states are not trusted: bytes are counted while they are inflated.
 */
export async function openZip(bytes: Uint8Array, maxInflatedBytes: number): Promise<ZipArchive> {
  const { zip, entries } = await listEntries(bytes);
  let left = maxInflatedBytes;

  const read = async (name: string): Promise<Uint8Array | undefined> => {
    const entry = entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.isEncrypted()) throw new Unreadable('encrypted');
    if (entry.uncompressedSize > left) throw new Unreadable('zip-bomb');
    const chunks: Uint8Array[] = [];
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      left -= chunk.length;
      if (left < 0) throw new Unreadable('zip-bomb');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
  return { names: [...entries.keys()], read: (name) => orDamaged(() => read(name)) };
}

async function listEntries(
  bytes: Uint8Array,
): Promise<{ readonly zip: ZipFile; readonly entries: ReadonlyMap<string, Entry> }> {
  return orDamaged(async () => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { validateEntrySizes: false });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      if (entries.size > MAX_ENTRIES) throw new Unreadable('zip-bomb');
    }
    return { zip, entries };
  });
}

async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('damaged');
  }
}
