/**
 * The way to Zalo's servers: gives zca-js a fetch with deadlines and, for a simulated network, with
 * another address.
 */
import https from 'node:https';
import net from 'node:net';
import { property } from './property.ts';

export interface TransportOptions {
  /**
   * Where a simulated network stands for all of Zalo: `https://HOST/PATH` is asked for at
   * `${baseUrl}/HOST/PATH`, and websockets are dialled there as well. Zalo itself when absent.
   */
  readonly baseUrl?: string | undefined;
  readonly callMs: number;
  /**
   * Asked in the same breath as a call is made: a process that stalled after its last look at the
   * lease must not call for an account that another one holds by now. Always, when absent.
   */
  readonly mayCall?: (() => boolean) | undefined;
  /** Ends every call of the account. */
  readonly signal: AbortSignal;
}

/** What zca-js is constructed with, and what was seen going through it. */
export interface Transport {
  readonly fetch: typeof fetch;
  readonly agent: https.Agent | undefined;
  /** Whether cookies were set since the last time this was asked. */
  takeCookiesChanged(): boolean;
  /** What Zalo itself said to the last login; 'nothing' when it was not heard. */
  readonly loginVerdict: LoginVerdict;
}

/** The call was not made: the right to the account had run out. */
export class LeaseOverError extends Error {
  override readonly name = 'LeaseOverError';
}

type LoginVerdict = 'welcome' | 'refused' | 'nothing';

/** The server holds these open until a person has acted. */
const LONG_POLL = /\/qr\/waiting-(scan|confirm)$/;
const LONG_POLL_MS = 120_000;
const LOGIN = /\/api\/login\/get(Login|Server)Info$/;

export function createTransport(options: TransportOptions): Transport {
  const { baseUrl, callMs } = options;
  let cookiesChanged = false;
  let loginVerdict: LoginVerdict = 'nothing';

  const polyfill: typeof fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (LOGIN.test(url.pathname)) loginVerdict = 'nothing';
    const deadline = AbortSignal.timeout(LONG_POLL.test(url.pathname) ? LONG_POLL_MS : callMs);
    const signals = [deadline, options.signal, ...(init.signal ? [init.signal] : [])];
    const headers = new Headers(init.headers);
    // On a kept connection that the server has just given up nobody knows whether a call arrived.
    headers.set('connection', 'close');
    if (options.mayCall?.() === false) throw new LeaseOverError();
    const response = await fetch(
      baseUrl === undefined ? url : `${baseUrl}/${url.host}${url.pathname}${url.search}`,
      { ...init, headers, signal: AbortSignal.any(signals) },
    );
    if (response.headers.getSetCookie().length > 0) cookiesChanged = true;
    if (LOGIN.test(url.pathname)) loginVerdict = await verdictOf(response.clone());
    return withCookieDomains(response, url.hostname);
  };

  return {
    fetch: polyfill,
    agent: baseUrl === undefined ? undefined : dialling(new URL(baseUrl)),
    takeCookiesChanged: () => {
      const was = cookiesChanged;
      cookiesChanged = false;
      return was;
    },
    get loginVerdict() {
      return loginVerdict;
    },
  };
}

/** getLoginInfo hides its verdict in the encrypted part; getServerInfo, asked next, tells it in clear. */
async function verdictOf(response: Response): Promise<LoginVerdict> {
  try {
    const body: unknown = await response.json();
    const code = property(body, 'error_code');
    if (typeof code !== 'number') return 'nothing';
    return code === 0 ? 'welcome' : 'refused';
  } catch {
    return 'nothing';
  }
}

/** zca-js files a cookie without Domain under the host "null", where it is lost. */
function withCookieDomains(response: Response, host: string): Response {
  const cookies = response.headers.getSetCookie();
  if (cookies.every((cookie) => /;\s*domain=/i.test(cookie))) return response;
  const headers = new Headers(response.headers);
  headers.delete('set-cookie');
  for (const cookie of cookies) {
    const isBound = /;\s*domain=/i.test(cookie);
    headers.append('set-cookie', isBound ? cookie : `${cookie}; Domain=${host}`);
  }
  return new Response(response.body, { status: response.status, headers });
}

/** An agent whose TLS connections are plain ones to the simulated network. */
function dialling({ hostname, port }: URL): https.Agent {
  const agent = new https.Agent();
  agent.createConnection = () => net.connect(Number(port), hostname);
  return agent;
}
