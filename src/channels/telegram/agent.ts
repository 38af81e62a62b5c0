/**
 * Connections to the Bot API, direct or through a proxy.
 *
 * An error that comes before the connection stands is marked as such: that request was certainly not
 * sent, while the same code afterwards leaves it open.
 */
import http from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';

const CONNECT_TIMEOUT_MS = 10_000;
const MARK = 'NO_CONNECTION ';
// Idle connections are given up before a server or a firewall in between does it silently.
const POOL = { keepAlive: true, timeout: 20_000 } as const;

/**
 * Makes the agent for all calls to `apiRoot`. `proxy` is `socks5h://…`, `socks5://…`, `http://…` or
 * `https://…`; with `socks5h` names are resolved by the proxy. The caller destroys it.
 */
export function createAgent(apiRoot: string, proxy: string | undefined): http.Agent {
  if (proxy === undefined) {
    return apiRoot.startsWith('https:') ? new SecureAgent(POOL) : new PlainAgent(POOL);
  }
  // A timeout given to a proxy agent would cut connections that are in use.
  return /^socks/i.test(proxy)
    ? new ThroughSocks(proxy, { keepAlive: true })
    : new ThroughHttp(proxy, { keepAlive: true });
}

/** The original code of an error that came before the connection stood; otherwise `undefined`. */
export function failedConnect(code: string | undefined): string | undefined {
  return code?.startsWith(MARK) ? code.slice(MARK.length) : undefined;
}

class PlainAgent extends http.Agent {
  override createConnection(
    ...args: Parameters<http.Agent['createConnection']>
  ): Duplex | null | undefined {
    return guarded(super.createConnection(...args), 'connect');
  }
}

class SecureAgent extends https.Agent {
  override createConnection(
    ...args: Parameters<https.Agent['createConnection']>
  ): Duplex | null | undefined {
    return guarded(super.createConnection(...args), 'secureConnect');
  }
}

class ThroughSocks extends SocksProxyAgent {
  override async connect(...args: Parameters<SocksProxyAgent['connect']>): Promise<Socket> {
    const socket = await inTime(super.connect(...args));
    return args[1].secureEndpoint ? guarded(socket, 'secureConnect') : socket;
  }
}

class ThroughHttp extends HttpsProxyAgent<string> {
  override async connect(...args: Parameters<HttpsProxyAgent<string>['connect']>): Promise<Socket> {
    let status: number | undefined;
    args[0].once('proxyConnect', (answer: { statusCode: number }) => {
      status = answer.statusCode;
    });
    const socket = await inTime(super.connect(...args));
    // The library replays the proxy's refusal as if the Bot API had answered.
    if (status !== 200) {
      socket.destroy();
      throw marked({ code: `proxy answered ${status}` });
    }
    return args[1].secureEndpoint ? guarded(socket, 'secureConnect') : socket;
  }
}

/** Marks errors until `ready` is emitted, and ends a connection attempt that takes too long. */
function guarded<T>(socket: T, ready: 'connect' | 'secureConnect'): T {
  if (!(socket instanceof Socket)) return socket;
  const mark = (error: Error) => Object.assign(error, { code: marked(error).code });
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' }));
  }, CONNECT_TIMEOUT_MS);
  socket.prependOnceListener('error', mark);
  socket.once(ready, () => {
    clearTimeout(timer);
    socket.off('error', mark);
  });
  socket.once('close', () => clearTimeout(timer));
  return socket;
}

async function inTime(connecting: Promise<Socket>): Promise<Socket> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(marked({ code: 'ETIMEDOUT' }));
      connecting.then(
        (socket) => socket.destroy(),
        () => undefined,
      );
    }, CONNECT_TIMEOUT_MS);
  });
  try {
    return await Promise.race([connecting, tooLate]);
  } catch (error) {
    throw marked(error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A new error, because those of the SOCKS library carry the proxy's password; they have no code, but
 * it is in their message.
 */
function marked(error: unknown): Error & { code: string } {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const known =
    typeof code === 'string' ? code : (/\bE[A-Z]{3,}\b/.exec(String(message))?.[0] ?? 'refused');
  return Object.assign(new Error('no connection'), {
    code: known.startsWith(MARK) ? known : MARK + known,
  });
}
