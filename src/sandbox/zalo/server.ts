import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallContext } from './call-support.ts';
import { answerCall } from './calls.ts';
import { decrypt, encrypt } from './cipher.ts';
import { readCookies, sessionOf, setSek } from './cookies.ts';
import { type CallFault, type FaultScript, isAccepted } from './faults.ts';
import type { History } from './history.ts';
import {
  answerLoginInfo,
  answerServerInfo,
  SERVICE_HOSTS,
  type ServerSettings,
  SOCKET_HOSTS,
} from './login.ts';
import type { PageReply, QrLogin } from './qr.ts';
import type { Sockets } from './sockets.ts';
import { readMultipart, type Uploads } from './uploads.ts';
import { FILE_HOST } from './wire.ts';
import type { Call } from './world.ts';

const LOGIN_HOST = 'wpa.chat.zalo.me';

/** The transport: one loopback address that stands for every host of the network. */
export interface HttpServer {
  /** Listens on `port`, 0 for any free one; resolves to the port. Calls are noted with its `door`. */
  listen(port: number, door?: string): Promise<number>;
  /** Refuses connections and cuts the open ones, on every port. */
  close(): Promise<void>;
}

interface Reply {
  readonly page: PageReply;
  /** What an empty success looks like for this call; undefined where there is no such thing. */
  readonly empty?: PageReply;
}

/**
 * Serves HTTP. A client asks `http://127.0.0.1:PORT/HOST/PATH` for what the real network has at
 * `https://HOST/PATH`; websockets are told by their Host header.
 */
