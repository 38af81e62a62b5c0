import { z } from 'zod';

/** Keeps what is needed to log in without a QR code. The value is full access to the account. */
export interface CredentialStore {
  load(): Promise<string | undefined>;
  save(serialised: string): Promise<void>;
}

const credentials = z.object({
  uid: z.string().min(1),
  imei: z.string().min(1),
  userAgent: z.string().min(1),
  language: z.string(),
  cookies: z.array(z.looseObject({ key: z.string(), value: z.string() })).min(1),
  /** The newest message up to which the inbox is complete, by kind of chat. */
  caughtUp: z.object({ group: z.string().optional(), private: z.string().optional() }),
});

/** What a session leaves to the next one. Cookies are bound to the imei and the user agent. */
export type Credentials = z.infer<typeof credentials>;

/** Reads what was saved; `undefined` when it is not ours, which is as good as nothing saved. */
export function parseCredentials(serialised: string): Credentials | undefined {
  try {
    return credentials.safeParse(JSON.parse(serialised)).data;
  } catch {
    return undefined;
  }
}
