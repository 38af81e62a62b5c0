import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { extractBytes } from '../../src/extraction/extract-bytes.ts';
import { EXAMPLE_LETTER } from './example-letter.ts';
import { letterDocx } from './letter-docx.ts';
import { letterPdf } from './letter-pdf.ts';
import { makeDocx, p } from './make-docx.ts';

const LIMITS = { maxInflatedBytes: 1_000_000 };

/** Bytes of a good file of which some were changed, and of which the end may be missing. */
const damaged = (good: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      changes: fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 30 }),
      length: fc.oneof(fc.constant(good.length), fc.nat(good.length)),
    })
    .map(({ changes, length }) => {
      const bytes = Uint8Array.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      return bytes.subarray(0, length);
    });

const endsWell = async (bytes: Uint8Array): Promise<void> => {
  const extracted = await extractBytes(bytes, LIMITS);
  expect(['text', 'unreadable']).toContain(extracted.type);
};

test('any bytes at all end as text or with a reason', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), endsWell));
});

test('a damaged DOCX ends as text or with a reason', async () => {
  const good = await letterDocx(EXAMPLE_LETTER);

  await fc.assert(fc.asyncProperty(damaged(good), endsWell), { numRuns: 60 });
});

test('a DOCX with any XML inside ends as text or with a reason', async () => {
  const names = ['w:p', 'w:r', 'w:t', 'w:tbl', 'w:tr', 'w:tc', 'w:numPr', 'w:tcPr', 'w:gridSpan'];
  const { xml } = fc.letrec<{ xml: string }>((tie) => ({
    xml: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom('chữ', p('đoạn'), '<w:gridSpan w:val="-3"/>', '<w:vMerge/>'),
      fc
        .tuple(fc.constantFrom(...names), fc.array(tie('xml'), { maxLength: 4 }))
        .map(([name, inside]) => `<${name} w:val="99999">${inside.join('')}</${name}>`),
    ),
  }));

  await fc.assert(
    fc.asyncProperty(
      xml.map((body) => makeDocx(body)),
      endsWell,
    ),
    { numRuns: 200 },
  );
});

test('a damaged PDF ends as text or with a reason', async () => {
  const good = await letterPdf(EXAMPLE_LETTER);

  await fc.assert(fc.asyncProperty(damaged(good), endsWell), { numRuns: 25 });
});
