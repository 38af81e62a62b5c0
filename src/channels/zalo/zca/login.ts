import { type API, Zalo, ZaloApiError } from 'zca-js';
import { type Credentials, parseCredentials } from './credentials.ts';
import { describeFailure, toFailure } from './failure.ts';
import { logInByQr } from './qr-login.ts';
import { createTransport, type Transport } from './transport.ts';
import { within } from './wait.ts';

/** A fresh API object, which serves one connection. */
export interface LoggedIn {
  readonly api: API;
  readonly transport: Transport;
  readonly credentials: Credentials;
}

/** What logging in came to. */
export type Login =
  | LoggedIn
  /** Nobody scanned the code, or it was scanned with another account's phone. */
  | { readonly kind: 'unattended'; readonly reason: string }
  /** A person is needed, and Zalo gave nothing to scan. */
  | { readonly kind: 'no-code'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

// Zalo binds cookies to the browser: it has to stay the same from the QR code on.
const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0';
const LANGUAGE = 'vi';

/**
 * Logs in with what was saved, and by QR code when there is nothing or Zalo refuses it. An account
 * stays the same person: a scan with another phone is turned down. Rejects only where `saved` is
 * unreadable.
 */
export async function logIn(options: {
  readonly saved: string | undefined;
  readonly baseUrl: string | undefined;
  readonly callMs: number;
  readonly mayCall: () => boolean;
  readonly signal: AbortSignal;
  /** Ends the wait for a scan alone. */
  readonly scanSignal: AbortSignal;
  /** From here on a person is needed. */
  readonly onWaiting: () => void;
  readonly onCode: (pngBase64: string) => void;
}): Promise<Login> {
  const { baseUrl, callMs, mayCall, signal, scanSignal, onWaiting, onCode } = options;
  const saved = options.saved === undefined ? undefined : parseCredentials(options.saved);
  const transport = createTransport({ baseUrl, callMs, mayCall, signal });
  const zalo = new Zalo({
    polyfill: transport.fetch,
    ...(transport.agent && { agent: transport.agent }),
    // Our own messages come back with our client ids: evidence after a lost answer.
    selfListen: true,
    // It would ask a package registry.
    checkUpdate: false,
    logging: false,
  });

  if (saved !== undefined) {
    const { imei, userAgent, language, cookies } = saved;
    try {
      const login = zalo.login({ imei, userAgent, language, cookie: cookies as never });
      const api = await within(2 * callMs, signal, login);
      return { api, transport, credentials: saved };
    } catch (error) {
      const isRefused =
        transport.loginVerdict === 'refused' ||
        (transport.loginVerdict === 'welcome' && error instanceof ZaloApiError);
      if (!isRefused) return { kind: 'failed', reason: describeFailure(toFailure(error)) };
    }
  }

  onWaiting();
  const scanned = await logInByQr(zalo, {
    userAgent: saved?.userAgent ?? USER_AGENT,
    language: LANGUAGE,
    signal: scanSignal,
    onCode,
  });
  if (!('api' in scanned)) {
    const { kind } = scanned;
    const reason = kind === 'no-code' ? 'Zalo gave no QR code' : 'the QR code was not confirmed';
    return { kind, reason };
  }
  const { api } = scanned;
  const uid = api.getOwnId();
  if (saved !== undefined && saved.uid !== uid) {
    return {
      kind: 'unattended',
      reason: 'the QR code was scanned with the phone of another account',
    };
  }
  const { imei, userAgent, language } = api.getContext();
  return {
    api,
    transport,
    credentials: {
      uid,
      imei,
      userAgent,
      language,
      cookies: [],
      caughtUp: saved?.caughtUp ?? {},
    },
  };
}
