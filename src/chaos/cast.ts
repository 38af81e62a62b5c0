import type { Driver } from '../ports/channel.ts';

/** The cast of a run: ids follow from numbers, so that records and network agree without being asked. */

/** The bot under test. */
export const bot = {
  token: '7000000003:chaos-token-that-no-network-knows',
  username: 'truyendat_chaos_bot',
  name: 'Truyền Đạt',
};

/** Who composes, releases and administers. */
export const composerId = 900_000_001;

/** A chat network on which the communes can be. */
export type Network = 'telegram' | 'zalo';

export const networks: readonly Network[] = ['telegram', 'zalo'];

/** How the people and groups of a network are named. */
export interface Cast {
  readonly driver: Driver;
  readonly accountId: string;
  /** The clerk of the commune with this number. */
  clerkOf(commune: number): string;
  /** Its group. */
  groupOf(commune: number): string;
}

/** Every fourth commune reads in a basic group, which can become a supergroup. */
export const isBasicGroup = (commune: number): boolean => commune % 4 === 0;

export const telegramCast: Cast = {
  driver: 'telegram',
  accountId: 'telegram',
  clerkOf: (commune) => String(1_000_000 + commune),
  groupOf: (commune) =>
    String(isBasicGroup(commune) ? -4_100_000_001 - commune : -1_001_000_000_001 - commune),
};

/** Nineteen digits, as on the real network. */
const zaloId = (kind: number, number: number): string =>
  `3${kind}${String(number).padStart(17, '0')}`;

export const zaloCast: Cast = {
  driver: 'zalo-zca',
  accountId: 'zalo',
  clerkOf: (commune) => zaloId(1, commune),
  groupOf: (commune) => zaloId(2, commune),
};

export const casts: Readonly<Record<Network, Cast>> = { telegram: telegramCast, zalo: zaloCast };

export const communeKeyOf = (commune: number): string => `xa_${commune}`;
export const communeNameOf = (commune: number): string => `UBND xã số ${commune}`;

/** What the directory of a run holds. */
export function directoryOf(communes: number) {
  const keys = Array.from({ length: communes }, (_, commune) => communeKeyOf(commune));
  return {
    organisations: [
      {
        key: 'so_tl',
        name: 'Sở Thủy lợi tỉnh An Bình',
        shortNames: ['Sở Thủy lợi'],
        aliases: [],
        level: 'province',
        kind: 'so',
        issuesAs: 'STL',
      },
      ...keys.map((key, commune) => ({
        key,
        name: communeNameOf(commune),
        shortNames: [],
        aliases: [],
        level: 'commune',
        kind: 'ubnd',
      })),
    ],
    links: [],
    groups: [
      {
        key: 'ubnd_xa',
        name: 'UBND các xã, phường',
        aliases: ['UBND các xã'],
        members: keys,
      },
    ],
  };
}

/** How the card of the letter is known, and the text that follows it. */
export const marks = { card: 'Số 318/STL-PCTT', body: 'kiểm tra toàn bộ cống dưới đê' };

/** The name of the letter where it goes out as a file. */
export const letterFile = '318-STL-PCTT.txt';

/** The letter; `day` is the day of its release. */
export function letterOf({ year, month, day }: { year: number; month: number; day: number }) {
  const two = (value: number) => String(value).padStart(2, '0');
  return [
    'UBND TỈNH AN BÌNH',
    'SỞ THỦY LỢI',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 318/STL-PCTT',
    `An Bình, ngày ${two(day)} tháng ${two(month)} năm ${year}`,
    'V/v kiểm tra công trình thủy lợi trước mùa mưa lũ',
    '',
    'Kính gửi: UBND các xã, phường.',
    '',
    'Để bảo đảm an toàn công trình, Sở Thủy lợi đề nghị phối hợp như sau:',
    '',
    `1. UBND các xã, phường: ${marks.body}, khơi thông kênh tiêu và cử người trực tại công trình.`,
    '',
    '2. UBND các xã, phường: Niêm yết số điện thoại của người trực tại trụ sở.',
    '',
    'Trân trọng./.',
    '',
    'Nơi nhận:',
    '- Như trên;',
    '- Lưu: VT.',
    '',
    'GIÁM ĐỐC',
    '',
    '(Đã ký)',
    '',
    'Trần Văn Lực',
  ].join('\n');
}
