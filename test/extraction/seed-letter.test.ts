import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { documentToJson } from '../../src/domain/document/to-json.ts';
import { findSecrecyMark } from '../../src/domain/secrecy.ts';
import { extractText } from '../../src/extraction/extract-text.ts';
import { compareDocuments, hasShared, sharedFolder } from '../support/compare-document.ts';
import { read } from '../support/letter.ts';
import { letterDocx } from './letter-docx.ts';
import { isFootnote, type LetterLayout, layoutOf } from './letter-layout.ts';
import { letterPdf } from './letter-pdf.ts';

const describeShared = hasShared ? describe : describe.skip;

/** The real letter as it stood on paper: emphasis is a font there, and two labels are not set apart. */
function seedLayout(): LetterLayout {
  const text = readFileSync(join(sharedFolder, 'seed/directive.txt'), 'utf8')
    .replaceAll('**', '')
    .replace(/\*(?! )([^*]+)\*/gu, '$1')
    .replace(/^((?:Kính gửi|Nơi nhận):)\n\s*\n/gmu, '$1\n');
  return layoutOf(text);
}

/** Each note an ordinary paragraph, where a careless hand has typed it. */
function notesAsParagraphs(layout: LetterLayout): LetterLayout {
  const typed = (line: string): string =>
    line.replace(/[¹²³]/gu, (mark) => `(${' ¹²³'.indexOf(mark)})`);
  return {
    ...layout,
    body: layout.body.map(typed),
    tailRight: [...layout.tailRight, ...layout.footnotes.map(typed)],
    footnotes: [],
  };
}

describeShared('the real letter, laid out like paper', () => {
  const expected: unknown = hasShared
    ? JSON.parse(readFileSync(join(sharedFolder, 'seed/expected.json'), 'utf8'))
    : undefined;

  test.each([
    ['DOCX with footnotes', 'docx', (layout: LetterLayout) => letterDocx(layout)],
    [
      'DOCX with its notes typed as paragraphs',
      'docx',
      (layout: LetterLayout) => letterDocx(notesAsParagraphs(layout)),
    ],
    ['PDF', 'pdf', (layout: LetterLayout) => letterPdf(layout)],
  ])('reads exactly as expected as %s', async (_, format, make) => {
    const layout = seedLayout();

    const extracted = await extractText(await make(layout), { fileName: 'van-ban' });

    expect(extracted).toMatchObject({ type: 'text', format });
    const text = extracted.type === 'text' ? extracted.text : '';
    expect(findSecrecyMark({ text })).toBeUndefined();
    expect(compareDocuments(documentToJson('van-ban', read(text)), expected)).toEqual([]);
  });

  test('has two notes at the feet of its first pages and one on the last', () => {
    const { body, footnotes } = seedLayout();

    expect(body.filter(isFootnote)).toHaveLength(2);
    expect(footnotes).toHaveLength(1);
  });
});
