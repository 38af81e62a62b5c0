import { describe, expect, test } from '@jest/globals';
import { letter, read } from '../../support/letter.ts';

describe('addressees', () => {
  test.each([
    ['one on the line of the label', 'Kính gửi: UBND các xã, phường.', ['UBND các xã, phường']],
    ['one below the label', 'Kính gửi:\n\nUBND các xã, phường.', ['UBND các xã, phường']],
    [
      'one that wraps',
      'Kính gửi: Ủy ban nhân dân các xã, phường,\nđặc khu trong tỉnh.',
      ['Ủy ban nhân dân các xã, phường, đặc khu trong tỉnh'],
    ],
    [
      'the first bullet on the line of the label',
      'Kính gửi: - Sở Y tế;\n- Sở Nội vụ.',
      ['Sở Y tế', 'Sở Nội vụ'],
    ],
    [
      'lines without bullets',
      'Kính gửi:\nSở Y tế;\nSở Nội vụ;\nThanh tra tỉnh.',
      ['Sở Y tế', 'Sở Nội vụ', 'Thanh tra tỉnh'],
    ],
    [
      'bullets that wrap',
      'Kính gửi:\n- Các sở, ban, ngành,\nđoàn thể tỉnh;\n- UBND các xã.',
      ['Các sở, ban, ngành, đoàn thể tỉnh', 'UBND các xã'],
    ],
    [
      'an inner semicolon',
      'Kính gửi:\n- Các cơ quan báo chí tỉnh; báo chí thường trú;\n- UBND các xã.',
      ['Các cơ quan báo chí tỉnh; báo chí thường trú', 'UBND các xã'],
    ],
    [
      'dots and signs of other kinds',
      'Kính gửi:\n• Sở Y tế;\n+ Sở Nội vụ;\n– Thanh tra tỉnh.',
      ['Sở Y tế', 'Sở Nội vụ', 'Thanh tra tỉnh'],
    ],
    [
      'a list flattened into one line',
      'Kính gửi: - Sở Y tế; - Sở Nội vụ; - Thanh tra tỉnh.',
      ['Sở Y tế', 'Sở Nội vụ', 'Thanh tra tỉnh'],
    ],
    ['a second list', 'Kính gửi: Sở Y tế.\nĐồng kính gửi: Sở Nội vụ.', ['Sở Y tế', 'Sở Nội vụ']],
    [
      'a list without its closing dot',
      'Kính gửi:\n- Sở Y tế;\n- Sở Nội vụ',
      ['Sở Y tế', 'Sở Nội vụ'],
    ],
  ])('with %s', (_, addressees, recipients) => {
    expect(read(letter({ addressees })).recipients).toEqual(recipients);
  });

  test('that are more than a hundred are all kept', () => {
    const names = Array.from({ length: 130 }, (_, at) => `UBND xã An Khê ${at + 1}`);

    const document = read(
      letter({ addressees: `Kính gửi:\n${names.map((name) => `- ${name}`).join(';\n')}.` }),
    );

    expect(document.recipients).toEqual(names);
    expect(document.tasks).toHaveLength(2);
  });
});

const SIGNER = {
  capacity: 'KT. GIÁM ĐỐC',
  title: 'PHÓ GIÁM ĐỐC',
  name: 'Trần Thị Bình',
  namePrefix: null,
};
const NOI_NHAN = [
  { text: 'Như trên', purpose: null },
  { text: 'UBND tỉnh', purpose: 'b/c' },
  { text: 'Lưu: VT, NS', purpose: 'luu' },
];

