import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type EventEncryption, sealEvent } from './cipher.ts';
import { readCookies, sessionOf } from './cookies.ts';
import type { FaultScript } from './faults.ts';
import { decodeFrame, encodeFrame, type Frame } from './frame.ts';
import type { History } from './history.ts';
import { oldMessages, oldReactions } from './old-messages.ts';
import { fileDone, frameFor } from './wire.ts';

interface Socket {
  readonly uid: string;
  readonly ws: WebSocket;
  readonly key: Buffer;
  /** Held back by a fault until the next frame has gone out. */
  delayed: Buffer | undefined;
}

/** The websockets of one network: who listens, and what is pushed to them. */
export interface Sockets {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** How many sockets of the account have had their key frame. */
  listening(uid: string): number;
  /**
   * Closes every socket, or those of one account: 1006 cuts the connection, 3000 announces another
   * client, any other code is a close frame.
   */
  drop(code: number, uid?: string): void;
  /** Announces an uploaded file to its owner. */
  announceFile(uid: string, fileId: string): void;
  close(): void;
}

/** Serves websockets and pushes what happens to every account that listens. */
export function createSockets(options: {
  readonly history: History;
  readonly faults: FaultScript;
  readonly encryption: EventEncryption | 'all';
  readonly historyPage: number;
}): Sockets {
  const { history, faults } = options;
  const { world } = history;
  const sockets = new Set<Socket>();
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  let pushed = 0;

  const push = (socket: Socket, frame: Frame): void => {
    const encryption =
      options.encryption === 'all' ? ((pushed++ % 4) as EventEncryption) : options.encryption;
    const bytes = encodeFrame({ ...frame, body: sealEvent(frame.body, encryption, socket.key) });

    if (faults.takeForSocket('broken-frame')) socket.ws.send(Buffer.from([1, 9, 2, 0, 0x7b]));
    if (faults.takeForSocket('delayed-frame')) {
      socket.delayed = bytes;
      return;
    }
    socket.ws.send(bytes);
    if (faults.takeForSocket('duplicated-frame')) socket.ws.send(bytes);
    if (socket.delayed !== undefined) socket.ws.send(socket.delayed);
    socket.delayed = undefined;
  };

  const pushTo = (uid: string, frame: Frame): void => {
    for (const socket of sockets) if (socket.uid === uid) push(socket, frame);
  };

  const unsubscribe = history.subscribe((event) => {
    for (const uid of new Set([...sockets].map((socket) => socket.uid))) {
      const frame = frameFor(world, uid, event, history.now());
      if (frame !== undefined) pushTo(uid, frame);
    }
  });

  const hear = (socket: Socket, data: RawData): void => {
    const frame = Buffer.isBuffer(data) ? decodeFrame(data) : undefined;
    if (frame === undefined) {
      history.record({ type: 'violation', text: 'a client frame that is no frame' });
      return;
    }
    const { command, sub, body } = frame;
    if (command === 2 && sub === 1) {
      socket.ws.send(encodeFrame({ command: 2, sub: 1, body: { error_code: 0 } }));
      return;
    }
    const lastId = (body as { readonly lastId?: unknown }).lastId;
    const page = {
      uid: socket.uid,
      before: lastId === null || lastId === undefined ? undefined : String(lastId),
      size: options.historyPage,
    };
    if ((command === 510 || command === 511) && sub === 1) {
      const thread = command === 511 ? 'group' : 'private';
      push(socket, { command, sub: 1, body: oldMessages(world, thread, page) });
    } else if ((command === 610 || command === 611) && sub === 1) {
      const thread = command === 611 ? 'group' : 'private';
      push(socket, { command, sub: 0, body: oldReactions(world, thread, page) });
    } else {
      history.record({ type: 'violation', text: `an unknown frame ${command}/${sub}` });
    }
  };

  const welcome = (ws: WebSocket, request: IncomingMessage): void => {
    const session = sessionOf(world, readCookies(request.headers.cookie));
    if (session === undefined) {
      ws.close(3003, 'kick');
      return;
    }
    if (faults.takeForSocket('drop-on-connect')) {
      ws.terminate();
      return;
    }
    if (faults.takeForSocket('stalled-handshake')) return;

    for (const other of sockets) {
      if (other.uid === session.uid) {
        other.ws.send(encodeFrame({ command: 3000, sub: 0, body: { msg: 'another connection' } }));
      }
    }
    const key = randomBytes(16);
    const socket: Socket = { uid: session.uid, ws, key, delayed: undefined };
    sockets.add(socket);
    ws.on('close', () => sockets.delete(socket));
    ws.on('message', (data) => hear(socket, data));
    ws.send(
      encodeFrame({ command: 1, sub: 1, body: { error_code: 0, key: key.toString('base64') } }),
    );
  };

  return {
    upgrade: (request, stream, head) => {
      server.handleUpgrade(request, stream, head, (ws) => {
        ws.on('error', () => ws.terminate());
        welcome(ws, request);
      });
    },
    listening: (uid) => [...sockets].filter((socket) => socket.uid === uid).length,
    drop: (code, uid) => {
      for (const socket of [...sockets]) {
        if (uid !== undefined && socket.uid !== uid) continue;
        if (code === 3000) {
          socket.ws.send(encodeFrame({ command: 3000, sub: 0, body: { msg: 'another' } }));
          continue;
        }
        sockets.delete(socket);
        if (code === 1006) socket.ws.terminate();
        else socket.ws.close(code);
      }
    },
    announceFile: (uid, fileId) => pushTo(uid, fileDone(fileId)),
    close: () => {
      unsubscribe();
      for (const ws of server.clients) ws.terminate();
      for (const socket of sockets) socket.ws.terminate();
      server.close();
    },
  };
}
