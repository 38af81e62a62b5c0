import { describe, expect, test } from '@jest/globals';
import { extractBytes } from '../../src/extraction/extract-bytes.ts';

const TEXT = 'Ủy ban nhân dân phường Hoa Lư đề nghị các tổ dân phố báo cáo.\r\nTrân trọng./.';

const read = async (bytes: Uint8Array): Promise<string> => {
  const extracted = await extractBytes(bytes, { maxInflatedBytes: 1 });
  return extracted.type === 'text' ? extracted.text : extracted.reason;
};

const utf16 = (text: string, order: 'le' | 'be'): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

describe('plain text', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 little endian with a mark', utf16(`\ufeff${TEXT}`, 'le')],
    ['UTF-16 big endian with a mark', utf16(`\ufeff${TEXT}`, 'be')],
    ['UTF-16 little endian without one', utf16(`${TEXT} `, 'le')],
    ['UTF-16 big endian without one', utf16(`${TEXT} `, 'be')],
  ])('in %s is read', async (_, bytes) => {
    expect((await read(bytes)).trim()).toBe(TEXT);
  });

  test('keeps composed and decomposed letters as they are', async () => {
    for (const form of ['NFC', 'NFD']) {
      expect(await read(Buffer.from(TEXT.normalize(form)))).toBe(TEXT.normalize(form));
    }
  });

  test('in TCVN3 bytes keeps a letter per byte, for the reader to convert', async () => {
    const tcvn3 = 'ñy ban nh©n d©n ph­êng ®Ò nghÞ';

    expect(await read(Buffer.from(tcvn3, 'latin1'))).toBe(tcvn3);
  });

  test('in windows-1258 is recognised by its đ', async () => {
    // "đề nghị" with a combining grave accent and a combining dot below.
    const bytes = Buffer.from([0xf0, 0xea, 0xcc, 0x20, 0x6e, 0x67, 0x68, 0x69, 0xf2]);

    expect((await read(bytes)).normalize('NFC')).toBe('đề nghị');
  });
});
