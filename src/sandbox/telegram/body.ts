import type { RawBody, Upload } from './parameters.ts';
import { malformed } from './refusal.ts';

const NO_UPLOADS: ReadonlyMap<string, Upload> = new Map();

/** Reads a request body by its content type; the fields of the query string come first, the body's win. */
export function readBody(contentType: string, bytes: Buffer, query: string): RawBody {
  const fromQuery = Object.fromEntries(new URLSearchParams(query));
  if (bytes.length === 0) return { fields: fromQuery, uploads: NO_UPLOADS };
  if (contentType.startsWith('application/json')) {
    return { fields: { ...fromQuery, ...jsonObject(bytes) }, uploads: NO_UPLOADS };
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const form = Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
    return { fields: { ...fromQuery, ...form }, uploads: NO_UPLOADS };
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary !== undefined) return readMultipart(bytes, boundary, fromQuery);
  throw malformed(`can't read a body of type "${contentType}"`);
}

function jsonObject(bytes: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw malformed("can't parse request JSON object");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed("can't parse request JSON object");
  }
  return { ...value };
}

/**
 * Multipart as the Bot API server reads it. No library: they all follow the RFC and honour quotes, while the server
 * cuts a header at every `;`, inside quotes too, and takes raw UTF-8 names, which is what a client must cope with.
 */
function readMultipart(bytes: Buffer, boundary: string, query: Record<string, string>): RawBody {
  const fields: Record<string, unknown> = { ...query };
  const uploads = new Map<string, Upload>();
  const mark = Buffer.from(`--${boundary}`);
  let at = bytes.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length;
    if (bytes.toString('latin1', start, start + 2) === '--') return { fields, uploads };
    const stop = bytes.indexOf(mark, start);
    const headEnd = bytes.indexOf('\r\n\r\n', start);
    if (stop < 0 || headEnd < 0 || headEnd > stop) break;
    const head = readDisposition(bytes.toString('utf8', start + 2, headEnd));
    // The line break before the next boundary belongs to the boundary.
    const content = bytes.subarray(headEnd + 4, stop - 2);
    if (head.fileName === undefined) fields[head.name] = content.toString('utf8');
    else uploads.set(head.name, { name: head.fileName, bytes: content });
    at = stop;
  }
  throw malformed('wrong multipart/form-data body');
}

function readDisposition(head: string): { name: string; fileName: string | undefined } {
  const line = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const values = new Map<string, string>();
  for (const piece of line.split(';')) {
    const [key = '', ...rest] = piece.split('=');
    values.set(key.trim().toLowerCase(), unquoted(rest.join('=').trim()));
  }
  const name = values.get('name');
  if (name === undefined || name === '') throw malformed('wrong multipart/form-data body');
  return { name, fileName: values.get('filename') };
}

function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"')
    ? value.slice(1, -1)
    : value;
}
