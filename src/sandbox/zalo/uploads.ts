/** One chunk of a file on its way in. */
export interface Upload {
  readonly uid: string;
  readonly clientId: string;
  readonly fileName: string;
  readonly totalSize: number;
  readonly totalChunk: number;
  /** Counted from 1; chunks may come in any order. */
  readonly chunkId: number;
}

/** Files that are being uploaded. They live in memory: a killed network forgets half a file. */
export interface Uploads {
  /** Keeps one chunk; gives the whole file once every chunk is there. */
  take(upload: Upload, chunk: Buffer): Buffer | 'incomplete';
  /** Sees to it that the owner hears of the finished file, as the faults will have it. */
  announce(context: { readonly uid: string; later(work: () => void): void }, fileId: string): void;
}

/** Collects uploads; `announce` is left to the transport, which knows the sockets. */
export function createUploads(announce: Uploads['announce']): Uploads {
  const open = new Map<string, Map<number, Buffer>>();
  return {
    announce,
    take: (upload, chunk) => {
      const key = `${upload.uid} ${upload.clientId} ${upload.fileName}`;
      const chunks = open.get(key) ?? new Map<number, Buffer>();
      open.set(key, chunks.set(upload.chunkId, chunk));
      if (chunks.size < upload.totalChunk) return 'incomplete';

      open.delete(key);
      const inOrder = [...chunks].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
      return Buffer.concat(inOrder);
    },
  };
}

/** Finds the one file in a multipart body; undefined when there is none. */
export function readMultipart(contentType: string, body: Buffer): Buffer | undefined {
  const boundary = /boundary=("?)(.+?)\1$/.exec(contentType)?.[2];
  if (boundary === undefined) return undefined;
  const start = body.indexOf('\r\n\r\n');
  const end = body.indexOf(`\r\n--${boundary}`, start + 4);
  return start < 0 || end < 0 ? undefined : body.subarray(start + 4, end);
}
