import { once } from 'node:events';
import https from 'node:https';
import net from 'node:net';
import { type API, Zalo } from 'zca-js';
import type { WebCredentials } from '../../../src/sandbox/zalo/account.ts';

/** Options that let the unmodified zca-js talk to the simulated network at `baseUrl`. */
export function toSandbox(baseUrl: string) {
  const port = Number(new URL(baseUrl).port);
  const agent = new https.Agent();
  agent.createConnection = () => net.connect(port, '127.0.0.1');
  const polyfill: typeof fetch = (input, init) => {
    const url = new URL(String(input));
    return fetch(`${baseUrl}/${url.host}${url.pathname}${url.search}`, init);
  };
  return { polyfill, agent, checkUpdate: false, logging: false, selfListen: true };
}

/** Logs a web client in with cookies. */
export function logIn(baseUrl: string, credentials: WebCredentials): Promise<API> {
  return new Zalo(toSandbox(baseUrl)).login({
    ...credentials,
    cookie: structuredClone(credentials.cookie) as never,
  });
}

/** Opens the websocket and waits for its key. */
export async function listen(api: API): Promise<void> {
  api.listener.on('error', () => undefined);
  const key = once(api.listener, 'cipher_key');
  api.listener.start();
  await key;
}
