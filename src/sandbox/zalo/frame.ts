/** One websocket frame: u8 version, u16le command, u8 sub-command, JSON. */
export interface Frame {
  readonly command: number;
  readonly sub: number;
  readonly body: unknown;
}

const VERSION = 1;
const HEADER_BYTES = 4;

/** Encodes a frame as the server sends it. */
export function encodeFrame({ command, sub, body }: Frame): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(VERSION, 0);
  header.writeUInt16LE(command, 1);
  header.writeUInt8(sub, 3);
  return Buffer.concat([header, Buffer.from(JSON.stringify(body), 'utf8')]);
}

/** Decodes a frame of the client; undefined when it is not one. */
export function decodeFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < HEADER_BYTES || bytes.readUInt8(0) !== VERSION) return undefined;
  try {
    const body: unknown = JSON.parse(bytes.subarray(HEADER_BYTES).toString('utf8'));
    return { command: bytes.readUInt16LE(1), sub: bytes.readUInt8(3), body };
  } catch {
    return undefined;
  }
}
