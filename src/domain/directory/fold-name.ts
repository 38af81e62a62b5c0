import { foldTone } from '../fold-tone.ts';

// Abbreviations met in official letters. Those that stand for several words (TT, BCH) are left out.
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  ubnd: 'ủy ban nhân dân',
  hđnd: 'hội đồng nhân dân',
  mttq: 'mặt trận tổ quốc',
  mttqvn: 'mặt trận tổ quốc việt nam',
  ttđt: 'thông tin điện tử',
  tttt: 'thông tin truyền thông',
  sttt: 'sở thông tin truyền thông',
  stttt: 'sở thông tin truyền thông',
  bttt: 'bộ thông tin truyền thông',
  btttt: 'bộ thông tin truyền thông',
  vhtt: 'văn hóa thông tin',
  vhttdl: 'văn hóa thể thao du lịch',
  vhttds: 'văn hóa thông tin dân số',
  ptth: 'phát thanh truyền hình',
  cntt: 'công nghệ thông tin',
  cntttt: 'công nghệ thông tin truyền thông',
  chqs: 'chỉ huy quân sự',
  bđbp: 'bộ đội biên phòng',
  ca: 'công an',
  cat: 'công an tỉnh',
  gdđt: 'giáo dục đào tạo',
  sgdđt: 'sở giáo dục đào tạo',
  khcn: 'khoa học công nghệ',
  khđt: 'kế hoạch đầu tư',
  tnmt: 'tài nguyên môi trường',
  nnptnt: 'nông nghiệp phát triển nông thôn',
  ptnt: 'phát triển nông thôn',
  nnmt: 'nông nghiệp môi trường',
  lđtbxh: 'lao động thương binh xã hội',
  lđtb: 'lao động thương binh',
  gtvt: 'giao thông vận tải',
  vp: 'văn phòng',
  vpcp: 'văn phòng chính phủ',
  bhxh: 'bảo hiểm xã hội',
  nhnn: 'ngân hàng nhà nước',
  kbnn: 'kho bạc nhà nước',
  đbqh: 'đại biểu quốc hội',
  ttyt: 'trung tâm y tế',
  bql: 'ban quản lý',
  kkt: 'khu kinh tế',
  lđlđ: 'liên đoàn lao động',
  tp: 'thành phố',
  tx: 'thị xã',
  snv: 'sở nội vụ',
  syt: 'sở y tế',
  stc: 'sở tài chính',
  stp: 'sở tư pháp',
  sct: 'sở công thương',
  sxd: 'sở xây dựng',
};
// Written with blanks or signs between the parts: VH-TTDL&TT, TT&TT, LĐ-TB&XH.
const PARTED: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})tt\s?& ?tt(?!\p{L})/gu, 'thông tin truyền thông'],
  [/(?<!\p{L})vh ?[-–,&] ?ttdl ?[&,-] ?tt(?!\p{L})/gu, 'văn hóa thể thao du lịch truyền thông'],
  [/(?<!\p{L})vh ?[-–,&] ?tt ?[&,–-] ?dl(?!\p{L})/gu, 'văn hóa thể thao du lịch'],
  [/(?<!\p{L})vh ?[-–&] ?tt(?!\p{L})/gu, 'văn hóa thông tin'],
  [/(?<!\p{L})vh ?[-–&] ?xh(?!\p{L})/gu, 'văn hóa xã hội'],
  [/(?<!\p{L})cntt ?[-–&] ?tt(?!\p{L})/gu, 'công nghệ thông tin truyền thông'],
  [/(?<!\p{L})pt ?[-–&] ?th(?!\p{L})/gu, 'phát thanh truyền hình'],
  [/(?<!\p{L})lđ ?[-–,] ?tb ?[-–&] ?xh(?!\p{L})/gu, 'lao động thương binh xã hội'],
  [/(?<!\p{L})(gd|kh|tn|nn) ?& ?(đt|cn|mt|ptnt)(?!\p{L})/gu, '$1$2'],
];
const GROUP_TAIL =
  /(?<!\p{L})(?:trực thuộc|thuộc|trong|của|trên địa bàn|cấp|toàn)(?= tỉnh(?!\p{L}))| tỉnh$/gu;

/**
 * Folds the name of a body for comparing: case, tone placement, abbreviations, dashes, "và".
 *
 * "TT.VH-TTDL&TT", "Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông" differ only in what is folded
 * away. For comparing only; the printed form is what people see.
 */
export function foldName(name: string): string {
  let text = foldTone(name).toLowerCase().replaceAll('’', "'");
  for (const [pattern, words] of PARTED) text = text.replace(pattern, words);
  return text
    .replace(/[^\p{L}\d']+/gu, ' ')
    .split(' ')
    .map((word) => ABBREVIATIONS[word] ?? word)
    .filter((word) => word !== '' && word !== 'và')
    .join(' ')
    .replace(/^đồng chí /u, '');
}

/**
 * Folds the name of a group further: the order of its parts, "thuộc tỉnh" and parts that come and go.
 *
 * "Các Sở, ban, ngành thuộc tỉnh" and "các sở, ngành" become equal, as do "UBND các huyện, thành phố"
 * and "UBND các huyện, thị xã, thành phố".
 */
export function foldGroupName(name: string): string {
  const plain = foldName(name)
    .replace(GROUP_TAIL, ' ')
    .replace(/(?<!\p{L})(?:thị xã|đặc khu|thị trấn)(?!\p{L})/gu, ' ')
    .replace(/(?<!\p{L})sở ban ngành(?!\p{L})/gu, 'sở ngành');
  const words = plain.split(' ').filter((word) => word !== '' && word !== 'các');
  return [...new Set(words)].sort((a, b) => (a < b ? -1 : 1)).join(' ');
}
