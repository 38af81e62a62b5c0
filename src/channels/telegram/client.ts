import { Api, type ApiClientOptions } from 'grammy';
import { createAgent } from './agent.ts';
import { type DownloadLimits, downloadFile } from './files.ts';

/** A bot and how to reach its network. */
export interface ClientOptions {
  readonly token: string;
  /** Root of the Bot API server; Telegram's own when absent. */
  readonly apiRoot?: string | undefined;
  /** `socks5h://…` or `http://…`; the environment's proxy variables are not looked at. */
  readonly proxy?: string | undefined;
  readonly timeouts: Timeouts;
}

/** Deadlines of calls, in seconds. */
export interface Timeouts {
  readonly call: number;
  /** For calls that carry a file. */
  readonly upload: number;
  /** How long one poll waits for an update; the call itself gets ten seconds more. */
  readonly poll: number;
}

/** Short calls fail soon, files may take their time, and a poll stays below what proxies cut. */
export const defaultTimeouts: Timeouts = { call: 30, upload: 120, poll: 25 };

/**
 * One bot's way to the Bot API over one pool of connections. The token stays inside: errors of its
 * calls must go through `attempt`.
 */
export interface Client {
  readonly api: Api;
  readonly uploads: Api;
  readonly polls: Api;
  /** Where calls go to, for messages to staff; without token and passwords. */
  readonly address: string;
  /** Fetches the bytes behind a path that `getFile` named. Rejects without naming the address. */
  download(path: string, limits: DownloadLimits): Promise<Uint8Array>;
  /** Closes the connections. */
  close(): void;
}

const POLL_MARGIN_SECONDS = 10;

/** Opens nothing yet; the caller closes it. Throws when an address is no URL. */
export function createClient(options: ClientOptions): Client {
  const { token, proxy, timeouts } = options;
  const root = (options.apiRoot ?? 'https://api.telegram.org').replace(/\/+$/, '');
  const agent = createAgent(root, proxy);
  const api = (timeoutSeconds: number) =>
    new Api(token, {
      apiRoot: root,
      timeoutSeconds,
      // A redirect would repeat the call, and its content, somewhere else.
      baseFetchConfig: { agent, redirect: 'error' } as ApiClientOptions['baseFetchConfig'] & object,
    });
  return {
    api: api(timeouts.call),
    uploads: api(timeouts.upload),
    polls: api(timeouts.poll + POLL_MARGIN_SECONDS),
    address: addressOf(root) + (proxy === undefined ? '' : ` through ${addressOf(proxy)}`),
    download: (path, limits) =>
      downloadFile(new URL(`${root}/file/bot${token}/${path}`), agent, limits),
    close: () => agent.destroy(),
  };
}

function addressOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
