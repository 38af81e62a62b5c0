/**
 * The calls of zca-js that we make ourselves, through its extension point `api.custom`: with our own
 * client ids, deadlines, and success only where a message id came back.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type API, ThreadType } from 'zca-js';
import { z } from 'zod';
import type { ChatAddress } from '../../../ports/channel.ts';
import { type Failure, StatusError, toFailure } from './failure.ts';
import type { KnownMessage } from './known-messages.ts';
import { within } from './wait.ts';

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** A file that has arrived at Zalo and can be posted. */
export interface Uploaded {
  readonly fileId: string;
  readonly url: string;
  readonly name: string;
  readonly bytes: number;
  readonly md5: string;
}

/** What the server allows for files; told at login. */
export interface FileLimits {
  readonly maxBytes: number;
  readonly chunkBytes: number;
  readonly refusedExtensions: readonly string[];
}

/** Calls on one connection. None of them rejects. */
export interface Calls {
  readonly fileLimits: FileLimits;
  /** Gives the message's id. */
  sendText(
    to: ChatAddress,
    text: string,
    clientId: string,
    quote?: KnownMessage,
  ): Promise<Attempt<string>>;
  /** Nothing is seen in the chat until {@link sendFile}. */
  upload(to: ChatAddress, name: string, content: Uint8Array): Promise<Attempt<Uploaded>>;
  sendFile(to: ChatAddress, file: Uploaded, clientId: string): Promise<Attempt<string>>;
  /** Gives the reminder's id; where the answer was lost, the group's board is looked at. */
  createReminder(
    to: ChatAddress,
    reminder: { readonly title: string; readonly at: Date },
  ): Promise<Attempt<string>>;
  removeReminder(to: ChatAddress, reminderId: string): Promise<Attempt<void>>;
  /** The uids of those who accepted. */
  acceptedBy(reminderId: string): Promise<Attempt<readonly string[]>>;
  undo(to: ChatAddress, messageId: string, clientId: string): Promise<Attempt<void>>;
  keepAlive(): Promise<Attempt<void>>;
}

interface Tools {
  post(
    service: 'group' | 'chat' | 'file',
    path: string,
    params: Readonly<Record<string, unknown>>,
    body?: { readonly type: string; readonly bytes: Buffer },
  ): Promise<unknown>;
}

const MEGABYTE = 1024 * 1024;
const idLike = z.union([z.string().min(1), z.number()]).transform(String);
const sent = z.object({ msgId: idLike });
const uploaded = z.object({ fileId: idLike });
const created = z.object({ id: idLike });
const board = z.array(z.object({ id: idLike, params: z.object({ title: z.string() }) }));
const responses = z.object({ acceptMember: z.array(idLike) });
const BOARD_PAGE = 50;