export function createHttpServer(options: {
  readonly history: History;
  readonly faults: FaultScript;
  readonly sockets: Sockets;
  readonly qr: QrLogin;
  readonly uploads: Uploads;
  readonly settings: ServerSettings;
  readonly maxText: number;
}): HttpServer {
  const { history, faults, sockets, qr, settings } = options;
  const { world } = history;
  const servers = new Set<Server>();

  const violation = (text: string): void => history.record({ type: 'violation', text });

  const answer = async (
    request: IncomingMessage,
    url: {
      readonly host: string;
      readonly path: string;
      readonly query: URLSearchParams;
      readonly door: string | undefined;
    },
    body: Buffer,
    fault: CallFault | undefined,
    later: (work: () => void) => void,
  ): Promise<Reply> => {
    const { host, path, query, door } = url;
    const contentType = request.headers['content-type'] ?? '';
    const form = new URLSearchParams(
      contentType.startsWith('application/x-www-form-urlencoded') ? body.toString('utf8') : '',
    );
    const isDropped = fault !== undefined && !isAccepted(fault);
    const note = (more: Partial<Call>): void => {
      const at = history.now().toISOString();
      const call = { at, host, path, ...(door !== undefined && { door }), ...more };
      history.record({
        type: 'call',
        call: fault === undefined ? call : { ...call, fault: fault.kind },
      });
    };

    if (host === FILE_HOST) {
      note({});
      const file = world.files.get(path.slice(1));
      if (file === undefined) return { page: { status: 404, html: 'no such file' } };
      return { page: { bytes: Buffer.from(file.base64, 'base64') } };
    }

    const cookies = readCookies(request.headers.cookie);
    const session = sessionOf(world, cookies);
    if (host === LOGIN_HOST || SERVICE_HOSTS.has(host)) {
      const userAgent = request.headers['user-agent'] ?? '';
      if (session !== undefined && session.userAgent === undefined) {
        history.record({ type: 'session-bound', psid: session.psid, userAgent });
      } else if (session !== undefined && session.userAgent !== userAgent) {
        violation('cookies used with another User-Agent');
      }
      if (session?.nextSek !== undefined && cookies.get('zpw_sek') === session.nextSek) {
        history.record({ type: 'cookie-taken', psid: session.psid });
      }
    }
    // Set-Cookie until the client comes back with the new value.
    const setCookies = session?.nextSek === undefined ? [] : [setSek(session.nextSek)];
    const who = session === undefined ? {} : { uid: session.uid };

    if (host === LOGIN_HOST) {
      const asked = Object.fromEntries(query);
      note({ ...who });
      if (path === '/api/login/getLoginInfo') {
        const { body: json, violations } = answerLoginInfo(asked, session);
        for (const text of violations) violation(text);
        return { page: { json, setCookies } };
      }
      if (path === '/api/login/getServerInfo') {
        if (session === undefined) return { page: SESSION_IS_DEAD };
        const json = answerServerInfo(asked, settings);
        if (json === undefined) violation('getServerInfo: wrong signkey');
        return { page: { json: json ?? { error_code: 112, error_message: '', data: null } } };
      }
    }

    if (SERVICE_HOSTS.has(host)) {
      if (session === undefined) {
        note({});
        return { page: SESSION_IS_DEAD };
      }
      const key = Buffer.from(session.enk, 'base64');
      const sealed = query.get('params') ?? form.get('params');
      const text = sealed === null ? undefined : decrypt(key, sealed);
      const params = text === undefined ? undefined : parseJson(text);
      note({ ...who, params });
      if (sealed !== null && params === undefined) {
        violation(`${path}: undecryptable params`);
        return { page: { json: { error_code: 112, error_message: 'params', data: null } } };
      }
      if (query.get('zpw_ver') === null || query.get('zpw_type') === null) {
        violation(`${path}: zpw_ver or zpw_type is missing`);
      }
      if (path === '/keepalive') {
        // The one reply that is not encrypted.
        return {
          page: {
            json: { error_code: 0, error_message: '', data: { config_vesion: 1 } },
            setCookies,
          },
        };
      }
      const seal = (inner: unknown): PageReply => ({
        json: { error_code: 0, error_message: '', data: encrypt(key, JSON.stringify(inner)) },
        setCookies,
      });
      const empty = seal({ error_code: 0, error_message: '', data: '' });
      // A fault before the call means that nothing happens.
      if (isDropped) return { page: empty, empty };

      const context: CallContext = {
        history,
        uid: session.uid,
        settings,
        maxText: options.maxText,
        uploads: options.uploads,
        chunk: readMultipart(contentType, body),
        later,
        violation,
      };
      const reply = answerCall(context, path, params);
      if (reply === 'unknown') {
        violation(`unknown call ${host}${path}`);
        return { page: { status: 404, html: 'not found' } };
      }
      const page =
        'data' in reply
          ? seal({ error_code: 0, error_message: 'Successful.', data: reply.data })
          : seal({ error_code: reply.code, error_message: reply.message, data: null });
      return { page, empty };
    }

    note({ ...who });
    const page = await qr.answer(host, path, form, request.headers.cookie);
    if (page !== undefined) return { page };
    violation(`unknown call ${host}${path}`);
    return { page: { status: 404, html: 'not found' } };
  };

  const serve = async (
    request: IncomingMessage,
    response: ServerResponse,
    door: string | undefined,
  ): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);

    const raw = new URL(request.url ?? '/', 'http://localhost');
    const [, host = '', ...rest] = raw.pathname.split('/');
    const url = { host, path: `/${rest.join('/')}`, query: raw.searchParams, door };
    const fault = faults.takeForCall(url.path);
    const afterReply: (() => void)[] = [];
    const { page, empty } = await answer(request, url, Buffer.concat(chunks), fault, (work) => {
      afterReply.push(work);
    });
    response.on('finish', () => {
      for (const work of afterReply) work();
    });

    switch (fault?.kind) {
      case 'hang':
      case 'accept-then-hang':
        return;
      case 'close':
      case 'accept-then-close':
        request.socket.destroy();
        return;
      case 'empty-success':
      case 'accept-then-empty-success':
        write(response, empty ?? { json: { error_code: 0, error_message: '', data: null } });
        return;
      case 'html-page':
      case 'accept-then-html-page':
        write(response, { html: '<!doctype html><title>captcha</title>' });
        return;
      case 'status':
      case 'accept-then-status':
        write(response, { status: fault.status, html: 'bad gateway' });
        return;
      case 'refuse': {
        const { code, words = 'lỗi' } = fault;
        write(response, { json: { error_code: code, error_message: words, data: null } });
        return;
      }
      case undefined:
        write(response, page);
    }
  };

  return {
    listen: async (port, door) => {
      const next = createServer((request, response) => {
        serve(request, response, door).catch((error: unknown) => {
          violation(`the simulated network failed: ${String(error)}`);
          response.destroy();
        });
      });
      next.on('upgrade', (request, stream, head) => {
        const host = request.headers.host ?? '';
        if (!SOCKET_HOSTS.some((known) => known === host)) {
          violation(`a websocket to ${host}`);
          stream.destroy();
          return;
        }
        sockets.upgrade(request, stream, head);
      });
      await new Promise<void>((resolve, reject) => {
        next.once('error', reject);
        next.listen(port, '127.0.0.1', resolve);
      });
      servers.add(next);
      return (next.address() as AddressInfo).port;
    },
    close: async () => {
      if (servers.size === 0) return;
      sockets.drop(1006);
      const closing = [...servers].map(
        (server) => new Promise<void>((resolve) => server.close(() => resolve())),
      );
      for (const server of servers) server.closeAllConnections();
      servers.clear();
      await Promise.all(closing);
    },
  };
}

const SESSION_IS_DEAD: PageReply = {
  json: { error_code: 600, error_message: 'zpw_sek bị thiếu hoặc không đúng', data: null },
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(response: ServerResponse, page: PageReply): void {
  const type =
    page.json !== undefined
      ? 'application/json'
      : page.bytes !== undefined
        ? 'application/octet-stream'
        : 'text/html';
  response.writeHead(page.status ?? 200, {
    'content-type': type,
    ...page.headers,
    ...(page.setCookies?.length ? { 'set-cookie': [...page.setCookies] } : {}),
  });
  response.end(page.json === undefined ? (page.bytes ?? page.html) : JSON.stringify(page.json));
}
