import { describe, expect, test } from '@jest/globals';
import { matchAddressee } from '../../src/domain/directory/match-addressee.ts';
import { floodLetter } from '../../src/sandbox/letters/flood.ts';
import { province } from '../../src/sandbox/province.ts';
import { read } from '../support/letter.ts';

const day = '2024-09-10';

function meaning(words: string) {
  const { organisations, groups } = province().directory;
  const bodies = organisations.map((entry) => ({
    ...entry,
    id: entry.key,
    validFrom: '1945-01-01',
  }));
  return matchAddressee(words, { groups, organisations: bodies, links: [] }, day);
}

describe('the sample province', () => {
  test.each([
    ['Các Sở, ban, ngành thuộc tỉnh', 'so_ban_nganh'],
    ['Ủy ban nhân dân các huyện, thành phố', 'ubnd_huyen'],
    ['Các cơ quan báo chí tỉnh', 'bao_chi_tinh'],
    ['Các cơ quan báo chí thường trú tại địa phương', 'bao_chi_thuong_tru'],
    ['Công thông tin điện tử tỉnh', 'cong_ttdt_tinh'],
    ['Phòng VH-TT các huyện, thành phố', 'phong_vhtt_huyen'],
    ['Trung tâm VH-TTDL&TT các huyện, thành phố', 'tt_vhttdl_huyen'],
    ['UBND các xã, phường, thị trấn', 'ubnd_xa'],
  ])('knows «%s» as a group', (words, key) => {
    expect(meaning(words)).toEqual({ kind: 'group', key });
  });

  test('has every addressee of its sample letter', () => {
    const { recipients } = read(floodLetter.text);

    expect(recipients).toHaveLength(6);
    expect(recipients.map((words) => meaning(words).kind)).toEqual(recipients.map(() => 'group'));
  });

  test('gives every office a name that means it and nobody else', () => {
    const { directory, offices } = province();

    for (const { key, name } of directory.organisations) {
      expect(meaning(name)).toEqual({ kind: 'organisation', id: key });
    }
    expect(new Set(offices.map(({ group }) => group)).size).toBe(offices.length);
  });

  test('lists no group without members and no member it does not know', () => {
    const { organisations, groups } = province().directory;
    const known = new Set(organisations.map(({ key }) => key));

    for (const { members } of groups) {
      expect(members.length).toBeGreaterThan(0);
      expect(members.filter((key) => !known.has(key))).toEqual([]);
    }
  });

  test('leaves the issuer out of those it writes to', () => {
    const { directory, offices, issuer } = province('so_yt');

    expect(issuer.name).toBe('Sở Y tế');
    expect(offices.map(({ key }) => key)).not.toContain('so_yt');
    expect(directory.groups.flatMap(({ members }) => members)).not.toContain('so_yt');
    expect(directory.groups.flatMap(({ members }) => members)).toContain('so_tttt');
  });

  test('refuses an issuer that issues nothing', () => {
    expect(() => province('ubnd_x_nam_cay')).toThrow('no issuing office');
  });
});
