import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findSecrecyMark } from '../src/domain/secrecy.ts';
import { extractBytes } from '../src/extraction/extract-bytes.ts';
import { letterDocx } from './extraction/letter-docx.ts';
import { type LetterLayout, layoutOf } from './extraction/letter-layout.ts';
import { letterPdf } from './extraction/letter-pdf.ts';
import { corpus, LAID_OUT } from './support/corpus.ts';

const isRefusal = (expected: object) => Reflect.get(expected, 'disposition') === 'refuse';
const ordinary = corpus().filter(({ expected }) => !isRefusal(expected));
const laidOut = ordinary.filter(({ name }) => LAID_OUT.some((each) => each === name));

const cells: readonly (readonly [cell: string, mark: string])[] = [
  ['MẬT', 'mat'],
  ['TỐI MẬT', 'toi_mat'],
  ['TUYỆT MẬT', 'tuyet_mat'],
  ['M Ậ T', 'mat'],
  ['Độ mật: Tối mật', 'toi_mat'],
  ['| MẬT |', 'mat'],
];
const anyCell = fc.constantFrom(...cells);
const anyForm = fc.constantFrom<'NFC' | 'NFD'>('NFC', 'NFD');

async function textIn(bytes: Uint8Array): Promise<string> {
  const extracted = await extractBytes(bytes, { maxInflatedBytes: 10_000_000 });
  return extracted.type === 'text' ? extracted.text : '';
}

describe('no ordinary letter of the corpus is refused', () => {
  test.each(ordinary)('$name', ({ text }) => {
    expect(findSecrecyMark({ text })).toBeUndefined();
    expect(findSecrecyMark({ text: text.normalize('NFD') })).toBeUndefined();
  });

  test.each(laidOut)('$name, as DOCX and as PDF', async ({ text }) => {
    const layout = layoutOf(text);

    expect(findSecrecyMark({ text: await textIn(await letterDocx(layout)) })).toBeUndefined();
    expect(findSecrecyMark({ text: await textIn(await letterPdf(layout)) })).toBeUndefined();
  });
});

test('a mark on a line of its own, wherever it stands in a letter of the corpus, refuses it', () => {
  const property = fc.property(
    fc.constantFrom(...ordinary),
    fc.nat(),
    anyCell,
    anyForm,
    ({ text }, place, [cell, mark], form) => {
      const lines = text.split(/\r?\n/);
      lines.splice(place % (lines.length + 1), 0, cell);

      expect(findSecrecyMark({ text: lines.join('\n').normalize(form) })).toMatchObject({ mark });
    },
  );

  fc.assert(property, { numRuns: 1_500 });
});

describe('a mark in the letterhead or in the head of an appendix refuses the file', () => {
  const places: readonly (readonly [
    string,
    (layout: LetterLayout, cell: string) => LetterLayout,
  ])[] = [
    ['below the number', (layout, cell) => ({ ...layout, headLeft: [...layout.headLeft, cell] })],
    ['above the issuer', (layout, cell) => ({ ...layout, headLeft: [cell, ...layout.headLeft] })],
    ['beside the date', (layout, cell) => ({ ...layout, headRight: [...layout.headRight, cell] })],
    [
      'in an appendix',
      (layout, cell) => ({ ...layout, body: [...layout.body, 'PHỤ LỤC', cell, '1. Mục một.'] }),
    ],
  ];

  test.each(places)(
    '%s',
    async (_, withMark) => {
      for (const [at, { name, text }] of laidOut.entries()) {
        const [cell, mark] = cells[at % 3] ?? ['MẬT', 'mat'];
        const layout = withMark(layoutOf(text), cell);
        const make = at % 2 === 0 ? letterDocx : letterPdf;

        const found = findSecrecyMark({ text: await textIn(await make(layout)) });

        expect({ name, mark: found?.mark }).toEqual({ name, mark });
      }
    },
    60_000,
  );
});
