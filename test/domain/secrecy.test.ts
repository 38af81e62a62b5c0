import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findCirculation, findSecrecyMark } from '../../src/domain/secrecy.ts';
import { letter } from '../support/letter.ts';

const HEAD = [
  'UBND TỈNH AN BÌNH',
  'SỞ TÀI CHÍNH',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Số: 318/STC-NS',
  'An Bình, ngày 02 tháng 6 năm 2026',
];

function inHeader(cell: string): string {
  return letter({ head: [...HEAD, cell, 'V/v rà soát dự toán'].join('\n') });
}

const CELLS: readonly (readonly [string, string])[] = [
  ['MẬT', 'mat'],
  ['TỐI MẬT', 'toi_mat'],
  ['TUYỆT MẬT', 'tuyet_mat'],
  ['   MẬT   ', 'mat'],
  ['Mật', 'mat'],
  ['Tuyệt mật', 'tuyet_mat'],
  ['M Ậ T', 'mat'],
  ['M  Ậ  T', 'mat'],
  ['T Ố I  M Ậ T', 'toi_mat'],
  ['T U Y Ệ T   M Ậ T', 'tuyet_mat'],
  ['TỐI  MẬT', 'toi_mat'],
  ['TỐI\nMẬT', 'toi_mat'],
  ['M\nẬ\nT', 'mat'],
  ['**MẬT**', 'mat'],
  ['***TỐI MẬT***', 'toi_mat'],
  ['# MẬT', 'mat'],
  ['__MẬT__', 'mat'],
  ['> MẬT', 'mat'],
  ['[MẬT]', 'mat'],
  ['(MẬT)', 'mat'],
  ['{ TUYỆT MẬT }', 'tuyet_mat'],
  ['"MẬT"', 'mat'],
  ['“TỐI MẬT”', 'toi_mat'],
  ['- MẬT -', 'mat'],
  ['=== MẬT ===', 'mat'],
  ['| MẬT |', 'mat'],
  ['| TỐI MẬT | An Bình, ngày 02 tháng 6 năm 2026 |', 'toi_mat'],
  ['┌─────┐\n│ MẬT │\n└─────┘', 'mat'],
  ['║ TUYỆT MẬT ║', 'tuyet_mat'],
  ['MẬT.', 'mat'],
  ['MẬT!', 'mat'],
  ['Độ mật: Mật', 'mat'],
  ['Độ mật: TỐI MẬT', 'toi_mat'],
  ['ĐỘ MẬT : Tuyệt mật.', 'tuyet_mat'],
  ['Mức độ mật: Mật', 'mat'],
  ['Độ mật:\nTối mật', 'toi_mat'],
  ['Độ khẩn: Khẩn    Độ mật: Mật', 'mat'],
  ['Độ khẩn: Khẩn; Độ mật: Mật', 'mat'],
  ['MẬT\t', 'mat'],
  ['MẬT      An Bình, ngày 02 tháng 6 năm 2026', 'mat'],
  ['MẬT\tAn Bình, ngày 02 tháng 6 năm 2026', 'mat'],
  ['MẬT An Bình, ngày 02 tháng 6 năm 2026', 'mat'],
  ['TUYỆT MẬT An Bình, ngày    tháng    năm 2026', 'tuyet_mat'],
  ['Số: 318/STC-NS MẬT', 'mat'],
  ['MẬT   Số: 318/STC-NS', 'mat'],
  ['MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'mat'],
  ['UBND TỈNH AN BÌNH MẬT', 'mat'],
  ['MẬT UBND TỈNH AN BÌNH', 'mat'],
  ['KHẨN    MẬT', 'mat'],
  ['HỎA TỐC - TỐI MẬT', 'toi_mat'],
  ['MẬT - KHẨN', 'mat'],
  ['MẬT\nBản số: 02', 'mat'],
  ['Bản số: 02  MẬT', 'mat'],
  ['Mật Bản số: 02', 'mat'],
  ['Tổng số bản: 05\nTối mật', 'toi_mat'],
  ['TÀI LIỆU MẬT', 'mat'],
  ['VĂN BẢN TUYỆT MẬT', 'tuyet_mat'],
  ['MẬT Kính gửi: Sở Y tế', 'mat'],
  ['MËT', 'mat'],
  ['TUYÖT MËT', 'tuyet_mat'],
  ['TèI MËT', 'toi_mat'],
  ['MAÄT', 'mat'],
  ['TOÁI MAÄT', 'toi_mat'],
  ['TUYEÄT MAÄT', 'tuyet_mat'],
  ['MÂT ̣', 'mat'],
  ['ＭẬＴ', 'mat'],
  ['МẬТ', 'mat'],
  ['M\u200bẬ\u00adT', 'mat'],
  ['\u00a0MẬT\u00a0', 'mat'],
];

const PLACES: readonly (readonly [string, (mark: string) => string])[] = [
  ['above everything', (mark) => `${mark}\n${letter()}`],
  ['after the addressees', (mark) => letter({ addressees: `Kính gửi: Sở Y tế.\n\n${mark}` })],
  [
    'in the middle of the body',
    (mark) => letter({ body: `Sở Tài chính gửi tài liệu.\n\n${mark}\n\nTrân trọng./.` }),
  ],
  [
    'before Nơi nhận',
    (mark) => letter({ tail: `${mark}\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Thị Bình` }),
  ],
  ['below the signature', (mark) => `${letter()}\n\n${mark}`],
  [
    'in the head of an appendix',
    (mark) => `${letter()}\n\nPHỤ LỤC II\nDanh mục\n${mark}\n1. Mục một.`,
  ],
  ['on top of a second page', (mark) => `${letter()}\f${mark}\nTrang 2`],
  [
    'on every page as a running head',
    (mark) => `${letter()}\f${mark}\n2\nA.\f${mark}\n3\nB.\f${mark}\n4\nC.`,
  ],
];

const INNOCENT: readonly string[] = [
  'bảo mật',
  'BẢO MẬT',
  'CÔNG TÁC BẢO MẬT',
  'I. BẢO MẬT THÔNG TIN',
  'AN TOÀN, BẢO MẬT',
  'CÔNG TÁC BẢO\nMẬT',
  'ĐẢM BẢO BÍ\nMẬT NHÀ NƯỚC',
  'mật khẩu',
  'MẬT KHẨU',
  'Mật khẩu: 123',
  'Mật khẩu',
  'mật độ',
  'MẬT ĐỘ DÂN SỐ',
  'Mật độ xây dựng',
  'mật ong',
  'MẬT ONG',
  'Mật ong An Bình',
  'NUÔI ONG LẤY MẬT',
  'Luật Bảo vệ bí mật nhà nước',
  'LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC',
  'Thực hiện Luật Bảo vệ bí mật nhà nước số 117/2025/QH15.',
  'bí mật',
  'BÍ MẬT',
  'bí mật đời tư',
  'cơ mật',
  'CƠ MẬT',
  'mật thiết',
  'phối hợp mật thiết',
  'thân mật',
  'mật mã',
  'BAN CƠ YẾU, MẬT MÃ',
  'mật thư',
  'mật danh',
  'túi mật',
  'VIÊM TÚI MẬT',
  'Sỏi mật',
  'đường mật',
  'Độ mật: Không',
  'Độ mật: Thường',
  'Độ mật:',
  'ĐỘ MẬT',
  'Độ mật: không thuộc danh mục',
  'Không mật',
  'KHÔNG MẬT',
  'giải mật',
  'ĐÃ GIẢI MẬT',
  'CỤC BẢO MẬT',
  'PHÒNG BẢO MẬT',
  'KẾ HOẠCH PHÁT TRIỂN NGHỀ NUÔI ONG MẬT',
  'MẶT TRẬN TỔ QUỐC',
  'MẶT',
  'MẮT',
  'MẤT',
  'MÁT',
  'MẮT KÍNH',
  'MẤT ĐIỆN',
  'MẬT VỤ',
  'Bản số: 02',
  'Tổng số bản: 05',
  'Tài liệu có đóng dấu mật phải gửi riêng.',
  'các văn bản mật, tối mật, tuyệt mật',
  'Không gửi tài liệu Mật, Tối mật, Tuyệt mật qua mạng.',
  'xác định độ mật: Tuyệt mật, Tối mật, Mật',
  'ký hiệu độ mật theo quy định',
  'văn bản không có dấu MẬT',
  'Khu bảo tồn MẬT ONG RỪNG',
  'Rỉ mật',
  'mía, mật và đường',
  'Trung tâm Giám sát an toàn, bảo mật thông tin',
  'BẢO ĐẢM AN TOÀN, BÍ MẬT',
  'Bảo mật: cao',
  'Mật độ: 30 cây/ha',
  'tường mật',
  'mật',
  'Hoa mật',
];

describe('a secrecy mark', () => {
  test.each(CELLS)('%j in the letterhead is found', (cell, mark) => {
    expect(findSecrecyMark({ text: inHeader(cell) })?.mark).toBe(mark);
    expect(findSecrecyMark({ text: inHeader(cell).normalize('NFD') })?.mark).toBe(mark);
    expect(findSecrecyMark({ text: inHeader(cell).replaceAll('\n', '\r\n') })?.mark).toBe(mark);
  });

  test.each(PLACES)('%s is found', (_, place) => {
    expect(findSecrecyMark({ text: place('MẬT') })?.mark).toBe('mat');
    expect(findSecrecyMark({ text: place('T Ố I   M Ậ T') })?.mark).toBe('toi_mat');
    expect(findSecrecyMark({ text: place('TUYỆT MẬT') })?.mark).toBe('tuyet_mat');
  });

  test('in small letters counts in the head of an appendix', () => {
    expect(findSecrecyMark({ text: `${letter()}\n\nPhụ lục I\nMật\nDanh mục` })).toEqual({
      mark: 'mat',
      rule: 'appendix_head',
    });
  });

  test('in a text that lost its line ends is found', () => {
    const text = inHeader('MẬT').replaceAll('\n', ' ');

    expect(findSecrecyMark({ text })?.mark).toBe('mat');
  });

  test('in a text of a damaged alphabet throughout is found', () => {
    const text = 'UBND TØNH AN B×NH\nSë Tµi chÝnh\nTUYÖT MËT\nKÝnh göi: C¸c së, ban, ngµnh';

    expect(findSecrecyMark({ text })).toEqual({ mark: 'tuyet_mat', rule: 'header_cell' });
  });

  test('inserted as a line of its own anywhere in a letter is found', () => {
    const lines = letter().split('\n');

    fc.assert(
      fc.property(
        fc.nat(lines.length),
        fc.constantFrom('MẬT', 'TỐI MẬT', 'TUYỆT MẬT', 'M Ậ T'),
        (at, mark) => {
          const text = [...lines.slice(0, at), mark, ...lines.slice(at)].join('\n');

          expect(findSecrecyMark({ text })).toBeDefined();
        },
      ),
    );
  });

  test('added as a cell beside any row of the letterhead is found', () => {
    fc.assert(
      fc.property(
        fc.nat(HEAD.length - 1),
        fc.constantFrom('   ', '\t', ' | '),
        fc.boolean(),
        (at, gap, isLeft) => {
          const rows = HEAD.map((row, index) =>
            index !== at ? row : isLeft ? `MẬT${gap}${row}` : `${row}${gap}MẬT`,
          );

          expect(findSecrecyMark({ text: letter({ head: rows.join('\n') }) })?.mark).toBe('mat');
        },
      ),
    );
  });
});

describe('what is no secrecy mark', () => {
  test('is a letter without one', () => {
    expect(findSecrecyMark({ text: letter() })).toBeUndefined();
    expect(findSecrecyMark({ text: '' })).toBeUndefined();
    expect(findSecrecyMark({})).toBeUndefined();
  });

  test.each(INNOCENT)('is %j in the body', (words) => {
    const text = letter({ body: `Sở Tài chính đề nghị như sau:\n\n${words}\n\nTrân trọng./.` });

    expect(findSecrecyMark({ text })).toBeUndefined();
  });

  test.each(INNOCENT.filter((words) => words !== 'mật'))('is %j as the subject', (words) => {
    expect(
      findSecrecyMark({ text: letter({ head: [...HEAD, `V/v ${words}`].join('\n') }) }),
    ).toBeUndefined();
  });
});

describe('a file name', () => {
  test.each([
    ['CV 12 MẬT.pdf', 'mat'],
    ['CV 12 mật.pdf', 'mat'],
    ['CV 12 MẬT.pdf'.normalize('NFD'), 'mat'],
    ['12-STC_TỐI MẬT.docx', 'toi_mat'],
    ['tuyệt_mật.pdf', 'tuyet_mat'],
    ['toi-mat 12.pdf', 'toi_mat'],
    ['TUYETMAT.pdf', 'tuyet_mat'],
    ['[MAT] ke hoach.pdf', 'mat'],
    ['(mat) bao cao.docx', 'mat'],
    ['mat_12.docx', 'mat'],
    ['CV MAT 12.pdf', 'mat'],
    ['C:\\cong van\\MẬT.signed.pdf', 'mat'],
  ])('%s tells of a secret', (fileName, mark) => {
    expect(findSecrecyMark({ fileName, text: letter() })).toEqual({ mark, rule: 'file_name' });
  });

  test.each([
    'bao_mat.docx',
    'Quy chế bảo mật.pdf',
    'doi mat khau.pdf',
    'Mật khẩu.txt',
    'mat-do-dan-so.xlsx',
    'Mật độ.xlsx',
    'MAT TRAN 2026.docx',
    'nuoi ong mat.docx',
    'Luật Bảo vệ bí mật nhà nước.pdf',
    'ra mat ung dung.pdf',
    'tien mat.xlsx',
    'format 12.docx',
    'kham mat hoc sinh.pdf',
    'mặt bằng.pdf',
    'mất điện.pdf',
    'cv 318.pdf',
  ])('%s is innocent', (fileName) => {
    expect(findSecrecyMark({ fileName })).toBeUndefined();
  });
});

describe('circulation', () => {
  test.each([
    ['LƯU HÀNH NỘI BỘ', 'internal'],
    ['(Lưu hành nội bộ)', 'internal'],
    ['Tài liệu lưu hành nội bộ', 'internal'],
    ['XEM XONG TRẢ LẠI', 'return_after_reading'],
    ['DỰ THẢO', 'draft'],
    ['DỰ THẢO LẦN 3', 'draft'],
    ['Dự thảo', 'draft'],
    ['SỞ TÀI CHÍNH      DỰ THẢO', 'draft'],
    ['V/v góp ý dự thảo kế hoạch', 'normal'],
    ['Quy định về tài liệu lưu hành nội bộ của cơ quan', 'normal'],
  ])('of "%s"', (line, circulation) => {
    expect(findCirculation(`UBND TỈNH AN BÌNH\n${line}\nKính gửi: Sở Y tế.`)).toBe(circulation);
  });
});
