import http from 'node:http';
import https from 'node:https';
import { InputFile } from 'grammy';
import type { FileContent } from '../../ports/channel.ts';

/** How much may be fetched, and how long that may take altogether. */
export interface DownloadLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** Longest file name kept; the extension always is. */
const MAX_NAME = 200;

/**
 * A file name that arrives as it left: the Bot API cuts names at the first `;` and grammY writes
 * them without quotes. Letters are composed, so that they look the same everywhere.
 */
export function safeFileName(name: string): string {
  const clean = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    .replace(/[;"/\\\u0000-\u001f\u007f]+/g, '_')
    .trim();
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 && clean.length - dot <= 16 ? clean.slice(dot) : '';
  const stem = clean.slice(0, clean.length - extension.length);
  return ([...stem].slice(0, MAX_NAME - extension.length).join('') || 'file') + extension;
}

/** Reads a file for upload. Bytes, not a stream: a stream cannot be sent again. */
export async function toInputFile(file: FileContent): Promise<InputFile> {
  return new InputFile(await file.read(), safeFileName(file.name));
}

/**
 * Fetches `url` through `agent`. Rejects on any status but 200, when the bytes exceed the limit, and
 * when the whole takes too long. Its errors name no address, since that holds the token.
 */
export async function downloadFile(
  url: URL,
  agent: http.Agent,
  limits: DownloadLimits,
): Promise<Uint8Array> {
  const { get } = url.protocol === 'https:' ? https : http;
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      get(url, { agent, signal }, resolve).on('error', reject);
    });
    if (response.statusCode !== 200) {
      response.destroy();
      throw new DownloadError(`the network answered ${response.statusCode} instead of the file`);
    }
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes > limits.maxBytes) {
        throw new DownloadError(`the file is larger than ${limits.maxBytes} bytes`);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DownloadError) throw error;
    throw new DownloadError(
      signal.aborted
        ? `the file did not arrive within ${limits.timeoutMs} ms`
        : 'the connection broke off before the file had arrived',
    );
  }
  return Buffer.concat(chunks, bytes);
}

/** A file that could not be fetched; the message is fit for staff. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}
