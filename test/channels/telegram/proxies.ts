import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy on the loopback that leads every name to `port` and notes what it was asked for. */
export interface LoopbackProxy {
  readonly port: number;
  /** `host:port` of each connection asked for. */
  readonly targets: readonly string[];
  /** `Proxy-Authorization` of each connection asked for; HTTP only. */
  readonly credentials: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** A SOCKS5 proxy without authentication; `refuses` makes it answer "not allowed". */
export async function socksProxy(port: number, refuses = false): Promise<LoopbackProxy> {
  const targets: string[] = [];
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    client.once('data', () => {
      client.write(Buffer.from([5, 0]));
      client.once('data', (request) => {
        const nameEnd = 5 + (request[4] ?? 0);
        const host =
          request[3] === 3
            ? request.toString('utf8', 5, nameEnd)
            : [...request.subarray(4, 8)].join('.');
        targets.push(`${host}:${request.readUInt16BE(request.length - 2)}`);
        client.write(Buffer.from([5, refuses ? 2 : 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        if (refuses) client.end();
        else join(client, port);
      });
    });
  });
  return serve(server, targets, []);
}

/** An HTTP proxy for CONNECT; `refuses` makes it answer 407. */
export async function connectProxy(port: number, refuses = false): Promise<LoopbackProxy> {
  const targets: string[] = [];
  const credentials: (string | undefined)[] = [];
  const server = createHttpServer().on('connect', (request, client: Socket) => {
    client.on('error', () => client.destroy());
    targets.push(String(request.url));
    credentials.push(request.headers['proxy-authorization']);
    if (refuses) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 2\r\n\r\nno');
      return;
    }
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    join(client, port);
  });
  return serve(server, targets, credentials);
}

function join(client: Socket, port: number): void {
  const target = connect(port, '127.0.0.1');
  target.on('error', () => client.destroy());
  client.on('close', () => target.destroy());
  client.pipe(target).pipe(client);
}

async function serve(
  server: Server,
  targets: readonly string[],
  credentials: readonly (string | undefined)[],
): Promise<LoopbackProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    credentials,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
