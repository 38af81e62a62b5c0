/** Where Zalo keeps the files people send. Addresses come from messages, so others are not asked. */
const FILE_HOSTS = ['zalo.me', 'zdn.vn', 'zadn.vn', 'dlfl.vn'];
const MAX_REDIRECTS = 3;

/** A file that could not be fetched; the message is fit for staff. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

/**
 * Fetches a file somebody sent, without cookies. Rejects when the address is not one of Zalo's,
 * when the bytes exceed the limit, and when the network does not give it.
 */
export async function downloadFile(
  get: typeof fetch,
  address: string,
  maxBytes: number,
): Promise<Uint8Array> {
  let response: Response;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    response = await follow(get, address);
    if (!response.ok || response.body === null) {
      throw new DownloadError(`Zalo answered ${response.status} instead of the file`);
    }
    for await (const chunk of response.body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new DownloadError(`the file is larger than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DownloadError) throw error;
    throw new DownloadError('the connection broke off before the file had arrived');
  }
  return Buffer.concat(chunks, bytes);
}

async function follow(get: typeof fetch, address: string): Promise<Response> {
  let url = address;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    if (!isZalos(url)) throw new DownloadError('the file is not kept by Zalo');
    const response = await get(url, { redirect: 'manual' });
    const next = response.headers.get('location');
    if (next === null) return response;
    await response.body?.cancel();
    url = new URL(next, url).href;
  }
  throw new DownloadError('the file is redirected too often');
}

function isZalos(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'https:' &&
    FILE_HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  );
}
