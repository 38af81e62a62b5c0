import { describe, expect, test } from '@jest/globals';
import type { Directory } from '../../../src/commands/compose/directory.ts';
import { printedIssuer } from '../../../src/commands/compose/printed-issuer.ts';

const organisation = (id: string, name: string) => ({
  id,
  name,
  shortNames: [],
  aliases: [],
  validFrom: '1945-01-01',
  validTo: null,
});
const directory: Directory = {
  day: '2026-01-05',
  organisations: new Map(),
  groups: new Map(),
  bodies: {
    groups: [],
    links: [],
    organisations: [
      organisation('stl', 'Sở Thủy lợi tỉnh An Bình'),
      organisation('snv', 'Sở Nội vụ'),
      organisation('stl_bd', 'Sở Thủy lợi tỉnh Bắc Đẩu'),
    ],
  },
};
const office = { organisationId: 'stl', name: 'Sở Thủy lợi tỉnh An Bình' };
const read = (name: string, parent: string | null) =>
  printedIssuer({ issuer: { name, parent } }, directory, office);

describe('the office is recognised in its letterhead', () => {
  test.each([
    ['SỞ THỦY LỢI', 'UBND TỈNH AN BÌNH'],
    ['SỞ THUỶ LỢI', 'ỦY BAN NHÂN DÂN TỈNH AN BÌNH'],
    ['SỞ THỦY LỢI', null],
    ['SỞ THỦY LỢI TỈNH AN BÌNH', null],
  ])('%s below %s', (name, parent) => {
    expect(read(name, parent)).toBe('stl');
  });
});

describe('another body is not taken for the office', () => {
  test.each([
    ['SỞ THỦY LỢI', 'UBND TỈNH TÂN SƠN', null],
    ['SỞ NỘI VỤ', 'UBND TỈNH AN BÌNH', 'snv'],
    ['SỞ THỦY', null, null],
    ['SỞ THỦY LỢI TỈNH BẮC ĐẨU', null, 'stl_bd'],
  ])('%s below %s', (name, parent, id) => {
    expect(read(name, parent)).toBe(id);
  });
});
