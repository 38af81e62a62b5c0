import { crc32, deflateRawSync } from 'node:zlib';

/** A file to be put into an archive. `stated` are sizes and flags that lie. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly stated?: { readonly size?: number; readonly flags?: number };
}

/** Writes a ZIP archive (APPNOTE 4.3) with one deflated entry per part. */
export function makeZip(parts: readonly ZipPart[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stated } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const file = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(stated?.flags ?? 0, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(crc32(bytes), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(stated?.size ?? bytes.length, 18);
    header.writeUInt16LE(file.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), header, file, packed]);
    locals.push(local);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), header, place, file);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}
