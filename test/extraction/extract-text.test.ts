import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { type ExtractOptions, extractText } from '../../src/extraction/extract-text.ts';
import { EXAMPLE_LETTER } from './example-letter.ts';
import { letterDocx } from './letter-docx.ts';
import { makeDocx, p } from './make-docx.ts';
import { makeZip } from './make-zip.ts';
import { pagesPdf } from './pages-pdf.ts';

const MB = 1024 * 1024;

async function reasonFor(
  bytes: Uint8Array,
  options: Partial<ExtractOptions> = {},
): Promise<string> {
  const extracted = await extractText(bytes, { fileName: 'van-ban.docx', ...options });
  return extracted.type === 'unreadable' ? extracted.reason : 'text';
}

const ole = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from(stream, 'utf16le'),
  ]);

/** One page whose content is `bytes` blanks before it says anything, packed a thousandfold. */
function unfoldingPdf(bytes: number): Buffer {
  const content = deflateSync(Buffer.alloc(bytes, ' '), { level: 9 });
  return Buffer.concat([
    Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n' +
        '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
        '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>endobj\n' +
        `4 0 obj<</Filter/FlateDecode/Length ${content.length}>>stream\n`,
    ),
    content,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ]);
}

describe('a file', () => {
  test('whose text is longer than any letter is refused for its size', async () => {
    const line = 'Kính gửi các tổ dân phố.\n';
    expect(await reasonFor(Buffer.from(line.repeat(90_000)))).toBe('too-large');
    expect(await reasonFor(Buffer.from(line.repeat(40_000)))).toBe('text');
  });

  test('is read in a process of its own', async () => {
    const bytes = await letterDocx(EXAMPLE_LETTER);

    const extracted = await extractText(bytes, { fileName: 'van-ban.docx' });

    expect(extracted).toMatchObject({ type: 'text', format: 'docx' });
    expect(JSON.stringify(extracted)).toContain('V/v chuẩn bị hội nghị cải cách');
  });

  test('is known by its content, whatever its name', async () => {
    const pdf = await pagesPdf([{ top: '', text: 'Kính gửi các tổ dân phố.', foot: '' }]);

    const extracted = await extractText(pdf, { fileName: 'van-ban.txt' });

    expect(extracted).toEqual({
      type: 'text',
      format: 'pdf',
      pages: 1,
      text: 'Kính gửi các tổ dân phố.\n',
    });
  });

  test.each([
    ['is empty', Buffer.alloc(0), 'empty'],
    ['holds blanks only', Buffer.from(' \r\n\t\n'), 'empty'],
    ['is a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'scan'],
    ['is a program', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'not-a-document'],
    [
      'is an archive of something else',
      makeZip([{ name: 'a.txt', content: 'a' }]),
      'not-a-document',
    ],
    ['is a web page called a document', Buffer.from('\ufeff<html><b>MẬT</b>'), 'not-a-document'],
    ['is of Word 97', ole('WordDocument'), 'legacy-doc'],
    ['is rich text', Buffer.from('{\\rtf1 a}'), 'legacy-doc'],
    ['is an old spreadsheet', ole('Workbook'), 'not-a-document'],
    ['is a locked DOCX', ole('EncryptedPackage'), 'encrypted'],
    [
      'is an archive with a password',
      makeZip([{ name: 'word/document.xml', content: 'a', stated: { flags: 1 } }]),
      'encrypted',
    ],
    ['is an archive cut off', makeDocx(p('Nội dung')).subarray(0, 300), 'damaged'],
    ['is a DOCX with broken XML', makeDocx('<w:p><w:r>'), 'damaged'],
    ['is a PDF cut off', Buffer.from('%PDF-1.7\n1 0 obj'), 'damaged'],
    [
      'is a DOCX that holds a picture only',
      makeDocx(p(''), {}, [{ name: 'word/media/a.png', content: 'a' }]),
      'scan',
    ],
    ['is a DOCX without text', makeDocx(p('')), 'empty'],
  ])('that %s gives no text', async (_, bytes, reason) => {
    expect(await reasonFor(bytes)).toBe(reason);
  });

  test('that is a PDF with a password gives no text', async () => {
    const locked = await pagesPdf([{ top: '', text: 'Nội dung', foot: '' }], 'mo-khoa');

    expect(await reasonFor(locked)).toBe('encrypted');
  });

  test('above the size limit is not even looked at', async () => {
    expect(await reasonFor(Buffer.alloc(2 * MB, 'a'), { maxBytes: MB })).toBe('too-large');
  });
});

describe('a file made to do harm', () => {
  test('is refused when its archive unfolds beyond the limit, even if it lies about that', async () => {
    const body = p(' '.repeat(80 * MB));
    const bomb = makeDocx(body);
    const liar = makeZip([
      { name: 'word/document.xml', content: `<a>${body}</a>`, stated: { size: 1000 } },
    ]);

    expect(bomb.byteLength).toBeLessThan(MB);
    expect(await reasonFor(bomb)).toBe('zip-bomb');
    expect(await reasonFor(liar)).toBe('zip-bomb');
  });

  test('is stopped when its buffers outgrow the memory limit', async () => {
    expect(await reasonFor(unfoldingPdf(400 * MB), { maxMemoryMb: 256 })).toBe('zip-bomb');
  });

  test('is stopped when it takes too long', async () => {
    const slow = await letterDocx(EXAMPLE_LETTER);

    expect(await reasonFor(slow, { timeoutMs: 1 })).toBe('timeout');
  });

  test('cannot define entities that unfold', async () => {
    const laughs = makeZip([
      {
        name: 'word/document.xml',
        content: '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>',
      },
    ]);

    expect(await reasonFor(laughs)).toBe('damaged');
  });

  test('is stopped when its tree outgrows the heap', async () => {
    const deep = makeDocx('<w:p><w:r/></w:p>'.repeat(2_000_000));

    expect(await reasonFor(deep, { maxMemoryMb: 200 })).toMatch(/^(?:zip-bomb|too-large)$/);
  });
});
