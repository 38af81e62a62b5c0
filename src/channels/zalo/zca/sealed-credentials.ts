import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { CredentialStore } from './credentials.ts';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what goes into `store` with AES-256-GCM. `dataKey` is any secret of at least 32
 * characters; `accountId` is bound in, so that a row copied to another account does not open.
 *
 * `load` rejects when the key is another one or the text was changed: logging in afresh would hide
 * that every other secret of this installation is unreadable as well.
 */
export function sealCredentials(
  store: CredentialStore,
  options: { readonly dataKey: string; readonly accountId: string },
): CredentialStore {
  const { dataKey, accountId } = options;
  if (dataKey.length < 32) throw new Error('DATA_KEY needs at least 32 characters');
  const key = createHash('sha256').update(`zalo-credentials\0${dataKey}`).digest();

  return {
    load: async () => {
      const sealed = await store.load();
      return sealed === undefined ? undefined : open(key, accountId, sealed);
    },
    save: (serialised) => store.save(seal(key, accountId, serialised)),
  };
}

function seal(key: Buffer, accountId: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(accountId));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`;
}

function open(key: Buffer, accountId: string, sealed: string): string {
  const [version, data = ''] = sealed.split('.');
  const bytes = Buffer.from(data, 'base64');
  try {
    if (version !== VERSION) throw new Error('unknown version');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(accountId))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    throw new Error(
      `the saved credentials of account ${accountId} do not open: is DATA_KEY the one they were saved with?`,
    );
  }
}
