import type { DirectoryEntry, DirectoryImport } from '../store/directory.ts';
import { type NamedPerson, personName } from './province-names.ts';

/**
 * An invented province as it might have been in 2024: departments, districts, communes, press and
 * portal, each with a chat group and people. No name means anybody real.
 */

/** What an organisation of the province has on its phones. */
export interface Office {
  readonly key: string;
  readonly name: string;
  /** The title of its chat group. */
  readonly group: string;
  /** Whether the group also gets short messages to post on its own outlets. */
  readonly reposts: boolean;
  /** Whether its chat group is on Zalo rather than on Telegram. */
  readonly onZalo: boolean;
  /** The title of its public channel. */
  readonly channel: string | undefined;
  readonly clerk: NamedPerson;
  /** Confirms the organisation's people and chats; where there is none the administrator does. */
  readonly leader: NamedPerson | undefined;
}

export interface Province {
  readonly directory: DirectoryImport;
  readonly offices: readonly Office[];
  /** The office that issues in the story, by name and key. */
  readonly issuer: { readonly key: string; readonly name: string };
  readonly administrator: NamedPerson;
  /** Composes and releases for the issuer. */
  readonly composer: NamedPerson;
}

interface Entry {
  readonly key: string;
  readonly name: string;
  readonly also?: readonly string[];
  readonly level: 'province' | 'district' | 'commune';
  readonly kind: string;
  readonly parent?: string;
  readonly symbol?: string;
  readonly group?: string;
}

const departments: readonly (readonly [
  key: string,
  name: string,
  symbol: string,
  ...also: string[],
])[] = [
  ['so_tttt', 'Sở Thông tin và Truyền thông', 'STTTT', 'Sở TT&TT'],
  ['vp_ubnd', 'Văn phòng UBND tỉnh', 'VP'],
  ['so_nv', 'Sở Nội vụ', 'SNV'],
  ['so_tc', 'Sở Tài chính', 'STC'],
  ['so_tp', 'Sở Tư pháp', 'STP'],
  ['so_yt', 'Sở Y tế', 'SYT'],
  ['so_gddt', 'Sở Giáo dục và Đào tạo', 'SGDĐT'],
  ['so_nnptnt', 'Sở Nông nghiệp và Phát triển nông thôn', 'SNN', 'Sở NN&PTNT'],
  ['so_tnmt', 'Sở Tài nguyên và Môi trường', 'STNMT'],
  ['so_gtvt', 'Sở Giao thông vận tải', 'SGTVT'],
  ['so_xd', 'Sở Xây dựng', 'SXD'],
  ['so_vhttdl', 'Sở Văn hóa, Thể thao và Du lịch', 'SVHTTDL', 'Sở VHTTDL'],
  ['ca_tinh', 'Công an tỉnh', 'CAT'],
];

const districts: readonly (readonly [key: string, name: string])[] = [
  ['lac_giang', 'thành phố Lạc Giang'],
  ['tan_khe', 'huyện Tân Khê'],
  ['phu_trach', 'huyện Phú Trạch'],
  ['dong_linh', 'huyện Đông Lĩnh'],
  ['hoa_thuong', 'huyện Hòa Thượng'],
  ['yen_thuy', 'huyện Yên Thủy'],
  ['son_bac', 'huyện Sơn Bắc'],
  ['binh_lam', 'huyện Bình Lâm'],
];

const communes: readonly (readonly [key: string, name: string, district: string])[] = [
  ['p_ben_da', 'phường Bến Đá', 'lac_giang'],
  ['p_cau_moi', 'phường Cầu Mới', 'lac_giang'],
  ['x_khe_thuong', 'xã Khê Thượng', 'tan_khe'],
  ['x_khe_ha', 'xã Khê Hạ', 'tan_khe'],
  ['tt_phu_trach', 'thị trấn Phú Trạch', 'phu_trach'],
  ['x_bai_ngang', 'xã Bãi Ngang', 'phu_trach'],
  ['x_dong_lam', 'xã Đông Lâm', 'dong_linh'],
  ['x_thuong_nguon', 'xã Thượng Nguồn', 'hoa_thuong'],
  ['x_yen_khuong', 'xã Yên Khương', 'yen_thuy'],
  ['x_suoi_trang', 'xã Suối Trắng', 'son_bac'],
  ['x_nam_cay', 'xã Năm Cây', 'son_bac'],
  ['x_lam_an', 'xã Lâm An', 'binh_lam'],
];

