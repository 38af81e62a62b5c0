import { randomBytes } from 'node:crypto';
import type { History } from './history.ts';
import { createPerson, type Person } from './person.ts';
import type { QrLogin } from './qr.ts';
import type { Sockets } from './sockets.ts';

/** What a web client keeps to log in again without a QR code. */
export interface WebCredentials {
  readonly imei: string;
  readonly userAgent: string;
  readonly language: string;
  readonly cookie: readonly {
    readonly domain: string;
    readonly key: string;
    readonly value: string;
    readonly path: string;
    readonly secure: boolean;
    readonly httpOnly: boolean;
  }[];
}

/** A person whose account a web client may use: their phone confirms QR codes. */
export interface Account extends Person {
  /** Whether a web client listens at this moment. */
  readonly isListening: boolean;
  /** Opens a session as a QR login would and gives what the client would have kept. */
  credentials(): WebCredentials;
  /** Points the phone at a QR picture; throws when it is not an open one of this network. */
  scanQr(pngBase64: string): void;
  confirmQr(): void;
  declineQr(): void;
  /** Changes the session key: handed out by Set-Cookie, the old one works until the new one is used. */
  rotateCookies(): void;
  /** Ends every session: cookies are worthless until the next QR login. */
  endSessions(): void;
  /** Closes the account's websockets: 1006, 3000 or 3003. */
  drop(code: number): void;
}

/** Gives the phone of the account `uid`. */
export function createAccount(parts: {
  readonly history: History;
  readonly qr: QrLogin;
  readonly sockets: Sockets;
  readonly uid: string;
}): Account {
  const { history, qr, sockets, uid } = parts;
  const { world } = history;
  const person = createPerson(history, uid);
  return {
    ...person,
    get isListening() {
      return sockets.listening(uid) > 0;
    },
    credentials: () => {
      const { psid, sek } = qr.openSession(uid);
      const common = { path: '/', secure: true, httpOnly: true };
      return {
        imei: `${randomBytes(8).toString('hex')}-web`,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/133.0',
        language: 'vi',
        cookie: [
          { domain: 'zalo.me', key: 'zpsid', value: psid, ...common },
          { domain: 'chat.zalo.me', key: 'zpw_sek', value: sek, ...common },
        ],
      };
    },
    scanQr: (pngBase64) => qr.scan(uid, Buffer.from(pngBase64, 'base64')),
    confirmQr: () => qr.confirm(uid),
    declineQr: () => qr.decline(uid),
    rotateCookies: () => {
      for (const session of [...world.sessions.values()]) {
        if (session.uid !== uid) continue;
        const sek = randomBytes(16).toString('hex');
        history.record({ type: 'cookie-rotated', psid: session.psid, sek });
      }
    },
    endSessions: () => {
      history.record({ type: 'session-ended', uid });
      sockets.drop(1006, uid);
    },
    drop: (code) => sockets.drop(code, uid),
  };
}
