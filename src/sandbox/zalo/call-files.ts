/** Files and pictures: uploaded first, posted afterwards. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  BAD_PARAMETERS,
  type CallContext,
  type CallReply,
  clientId,
  deliver,
  type Handler,
  handle,
  id,
  idLike,
  NOT_FOUND,
  type Refusal,
  refuseThread,
} from './call-support.ts';
import type { Upload } from './uploads.ts';
import { fileUrl } from './wire.ts';
import type { ThreadKind } from './world.ts';

const uploadFields = {
  totalChunk: z.number().positive(),
  chunkId: z.number().positive(),
  fileName: z.string().min(1),
  clientId,
  totalSize: z.number().positive(),
  imei: z.string().min(1),
};

interface UploadParams extends Omit<Upload, 'uid'> {}

function takeChunk(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: UploadParams,
): { readonly fileId: string | undefined } | Refusal {
  const refusal = refuseThread(context, thread, to);
  if (refusal) return refusal;
  const extension = params.fileName.split('.').at(-1)?.toLowerCase() ?? '';
  const isTooBig = params.totalSize > context.settings.maxFileMegabytes * 1024 * 1024;
  if (isTooBig || context.settings.refusedExtensions.includes(extension)) {
    context.violation(`a file the server said it would refuse: .${extension} ${params.totalSize}`);
    return BAD_PARAMETERS;
  }
  if (context.chunk === undefined || context.chunk.length > context.settings.chunkBytes) {
    context.violation('an upload without content or over the chunk size');
    return BAD_PARAMETERS;
  }
  const file = context.uploads.take({ ...params, uid: context.uid }, context.chunk);
  if (file === 'incomplete') return { fileId: undefined };
  if (file.length !== params.totalSize) {
    context.violation(`${file.length} bytes uploaded, ${params.totalSize} announced`);
    return BAD_PARAMETERS;
  }
  const fileId = context.history.nextId();
  context.history.record({
    type: 'file-stored',
    file: {
      id: fileId,
      by: context.uid,
      name: params.fileName,
      base64: file.toString('base64'),
    },
  });
  return { fileId };
}

function uploadFile(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: UploadParams,
): CallReply {
  const taken = takeChunk(context, thread, to, params);
  if ('code' in taken) return taken;
  const { fileId } = taken;
  if (fileId !== undefined) context.uploads.announce(context, fileId);
  return {
    data: {
      finished: fileId === undefined ? 0 : 1,
      fileId: fileId ?? '-1',
      clientFileId: params.clientId,
      chunkId: params.chunkId,
    },
  };
}

function uploadPhoto(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: UploadParams,
): CallReply {
  const taken = takeChunk(context, thread, to, params);
  if ('code' in taken) return taken;
  const url = taken.fileId === undefined ? '' : fileUrl(taken.fileId);
  return {
    data: {
      finished: taken.fileId === undefined ? 0 : 1,
      photoId: taken.fileId ?? '-1',
      normalUrl: url,
      hdUrl: url,
      thumbUrl: url,
      clientFileId: params.clientId,
      chunkId: params.chunkId,
    },
  };
}

const fileFields = {
  fileId: idLike,
  checksum: z.string().length(32),
  extention: z.string(),
  totalSize: z.number(),
  fileName: z.string().min(1),
  clientId,
  fileUrl: z.string().url(),
  ttl: z.number(),
};

function sendFile(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: z.infer<z.ZodObject<typeof fileFields>>,
): CallReply {
  const file = context.history.world.files.get(params.fileId);
  if (file === undefined || params.fileUrl !== fileUrl(file.id)) return NOT_FOUND;
  const md5 = createHash('md5').update(Buffer.from(file.base64, 'base64')).digest('hex');
  if (md5 !== params.checksum) {
    context.violation('a file with a wrong checksum');
    return BAD_PARAMETERS;
  }
  return deliver(context, {
    clientId: params.clientId,
    thread,
    to,
    content: { type: 'file', fileId: file.id, name: params.fileName },
  });
}

const photoFields = {
  photoId: idLike,
  clientId,
  desc: z.string(),
  width: z.number(),
  height: z.number(),
  rawUrl: z.string().url(),
  hdUrl: z.string().url(),
  thumbUrl: z.string().url(),
  ttl: z.number(),
};

function sendPhoto(
  context: CallContext,
  thread: ThreadKind,
  to: string,
  params: z.infer<z.ZodObject<typeof photoFields>>,
): CallReply {
  if (!context.history.world.files.has(params.photoId)) return NOT_FOUND;
  return deliver(context, {
    clientId: params.clientId,
    thread,
    to,
    content: { type: 'image', fileId: params.photoId, caption: params.desc },
  });
}

function uploads(service: 'group' | 'message', field: 'grid' | 'toid'): Record<string, Handler> {
  const thread = service === 'group' ? 'group' : 'private';
  const to = { grid: id.optional(), toid: id.optional() };
  const named = (params: { grid?: string | undefined; toid?: string | undefined }): string =>
    params[field] ?? '';
  return {
    [`/api/${service}/asyncfile/upload`]: handle(
      z.object({ ...uploadFields, ...to }),
      (context, params) => uploadFile(context, thread, named(params), params),
    ),
    [`/api/${service}/asyncfile/msg`]: handle(
      z.object({ ...fileFields, ...to }),
      (context, params) => sendFile(context, thread, named(params), params),
    ),
    [`/api/${service}/photo_original/upload`]: handle(
      z.object({ ...uploadFields, ...to }),
      (context, params) => uploadPhoto(context, thread, named(params), params),
    ),
    [`/api/${service}/photo_original/send`]: handle(
      z.object({ ...photoFields, ...to }),
      (context, params) => sendPhoto(context, thread, named(params), params),
    ),
  };
}

/** The calls about files. */
export const fileCalls: Readonly<Record<string, Handler>> = {
  ...uploads('group', 'grid'),
  ...uploads('message', 'toid'),
};
