import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeFileName } from '../../../src/channels/telegram/files.ts';

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