const press: readonly (readonly [key: string, name: string, group: string, ...also: string[]])[] = [
  ['bao_an_binh', 'Báo An Bình', 'bao_chi_tinh'],
  ['dai_ptth', 'Đài Phát thanh và Truyền hình tỉnh', 'bao_chi_tinh', 'Đài PTTH tỉnh'],
  ['tap_chi_song_lac', 'Tạp chí Sông Lạc', 'bao_chi_tinh'],
  ['tt_ban_mai', 'Văn phòng thường trú Báo Ban Mai', 'bao_chi_thuong_tru'],
  ['tt_mien_nui', 'Phân xã Thông tấn Miền Núi', 'bao_chi_thuong_tru'],
  ['tt_dong_que', 'Văn phòng thường trú Tạp chí Đồng Quê', 'bao_chi_thuong_tru'],
];

const groups: readonly (readonly [key: string, name: string, ...aliases: string[]])[] = [
  [
    'so_ban_nganh',
    'Các sở, ban, ngành',
    'Các sở, ban, ngành thuộc tỉnh',
    'Các sở, ban, ngành, đoàn thể tỉnh',
  ],
  [
    'ubnd_huyen',
    'UBND các huyện, thành phố',
    'UBND các huyện, thị xã, thành phố',
    'UBND cấp huyện',
  ],
  ['ubnd_xa', 'UBND các xã, phường, thị trấn', 'UBND các xã, phường', 'UBND cấp xã'],
  [
    'bao_chi_tinh',
    'Các cơ quan báo chí tỉnh',
    'Các cơ quan báo chí của tỉnh',
    'Các cơ quan báo chí địa phương',
  ],
  [
    'bao_chi_thuong_tru',
    'Các cơ quan báo chí thường trú tại địa phương',
    'Các cơ quan báo chí thường trú trên địa bàn tỉnh',
  ],
  [
    'cong_ttdt_tinh',
    'Cổng thông tin điện tử tỉnh',
    'Cổng TTĐT tỉnh',
    // As one letter misprints it.
    'Công thông tin điện tử tỉnh',
  ],
  ['phong_vhtt_huyen', 'Phòng Văn hóa và Thông tin các huyện, thành phố'],
  [
    'tt_vhttdl_huyen',
    'Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông các huyện, thành phố',
    'Trung tâm VH-TTDL&TT các huyện, thành phố',
  ],
];

function entriesOf(): readonly Entry[] {
  const parent = 'ubnd_tinh';
  return [
    {
      key: parent,
      name: 'UBND tỉnh An Bình',
      also: ['UBND tỉnh'],
      level: 'province',
      kind: 'ubnd',
      symbol: 'UBND',
    },
    ...departments.map(([key, name, symbol, ...also]): Entry => {
      const kind = key.startsWith('so_') ? 'so' : 'nganh';
      return { key, name, also, level: 'province', kind, parent, symbol, group: 'so_ban_nganh' };
    }),
    {
      key: 'tt_cntt',
      name: 'Trung tâm Công nghệ thông tin và Truyền thông',
      level: 'province',
      kind: 'don_vi',
      parent: 'so_tttt',
    },
    {
      key: 'bqt_cong',
      name: 'Ban Quản trị Cổng thông tin điện tử tỉnh',
      level: 'province',
      kind: 'don_vi',
      parent: 'vp_ubnd',
      group: 'cong_ttdt_tinh',
    },
    ...press.map(
      ([key, name, group, ...also]): Entry => ({
        key,
        name,
        also,
        level: 'province',
        kind: 'bao_chi',
        group,
      }),
    ),
    ...districts.flatMap(([key, name]): Entry[] => {
      const district = `ubnd_${key}`;
      return [
        {
          key: district,
          name: `UBND ${name}`,
          level: 'district',
          kind: 'ubnd',
          parent,
          symbol: 'UBND',
          group: 'ubnd_huyen',
        },
        {
          key: `vhtt_${key}`,
          name: `Phòng Văn hóa và Thông tin ${name}`,
          level: 'district',
          kind: 'phong',
          parent: district,
          group: 'phong_vhtt_huyen',
        },
        {
          key: `ttvh_${key}`,
          name: `Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông ${name}`,
          level: 'district',
          kind: 'don_vi',
          parent: district,
          group: 'tt_vhttdl_huyen',
        },
      ];
    }),
    ...communes.map(
      ([key, name, district]): Entry => ({
        key: `ubnd_${key}`,
        name: `UBND ${name}`,
        level: 'commune',
        kind: 'ubnd',
        parent: `ubnd_${district}`,
        group: 'ubnd_xa',
      }),
    ),
  ];
}

