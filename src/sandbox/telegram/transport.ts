import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ApiAnswer, Dispatcher } from './dispatch.ts';
import type { FaultScript } from './faults.ts';

const MAX_BODY_BYTES = 55 * 1024 * 1024;

/** The HTTP side of the network. */
export interface Transport {
  /** Opens the port, any free one unless told; answers with the port. */
  listen(port?: number): Promise<number>;
  /** Closes the port and drops every connection. */
  close(): Promise<void>;
  /** While set, connections are taken and dropped. */
  dropsConnections: boolean;
}

/** Serves `/bot<token>/[test/]<method>` and `/file/bot<token>/<path>` on the loopback. */
export function createTransport(dispatcher: Dispatcher, script: FaultScript): Transport {
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  const transport: Transport = {
    dropsConnections: false,
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        const opened = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
          serve(request, response).catch(() => response.destroy());
        });
        opened.on('connection', (socket) => {
          if (transport.dropsConnections) {
            socket.destroy();
            return;
          }
          sockets.add(socket);
          socket.once('close', () => sockets.delete(socket));
        });
        opened.once('error', reject);
        opened.listen(port, '127.0.0.1', () => {
          server = opened;
          // A TCP server's address is always an object.
          resolve((opened.address() as AddressInfo).port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        if (server === undefined) resolve();
        else server.close(() => resolve());
        server = undefined;
      }),
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (transport.dropsConnections) {
      request.socket.destroy();
      return;
    }
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(path);
    if (file !== null) {
      const found = dispatcher.download(file[1] ?? '', decodeURIComponent(file[2] ?? ''));
      response.writeHead(found === undefined ? 404 : 200, {
        'content-type': 'application/octet-stream',
      });
      response.end(found);
      return;
    }
    const [, token = '', method = ''] = /^\/bot([^/]+)\/(?:test\/)?([^/]+)$/.exec(path) ?? [];
    const early = script.takeEarly(method);
    if (early !== undefined) {
      dispatcher.noteUnread(token, method, early);
      request.socket.destroy();
      return;
    }
    const body = await readWhole(request);
    const answer = await dispatcher.dispatch({
      token,
      method,
      query,
      contentType: request.headers['content-type'] ?? '',
      body,
      onGone: (leave) => response.once('close', leave),
    });
    respond(request, response, answer);
  };

  return transport;
}

/** The body, or `undefined` when it is larger than the server takes. */
async function readWhole(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= MAX_BODY_BYTES) pieces.push(piece);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(pieces);
}

const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { status, json, fault }: ApiAnswer,
): void {
  if (response.destroyed) return;
  const bytes = Buffer.from(JSON.stringify(json));
  const retryAfter = json.ok ? undefined : json.parameters?.retry_after;
  const head = (length: number, type = 'application/json'): void => {
    response.writeHead(status, {
      'content-type': type,
      'content-length': length,
      ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
    });
  };
  const half = bytes.subarray(0, bytes.length >> 1);
  const write = (content: Buffer, type?: string): void => {
    head(content.length, type);
    response.end(content);
  };
  switch (fault?.kind) {
    case 'bad-gateway':
    case 'accept-then-bad-gateway':
      response.writeHead(502, { 'content-type': 'text/html' }).end(BAD_GATEWAY);
      return;
    case 'slow': {
      const timer = setTimeout(() => write(bytes), fault.delayMs);
      response.once('close', () => clearTimeout(timer));
      return;
    }
    case 'close-before-read':
    case 'accept-then-close':
      request.socket.destroy();
      return;
    case 'accept-then-hang':
      return;
    case 'accept-then-cut':
      head(bytes.length);
      response.write(half, () => request.socket.destroy());
      return;
    case 'truncated-json':
      write(half);
      return;
    case 'wrong-content-type':
      write(bytes, 'text/html');
      return;
    case 'too-many-requests':
    case 'refuse':
    case 'migrate':
    case 'server-error':
    case undefined:
      write(bytes);
  }
}
