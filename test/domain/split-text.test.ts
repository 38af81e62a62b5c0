import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitText } from '../../src/domain/split-text.ts';

test('breaks at the end of a paragraph, else of a sentence, else of a word', () => {
  expect(splitText('Một hai ba.\nBốn năm', 14)).toEqual(['Một hai ba.', 'Bốn năm']);
  expect(splitText('Một hai. Ba bốn năm', 14)).toEqual(['Một hai.', 'Ba bốn năm']);
  expect(splitText('Một hai ba bốn', 9)).toEqual(['Một hai', 'ba bốn']);
});

test('no text gives no piece', () => {
  expect(splitText('  \n ', 10)).toEqual([]);
});

test('loses and changes nothing but white space at the breaks, and no piece is too long', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 4, max: 60 }),
      (text, max) => {
        const pieces = splitText(text, max);
        const bare = (words: string) => words.replaceAll(/\s/g, '');
        expect(bare(pieces.join(''))).toBe(bare(text));
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max);
      },
    ),
  );
});