/** Who has a leader on the network, who posts short messages on, and who has a public channel. */
const withLeader = new Set(['so_yt', 'ubnd_tan_khe', 'ubnd_x_khe_thuong']);
const withChannel: ReadonlyMap<string, string> = new Map([
  ['bqt_cong', 'Cổng TTĐT tỉnh An Bình'],
  ['ubnd_lac_giang', 'Thông tin thành phố Lạc Giang'],
  ['ubnd_tan_khe', 'Tân Khê hôm nay'],
  ['ubnd_son_bac', 'Tin Sơn Bắc'],
]);

/** The groups and single offices whose chats are on Zalo; none of them has a leader or a channel. */
const onZalo = new Set([
  'tt_vhttdl_huyen',
  'bao_chi_thuong_tru',
  'so_tc',
  'so_tp',
  'so_xd',
  'so_gtvt',
  'ca_tinh',
]);

const defaultIssuer = 'so_tttt';

/**
 * The province, with one of its offices as the issuer of the story; the issuer is not among the
 * departments it writes to. `perGroup` keeps so many of each group, for a short play. Throws when the
 * key names no office that issues.
 */
export function province(
  issuerKey: string = defaultIssuer,
  perGroup: number = Number.POSITIVE_INFINITY,
): Province {
  const entries = entriesOf().filter(({ key, group }, _at, all) => {
    const peers = all.filter((other) => other.group === group && other.key !== issuerKey);
    return key === issuerKey || !group || peers.findIndex((peer) => peer.key === key) < perGroup;
  });
  const issuer = entries.find(({ key, symbol }) => key === issuerKey && symbol);
  if (!issuer) throw new Error(`The sample province has no issuing office '${issuerKey}'.`);
  return {
    directory: {
      organisations: entries.map(directoryEntry),
      links: [],
      groups: groups.map(([key, name, ...aliases]) => ({
        key,
        name,
        aliases,
        members: entries
          .filter((entry) => entry.group === key && entry.key !== issuer.key)
          .map((entry) => entry.key),
      })),
    },
    offices: entries.filter((entry) => entry.key !== issuer.key).map(officeOf),
    issuer: { key: issuer.key, name: issuer.name },
    administrator: personName(500),
    composer: personName(501),
  };
}

function directoryEntry(entry: Entry): DirectoryEntry {
  const { key, name, also = [], level, kind, parent, symbol } = entry;
  return {
    key,
    name,
    shortNames: [],
    aliases: also,
    level,
    kind,
    ...(parent ? { parent } : {}),
    ...(symbol ? { issuesAs: symbol } : {}),
  };
}

function officeOf({ key, name, group, level }: Entry, index: number): Office {
  return {
    key,
    name,
    group: `${name} – nhận văn bản`,
    reposts: group === 'ubnd_huyen' || group === 'bao_chi_tinh' || level === 'commune',
    onZalo: onZalo.has(group ?? '') || onZalo.has(key),
    channel: withChannel.get(key),
    clerk: personName(2 * index),
    leader: withLeader.has(key) ? personName(2 * index + 1) : undefined,
  };
}
