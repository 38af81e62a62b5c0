import { describe, expect, test } from '@jest/globals';
import type { Directory } from '../../../src/domain/directory/directory.ts';
import { matchAddressee } from '../../../src/domain/directory/match-addressee.ts';

const body = (
  id: string,
  name: string,
  more: Partial<Directory['organisations'][number]> = {},
) => ({
  id,
  name,
  shortNames: [],
  aliases: [],
  validFrom: '2020-01-01',
  ...more,
});

const directory: Directory = {
  groups: [
    { key: 'so_ban_nganh', name: 'Các Sở, ban, ngành thuộc tỉnh', aliases: [] },
    { key: 'ubnd_xa', name: 'UBND các xã, phường', aliases: ['UBND cấp xã'] },
    { key: 'bao_chi_tinh', name: 'Các cơ quan báo chí tỉnh', aliases: [] },
  ],
  organisations: [
    body('cong', 'Cổng thông tin điện tử tỉnh'),
    body('snv', 'Sở Nội vụ'),
    body('syt', 'Sở Y tế'),
    body('svh', 'Sở Văn hóa, Thể thao và Du lịch'),
    body('ttcntt', 'Trung tâm Công nghệ thông tin và Truyền thông'),
    body('phuong1', 'UBND phường 1'),
    body('thuy', 'UBND xã Thủy Hòa'),
    body('stttt', 'Sở Thông tin và Truyền thông', { validTo: '2025-02-28' }),
    body('skhcn', 'Sở Khoa học và Công nghệ'),
    body('huyen', 'UBND huyện Suối Bạc', { validTo: '2025-06-30' }),
    body('xa1', 'UBND xã Suối Bạc', { validFrom: '2025-07-01' }),
    body('xa2', 'UBND xã Đồi Thông', { validFrom: '2025-07-01' }),
    body('cu', 'Ban Dân vận', { validTo: '2025-06-30' }),
  ],
  links: [
    { fromId: 'stttt', toId: 'skhcn', type: 'merged_into', effective: '2025-03-01' },
    { fromId: 'stttt', toId: 'svh', type: 'function_moved_to', effective: '2025-03-01' },
    { fromId: 'huyen', toId: 'xa1', type: 'split_into', effective: '2025-07-01' },
    { fromId: 'huyen', toId: 'xa2', type: 'split_into', effective: '2025-07-01' },
  ],
};

const match = (printed: string, onDay = '2026-05-11') => matchAddressee(printed, directory, onDay);

describe('printed words name', () => {
  test.each([
    ['Các Sở, ban, ngành thuộc tỉnh', 'so_ban_nganh'],
    ['các sở, ngành', 'so_ban_nganh'],
    ['Các sở, ban, ngành;', 'so_ban_nganh'],
    ['Ủy ban nhân dân các xã, phường', 'ubnd_xa'],
    ['Uỷ ban nhân dân các phường, xã trong tỉnh.', 'ubnd_xa'],
    ['- UBND cấp xã (t/h)', 'ubnd_xa'],
  ])('the group in "%s"', (printed, key) => {
    expect(match(printed)).toEqual({ kind: 'group', key });
  });

  test.each([
    ['SỞ NỘI VỤ', 'snv'],
    ['Cổng TTĐT tỉnh', 'cong'],
    ['Sở VH-TT&DL', 'svh'],
    ['Sở Văn hoá - Thể thao và Du lịch', 'svh'],
    ['Trung tâm CNTT-TT', 'ttcntt'],
    ['UBND xã Thuỷ Hoà', 'thuy'],
  ])('the body in "%s"', (printed, id) => {
    expect(match(printed)).toEqual({ kind: 'organisation', id });
  });

  test('a body one slip of the pen away, and say so', () => {
    expect(match('Công thông tin điện tử tỉnh')).toEqual({
      kind: 'organisation',
      id: 'cong',
      near: true,
    });
  });

  test('no body whose number differs', () => {
    expect(match('UBND phường 2')).toMatchObject({ kind: 'none' });
  });

  test('the successor of a body that has ended, and the body itself before', () => {
    expect(match('Sở Thông tin và Truyền thông')).toEqual({
      kind: 'organisation',
      id: 'skhcn',
      via: 'successor',
    });
    expect(match('Sở TT&TT', '2024-09-10')).toEqual({ kind: 'organisation', id: 'stttt' });
  });

  test('all successors of a body that was split', () => {
    expect(match('UBND huyện Suối Bạc')).toEqual({
      kind: 'several',
      matches: [
        { kind: 'organisation', id: 'xa1', via: 'successor' },
        { kind: 'organisation', id: 'xa2', via: 'successor' },
      ],
    });
  });

  test.each([
    ['Sở Nội vụ; Sở Y tế', ['snv', 'syt']],
    ['Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch và Sở Y tế', ['snv', 'svh', 'syt']],
  ])('every body in "%s"', (printed, ids) => {
    expect(match(printed)).toEqual({
      kind: 'several',
      matches: ids.map((id) => ({ kind: 'organisation', id })),
    });
  });

  test('nobody when one piece of a line is unknown, with suggestions', () => {
    const found = match('Sở Nội vụ, Hội Làm vườn');

    expect(found.kind).toBe('none');
  });

  test('nobody when a body ended without a successor, but it is suggested', () => {
    expect(match('Ban Dân vận')).toEqual({
      kind: 'none',
      suggestions: [{ label: 'Ban Dân vận', kind: 'organisation', id: 'cu' }],
    });
  });

  test('nobody in words that resemble nothing', () => {
    expect(match('Câu lạc bộ cờ vua')).toEqual({ kind: 'none', suggestions: [] });
    expect(match('')).toEqual({ kind: 'none', suggestions: [] });
  });
});