describe('the tail of a letter', () => {
  test.each([
    [
      'the signature before Nơi nhận',
      'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n(Đã ký)\n\nTrần Thị Bình\n\nNơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Lưu: VT, NS.',
    ],
    [
      'both flattened with wide gaps',
      'Nơi nhận:                 KT. GIÁM ĐỐC\n- Như trên;               PHÓ GIÁM ĐỐC\n- UBND tỉnh (b/c);\n- Lưu: VT, NS.            Trần Thị Bình',
    ],
    [
      'both flattened with single blanks',
      'Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- UBND tỉnh (b/c);\n- Lưu: VT, NS. Trần Thị Bình',
    ],
    [
      'the columns swapped',
      'KT. GIÁM ĐỐC\tNơi nhận:\nPHÓ GIÁM ĐỐC\t- Như trên;\n\t- UBND tỉnh (b/c);\nTrần Thị Bình\t- Lưu: VT, NS.',
    ],
    [
      'the traces of a digital signature',
      'Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Lưu: VT, NS.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nSignature Not Verified\nKý bởi: Sở Tài chính\nNgày ký: 02/06/2026 08:15\n\nTrần Thị Bình',
    ],
    [
      'a list without bullets',
      'Nơi nhận:\nNhư trên;\nUBND tỉnh (b/c);\nLưu: VT, NS.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị Bình',
    ],
    [
      'the list on one line',
      'Nơi nhận: - Như trên; - UBND tỉnh (b/c); - Lưu: VT, NS.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị Bình',
    ],
    [
      'bold over two lines',
      '**Nơi nhận:**\n- Như trên;\n- UBND tỉnh (b/c);\n- Lưu: VT, NS.\n\n**KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC**\n\n**Trần Thị Bình**',
    ],
  ])('with %s gives the same signer and list', (_, tail) => {
    expect(read(letter({ tail }))).toMatchObject({ signer: SIGNER, noiNhan: NOI_NHAN });
  });

  test.each([
    [
      'TL. GIÁM ĐỐC\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nThS. Hồ Văn Đức',
      'TL. GIÁM ĐỐC / KT. CHÁNH VĂN PHÒNG',
      'PHÓ CHÁNH VĂN PHÒNG',
      'Hồ Văn Đức',
      'ThS.',
    ],
    [
      'TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nY Hà',
      'TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      'Y Hà',
      null,
    ],
    ['GIÁM ĐỐC\n\nBS. CKII. Lê Thị Gấm', null, 'GIÁM ĐỐC', 'Lê Thị Gấm', 'BS. CKII.'],
    ['Q. GIÁM ĐỐC\n\nNGUYỄN VĂN AN', null, 'Q. GIÁM ĐỐC', 'NGUYỄN VĂN AN', null],
    [
      'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC\nTrần Thị Bình',
      'KT. GIÁM ĐỐC',
      'PHÓ GIÁM ĐỐC',
      'Trần Thị Bình',
      null,
    ],
  ])('signed "%s"', (block, capacity, title, name, namePrefix) => {
    const tail = `Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n${block}`;

    expect(read(letter({ tail })).signer).toEqual({ capacity, title, name, namePrefix });
  });

  test('without Nơi nhận still has its signer', () => {
    expect(read(letter({ tail: 'GIÁM ĐỐC\n\nTrần Thị Bình' })).signer?.name).toBe('Trần Thị Bình');
  });

  test('without its end mark is found all the same', () => {
    const document = read(
      letter({ body: '1. UBND các xã, phường: Niêm yết số liệu.\n\nTrân trọng.' }),
    );

    expect(document.signer).toEqual(SIGNER);
    expect(document.tasks).toMatchObject([{ items: ['Niêm yết số liệu.'] }]);
  });

  test('keeps the printed purpose apart, but not a unit or a number of copies', () => {
    const tail =
      'Nơi nhận:\n- Thường trực Tỉnh ủy (để b/c);\n- Sở Y tế (Phòng Nghiệp vụ);\n- Cổng TTĐT tỉnh (đăng tải);\n- Lưu: VT, NS (05b).\n\nGIÁM ĐỐC\n\nTrần Thị Bình';

    expect(read(letter({ tail })).noiNhan).toEqual([
      { text: 'Thường trực Tỉnh ủy', purpose: 'để b/c' },
      { text: 'Sở Y tế (Phòng Nghiệp vụ)', purpose: null },
      { text: 'Cổng TTĐT tỉnh', purpose: 'đăng tải' },
      { text: 'Lưu: VT, NS (05b)', purpose: 'luu' },
    ]);
  });

  test('hides a job in a purpose', () => {
    const tail =
      'Nơi nhận:\n- Như trên;\n- Trung tâm Chuyển đổi số (đăng trang TTĐT);\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Thị Bình';

    expect(read(letter({ tail })).tasks.at(-1)).toEqual({
      id: 't3',
      assignee: 'Trung tâm Chuyển đổi số',
      items: ['đăng trang TTĐT'],
      deadlineIds: [],
      locator: 'noi_nhan:2',
      implicit: true,
    });
  });
});
