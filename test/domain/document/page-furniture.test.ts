import { describe, expect, test } from '@jest/globals';
import { normalise } from '../../../src/domain/document/normalise.ts';

const pages = (head: string, breaks: string) =>
  ['một', 'hai', 'ba', 'bốn'].map((page) => `${head}\nnội dung trang ${page}`).join(breaks);

describe('a head that repeats on every page', () => {
  test('is dropped where pages are parted by breaks, and stands once, as the letterhead may', () => {
    const { text, notes } = normalise(pages('UBND xã Suối Lạnh', '\f'));

    expect(text.split('Suối Lạnh')).toHaveLength(2);
    expect(text).not.toContain('\f');
    expect(text).toContain('nội dung trang bốn');
    expect(notes).toEqual(['page_furniture:3']);
  });

  test('stays where nothing tells that pages begin', () => {
    expect(normalise(pages('UBND xã Suối Lạnh', '\n')).text).toContain('Suối Lạnh');
  });

  test('stays where it could be a mark of secrecy', () => {
    expect(normalise(pages('MẬT', '\f')).text).toContain('MẬT');
  });
});
