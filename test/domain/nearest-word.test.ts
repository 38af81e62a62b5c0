import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearestWord } from '../../src/domain/nearest-word.ts';

const words = ['send', 'drafts', 'status', 'start', 'pending', 'viec', 'moi', 'language', 'dung'];

describe('nearestWord', () => {
  test.each([
    ['send', 'send'],
    // One slip is forgiven in any word: changed, dropped, added, swapped.
    ['sand', 'send'],
    ['snd', 'send'],
    ['sendd', 'send'],
    ['sned', 'send'],
    ['mai', 'moi'],
    ['vieec', 'viec'],
    // Two are in a longer one.
    ['statsu', 'status'],
    ['staus', 'status'],
    ['sttu', 'status'],
    ['penidgn', 'pending'],
    ['langage', 'language'],
    // In a short word, two slips make another word.
    ['sxxd', undefined],
    ['ma', undefined],
    ['soan', undefined],
    // Three are another word anywhere.
    ['stxyz', undefined],
    ['langvwxe', undefined],
    // Half-typed is enough when only one word begins like that.
    ['lang', 'language'],
    ['pen', 'pending'],
    ['dr', 'drafts'],
    ['stat', 'status'],
    ['sta', 'start'],
    // One letter says nothing.
    ['p', undefined],
    ['', undefined],
  ])('«%s»: %s', (typed, nearest) => {
    expect(nearestWord(typed, words)).toBe(nearest);
  });

  test('the nearer of two words is taken, the first one when both are as near', () => {
    expect(nearestWord('duns', ['dune', 'duns'])).toBe('duns');
    expect(nearestWord('duns', ['dung', 'dune'])).toBe('dung');
    expect(nearestWord('dung', [])).toBeUndefined();
  });

  test('a letter dropped, added or swapped anywhere in a word is forgiven', () => {
    const names = ['pending', 'language', 'drafts', 'viec', 'send'];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.constantFrom('q', '0', '_'),
        (word, place, letter) => {
          const at = place % word.length;
          const [before, here, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
          const swapped = before + after.charAt(0) + here + after.slice(1);
          const meant = [before + after, before + letter + here + after, swapped].map((typed) =>
            nearestWord(typed, names),
          );
          expect(meant).toEqual([word, word, word]);
        },
      ),
    );
  });
});
