import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { downloadFile, safeFileName } from '../../../src/channels/telegram/files.ts';

describe('safeFileName', () => {
  test('replaces what would cut the name and keeps the rest', () => {
    expect(safeFileName('Công văn 12; "bản chính".pdf')).toBe('Công văn 12_ _bản chính_.pdf');
    expect(safeFileName('a/b\\c\r\nd.docx')).toBe('a_b_c_d.docx');
  });

  test('composes Vietnamese letters', () => {
    expect(safeFileName('Công văn.pdf'.normalize('NFD'))).toBe('Công văn.pdf');
  });

  test('is never empty', () => {
    expect(safeFileName('')).toBe('file');
    expect(safeFileName('  ')).toBe('file');
  });

  test('keeps the extension of a name of any length and nothing forbidden', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (stem) => {
        const name = safeFileName(`${stem}.pdf`);

        expect(name).toMatch(/\.pdf$/);
        expect(name).not.toMatch(/[;"/\\\r\n]/);
        expect([...name].length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('downloadFile', () => {
  const limits = { maxBytes: 100, timeoutMs: 5000 };

  /** Fetches from a server that answers as told, with the token in the path as Telegram has it. */
  async function fetchFrom(answer: RequestListener, within = limits): Promise<Uint8Array> {
    const server = http.createServer(answer);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const agent = new http.Agent();
    const { port } = server.address() as AddressInfo;
    try {
      const url = new URL(`http://127.0.0.1:${port}/file/bot7001:AAsecret/documents/file_1.pdf`);
      return await downloadFile(url, agent, within);
    } finally {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    }
  }

  test('brings the bytes', async () => {
    const bytes = await fetchFrom((_, response) => response.end('%PDF invented'));

    expect(Buffer.from(bytes).toString()).toBe('%PDF invented');
  });

  test.each<[string, RequestListener, RegExp]>([
    [
      'an error page',
      (_, response) => response.writeHead(502).end('<html>bad gateway</html>'),
      /answered 502 instead of the file/,
    ],
    [
      'more bytes than allowed, whatever was announced',
      (_, response) => {
        response.write('x'.repeat(90));
        response.end('x'.repeat(90));
      },
      /larger than 100 bytes/,
    ],
    [
      'a connection that breaks off',
      (request, response) => {
        response.writeHead(200, { 'content-length': 50 });
        response.write('x', () => request.socket.destroy());
      },
      /broke off/,
    ],
  ])('rejects %s without naming the address', async (_, answer, words) => {
    const fetched = fetchFrom(answer);

    await expect(fetched).rejects.toThrow(words);
    await expect(fetched).rejects.not.toThrow('AAsecret');
  });

  test('gives up on bytes that do not come', async () => {
    const slow = { maxBytes: 100, timeoutMs: 50 };

    await expect(fetchFrom((_, response) => void response.write('x'), slow)).rejects.toThrow(
      'did not arrive within 50 ms',
    );
  });
});
