/**
 * The ciphers of the personal-account web protocol: AES-CBC with a zero IV for HTTP, AES-GCM for
 * websocket events, and the key derivation of the login call.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** A constant of the web client; `zcid` is encrypted with it. */
const ZCID_KEY = Buffer.from('3FC4F0D2AB50057BCE0D90D9187A22B1', 'utf8');
const ZERO_IV = Buffer.alloc(16);

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** Encrypts `text` as the server encrypts its replies; the key is 16 or 32 bytes. */
export function encrypt(key: Buffer, text: string): string {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, ZERO_IV);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

/** Decrypts base64 `data`; undefined when the key or the padding is wrong. */
export function decrypt(key: Buffer, data: string): string | undefined {
  try {
    const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, ZERO_IV);
    const bytes = Buffer.from(data, 'base64');
    return Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Reads `zcid`, which names type, imei and time of the login; undefined when it is forged. */
export function readZcid(zcid: string): string | undefined {
  return decrypt(ZCID_KEY, Buffer.from(zcid, 'hex').toString('base64'));
}

/** Derives the key of the login reply from the two random values that the client sent in clear. */
export function loginKey(zcid: string, zcidExt: string): Buffer {
  const every2nd = (text: string, odd: 0 | 1) => [...text].filter((_, i) => i % 2 === odd);
  return Buffer.from(
    [
      ...every2nd(md5(zcidExt).toUpperCase(), 0).slice(0, 8),
      ...every2nd(zcid, 0).slice(0, 12),
      ...every2nd(zcid, 1).reverse().slice(0, 12),
    ].join(''),
    'utf8',
  );
}

/** Computes the signature of a login call: md5 over a prefix, its name and the values in key order. */
export function signKey(call: string, values: Readonly<Record<string, string>>): string {
  const inKeyOrder = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return md5(`zsecure${call}${inKeyOrder.map(([, value]) => value).join('')}`);
}

/** How an event travels: 0 plain text, 1 zlib, 2 AES-GCM over zlib, 3 AES-GCM alone. */
export type EventEncryption = 0 | 1 | 2 | 3;

/** Wraps an event for the websocket; `key` is the one of the socket's key frame. */
export function sealEvent(
  payload: unknown,
  encryption: EventEncryption,
  key: Buffer,
): { readonly encrypt: EventEncryption; readonly data: string } {
  const json = Buffer.from(JSON.stringify(payload), 'utf8');
  if (encryption === 0) return { encrypt: 0, data: json.toString('utf8') };
  if (encryption === 1) return { encrypt: 1, data: deflateSync(json).toString('base64') };

  const iv = randomBytes(16);
  const additional = randomBytes(16);
  const cipher = createCipheriv('aes-128-gcm', key, iv);
  cipher.setAAD(additional);
  const sealed = Buffer.concat([
    iv,
    additional,
    cipher.update(encryption === 2 ? deflateSync(json) : json),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { encrypt: encryption, data: encodeURIComponent(sealed.toString('base64')) };
}