export function createCalls(
  api: API,
  options: {
    readonly callMs: number;
    readonly uploadMs: number;
    readonly signal: AbortSignal;
    /** Uploads also need the websocket, and nothing is lost when one is given up. */
    readonly uploadSignal: AbortSignal;
  },
): Calls {
  const { callMs, uploadMs } = options;
  const { post } = toolsOf(api);
  const { imei, settings } = api.getContext();
  const { sharefile } = settings.features;

  const attempt = async <T>(
    ms: number,
    call: () => Promise<T>,
    signal = options.signal,
  ): Promise<Attempt<T>> => {
    try {
      return { ok: true, value: await within(ms, signal, call()) };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  };

  const attemptToSend = async (call: () => Promise<unknown>): Promise<Attempt<string>> => {
    const ended = await attempt(callMs, call);
    if (!ended.ok) return ended;
    const reply = sent.safeParse(ended.value);
    return reply.success
      ? { ok: true, value: reply.data.msgId }
      : { ok: false, failure: { kind: 'empty' } };
  };

  return {
    fileLimits: {
      maxBytes: sharefile.max_size_share_file_v3 * MEGABYTE,
      chunkBytes: sharefile.chunk_size_file,
      refusedExtensions: sharefile.restricted_ext_file,
    },

    sendText: (to, text, clientId, quote) => {
      const isGroup = to.kind === 'group';
      const params = {
        ...addressed(to, imei),
        message: text,
        clientId: Number(clientId),
        ttl: 0,
        ...(quote !== undefined && quoteParams(quote, isGroup)),
      };
      const path = isGroup
        ? `/api/group/${quote === undefined ? 'sendmsg' : 'quote'}`
        : `/api/message/${quote === undefined ? 'sms' : 'quote'}`;
      return attemptToSend(() => post(isGroup ? 'group' : 'chat', path, params));
    },

    upload: (to, name, content) =>
      attempt(
        uploadMs,
        async () => {
          const isGroup = to.kind === 'group';
          const chunkBytes = sharefile.chunk_size_file;
          const totalChunk = Math.ceil(content.length / chunkBytes);
          const clientId = Date.now();
          // Listened for before anything is sent: the announcement may overtake the reply.
          const announced = announcements(api);
          try {
            for (let chunkId = 1; chunkId <= totalChunk; chunkId += 1) {
              const chunk = content.subarray((chunkId - 1) * chunkBytes, chunkId * chunkBytes);
              const reply = await post(
                'file',
                `/api/${isGroup ? 'group' : 'message'}/asyncfile/upload`,
                {
                  ...recipient(to),
                  totalChunk,
                  fileName: name,
                  clientId,
                  totalSize: content.length,
                  imei,
                  isE2EE: 0,
                  jxl: 0,
                  chunkId,
                },
                multipart(name, chunk),
              );
              const { fileId } = uploaded.parse(reply);
              if (fileId === '-1') continue;
              const url = await announced.urlOf(fileId);
              const md5 = createHash('md5').update(content).digest('hex');
              return { fileId, url, name, bytes: content.length, md5 };
            }
            throw new Error('the last chunk brought no file id');
          } finally {
            announced.stop();
          }
        },
        options.uploadSignal,
      ),

    sendFile: (to, file, clientId) =>
      attemptToSend(() =>
        post('file', `/api/${to.kind === 'group' ? 'group' : 'message'}/asyncfile/msg`, {
          ...recipient(to),
          fileId: file.fileId,
          checksum: file.md5,
          checksumSha: '',
          extention: file.name.split('.').at(-1) ?? '',
          totalSize: file.bytes,
          fileName: file.name,
          clientId,
          fType: 1,
          fileCount: 0,
          fdata: '{}',
          fileUrl: file.url,
          zsource: -1,
          ttl: 0,
        }),
      ),

    createReminder: async (to, { title, at }) => {
      const asked = await attempt(callMs, () =>
        api.createReminder({ title, startTime: at.getTime() }, to.externalId, ThreadType.Group),
      );
      const reply = created.safeParse(asked.ok ? asked.value : undefined);
      if (reply.success) return { ok: true, value: reply.data.id };
      const failure: Failure = asked.ok ? { kind: 'empty' } : asked.failure;
      if (failure.kind === 'code' || failure.kind === 'no-connection')
        return { ok: false, failure };
      const shown = await attempt(callMs, async () =>
        board.parse(
          await api.getListReminder({ count: BOARD_PAGE }, to.externalId, ThreadType.Group),
        ),
      );
      const found = shown.ok && shown.value.find(({ params }) => params.title === title);
      return found ? { ok: true, value: found.id } : { ok: false, failure };
    },

    removeReminder: (to, reminderId) =>
      attempt(callMs, async () => {
        await api.removeReminder(reminderId, to.externalId, ThreadType.Group);
      }),

    acceptedBy: (reminderId) =>
      attempt(
        callMs,
        async () => responses.parse(await api.getReminderResponses(reminderId)).acceptMember,
      ),

    undo: (to, messageId, clientId) =>
      attempt(callMs, async () => {
        const isGroup = to.kind === 'group';
        await post(
          isGroup ? 'group' : 'chat',
          isGroup ? '/api/group/undomsg' : '/api/message/undo',
          {
            msgId: messageId,
            clientId: Date.now(),
            cliMsgIdUndo: clientId,
            ...(isGroup ? { grid: to.externalId, visibility: 0, imei } : { toid: to.externalId }),
          },
        );
      }),

    keepAlive: () =>
      attempt(callMs, async () => {
        await api.keepAlive();
      }),
  };
}

/** Borrows the library's ways of addressing, encrypting and decrypting a call. */
function toolsOf(api: API): Tools {
  const name = 'truyenDatPost';
  api.custom<unknown, Parameters<Tools['post']>>(name, async ({ ctx, utils, props }) => {
    const [service, path, params, body] = props;
    const encrypted = utils.encodeAES(JSON.stringify(params));
    if (encrypted === null) throw new Error('zca-js could not encrypt the call');
    const base = `${api.zpwServiceMap[service][0]}${path}`;
    const response =
      body === undefined
        ? await utils.request(utils.makeURL(base, { nretry: 0 }), {
            method: 'POST',
            body: new URLSearchParams({ params: encrypted }),
          })
        : await utils.request(
            utils.makeURL(base, {
              type: path.startsWith('/api/group/') ? '11' : '2',
              params: encrypted,
            }),
            { method: 'POST', headers: { 'content-type': body.type }, body: body.bytes },
          );
    if (!response.ok) throw new StatusError(response.status);
    if (ctx.secretKey === null) throw new Error('zca-js has no session key');
    return utils.resolve(response);
  });
  const extended = api as unknown as {
    readonly truyenDatPost: (props: Parameters<Tools['post']>) => Promise<unknown>;
  };
  return { post: (...props) => extended.truyenDatPost(props) };
}

const recipient = (to: ChatAddress) =>
  to.kind === 'group' ? { grid: to.externalId } : { toid: to.externalId };

const addressed = (to: ChatAddress, imei: string) =>
  to.kind === 'group' ? { grid: to.externalId, visibility: 0 } : { toid: to.externalId, imei };

function quoteParams(quote: KnownMessage, isGroup: boolean): Readonly<Record<string, unknown>> {
  return {
    qmsgOwner: quote.ownerId,
    qmsgId: quote.messageId,
    qmsgCliId: quote.clientId,
    qmsgType: quote.isText ? 1 : 46,
    qmsgTs: String(quote.at),
    qmsg: quote.text,
    qmsgTTL: 0,
    ...(isGroup && { qmsgAttach: '{}' }),
  };
}

/** Collects the announcements of finished files while one is being uploaded. */
function announcements(api: API) {
  const urls = new Map<string, string>();
  const waiting = new Map<string, (url: string) => void>();
  const hear = ({ fileId, fileUrl }: { fileId: string; fileUrl: string }): void => {
    urls.set(String(fileId), fileUrl);
    waiting.get(String(fileId))?.(fileUrl);
  };
  api.listener.on('upload_attachment', hear);
  return {
    urlOf: (fileId: string) =>
      new Promise<string>((resolve) => {
        const url = urls.get(fileId);
        if (url === undefined) waiting.set(fileId, resolve);
        else resolve(url);
      }),
    stop: () => {
      api.listener.off('upload_attachment', hear);
    },
  };
}

/** One chunk as a form with one file field. The name is quoted, so quotes and line ends have to go. */
function multipart(name: string, chunk: Uint8Array): { type: string; bytes: Buffer } {
  const boundary = `----${randomBytes(16).toString('hex')}`;
  const quotable = name.replace(/["\r\n]/g, '_');
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="chunkContent"; filename="${quotable}"\r\n` +
          'Content-Type: application/octet-stream\r\n\r\n',
      ),
      chunk,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  };
}
