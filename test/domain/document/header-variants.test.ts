import { describe, expect, test } from '@jest/globals';
import { letter, read } from '../../support/letter.ts';

const WHOLE = {
  number: '318',
  symbol: 'STC-NS',
  issuer: { parent: 'UBND TỈNH AN BÌNH', name: 'SỞ TÀI CHÍNH' },
  place: 'An Bình',
  date: '2026-06-02',
  subject: 'rà soát dự toán ngân sách quý III năm 2026',
};

const SAME_HEADER: readonly (readonly [string, string])[] = [
  [
    'two columns flattened with single blanks',
    'UBND TỈNH AN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ TÀI CHÍNH Độc lập - Tự do - Hạnh phúc\nSố: 318/STC-NS An Bình, ngày 02 tháng 6 năm 2026\nV/v rà soát dự toán ngân sách\nquý III năm 2026',
  ],
  [
    'two columns kept apart by wide gaps',
    'UBND TỈNH AN BÌNH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ TÀI CHÍNH               Độc lập – Tự do – Hạnh phúc\nSố: 318/STC-NS             An Bình, ngày 02 tháng 6 năm 2026\nV/v rà soát dự toán ngân sách\nquý III năm 2026',
  ],
  [
    'two columns parted by tabs',
    'UBND TỈNH AN BÌNH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ TÀI CHÍNH\tĐộc lập - Tự do - Hạnh phúc\nSố: 318/STC-NS\tAn Bình, ngày 02 tháng 6 năm 2026\nV/v rà soát dự toán ngân sách quý III năm 2026\t',
  ],
  [
    'a markdown table',
    '| **UBND TỈNH AN BÌNH** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** |\n|---|---|\n| **SỞ TÀI CHÍNH** | **Độc lập - Tự do - Hạnh phúc** |\n| Số: 318/STC-NS | *An Bình, ngày 02 tháng 6 năm 2026* |\n| V/v rà soát dự toán ngân sách quý III năm 2026 |  |',
  ],
  [
    'the right column first',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Bình, ngày 02 tháng 6 năm 2026\nUBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\nSố: 318/STC-NS\nV/v rà soát dự toán ngân sách\nquý III năm 2026',
  ],
  [
    'number and subject above the state name',
    'UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\nSố: 318/STC-NS\nV/v rà soát dự toán ngân sách\nquý III năm 2026\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Bình, ngày 02 tháng 6 năm 2026',
  ],
  [
    'the place inside the row of the subject',
    'UBND TỈNH AN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ TÀI CHÍNH Độc lập - Tự do - Hạnh phúc\nSố: 318/STC-NS\nV/v rà soát dự toán ngân sách An Bình, ngày 02 tháng 6 năm 2026\nquý III năm 2026',
  ],
  [
    'rules and a row of underscores between the cells',
    'UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\n_______\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 318/STC-NS\nAn Bình, ngày 02 tháng 6 năm 2026\nV/v rà soát dự toán ngân sách quý III năm 2026',
  ],
  [
    'stray blanks and a missing blank in number and date',
    'UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố : 318 /STC - NS\nAn Bình, ngày 02 tháng6 năm 2026\nV/v rà soát dự toán ngân sách quý III năm 2026.',
  ],
  [
    'letters of the state name damaged by a font',
    'UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\nCỘNG HỒ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập Tự do Hạnh phúc\nSố: 318/STC-NS\nAn Bình, ngày 02 tháng 6 năm 2026\nV/v rà soát dự toán ngân sách quý III năm 2026',
  ],
  [
    'a date that broke before the year',
    'UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 318/STC-NS\nAn Bình, ngày 02 tháng 6\nnăm 2026\nV/v rà soát dự toán ngân sách quý III năm 2026',
  ],
  [
    'a subject cut by a blank line',
    'UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 318/STC-NS\nAn Bình, ngày 02 tháng 6 năm 2026\nV/v rà soát dự toán ngân sách\n\nquý III năm 2026',
  ],
];

describe('a letterhead', () => {
  test.each(SAME_HEADER)('with %s gives the same fields', (_, head) => {
    expect(read(letter({ head }))).toMatchObject(WHOLE);
  });

  const head = (number: string, date = 'An Bình, ngày 02 tháng 6 năm 2026') =>
    `UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n${number}\n${date}\nV/v thử`;

  test.each([
    ['Số: 05/STC-NS', '05', 'STC-NS', '05/STC-NS'],
    ['Số: /STC-NS', null, 'STC-NS', null],
    ['Số:       /STC-NS', null, 'STC-NS', null],
    ['Số: ......./STC-NS', null, 'STC-NS', null],
    ['Số: 06/2026/QĐ-UBND', '06', 'QĐ-UBND', '06/2026/QĐ-UBND'],
    ['Số: 89 / TTr - LĐTBXH', '89', 'TTr-LĐTBXH', '89/TTr-LĐTBXH'],
    ['Số: 12/PTTH&TTĐT-VP', '12', 'PTTH&TTĐT-VP', '12/PTTH&TTĐT-VP'],
    ['Số 1679-CV/TU', '1679', 'CV/TU', '1679-CV/TU'],
  ])('prints %s', (line, number, symbol, reference) => {
    expect(read(letter({ head: head(line) }))).toMatchObject({ number, symbol, reference });
  });

  test.each([
    ['An Bình, ngày 06 tháng 8 năm 2026', 'An Bình', '2026-08-06'],
    ['An Bình, ngày    tháng    năm', 'An Bình', null],
    ['An Bình, ngày … tháng 6 năm 2026', 'An Bình', null],
    ['An Bình, ngày     tháng 3 năm 2026', 'An Bình', null],
    ['An Bình, ngày 31 tháng 02 năm 2026', 'An Bình', null],
    ['Phan Rang-Tháp Chàm, ngày 05 tháng 11 năm 2026', 'Phan Rang-Tháp Chàm', '2026-11-05'],
    ["Ia H'Drai, ngày 05 tháng 11 năm 2026", "Ia H'Drai", '2026-11-05'],
    ['TP. Hồ Chí Minh, ngày 05 tháng 11 năm 2026', 'TP. Hồ Chí Minh', '2026-11-05'],
  ])('with "%s" has that place and date', (line, place, date) => {
    expect(read(letter({ head: head('Số: 1/STC-NS', line) }))).toMatchObject({ place, date });
  });

  test('without number and date blocks the release and never borrows a cited date', () => {
    const document = read(letter({ head: head('Số: /STC-NS', 'An Bình, ngày tháng năm 2026') }));

    expect(document.publishBlockers).toEqual(['number_missing', 'issue_date_missing']);
    expect(document.evidence.number.certainty).toBe('missing');
  });

  test('keeps a symbol that lost its hyphen and says so', () => {
    const document = read(letter({ head: head('Số: 46/2026/QĐUBND') }));

    expect(document).toMatchObject({ symbol: 'QĐUBND', type: { code: 'QĐ' } });
    expect(document.warnings).toContain('symbol_hyphen_lost');
    expect(document.evidence.symbol.certainty).toBe('doubtful');
  });

  test('joins the name of a body that broke over two lines', () => {
    const document = read(
      letter({
        head: 'ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 9/UBND-VX\nAn Bình, ngày 02 tháng 6 năm 2026\nV/v thử',
      }),
    );

    expect(document.issuer).toEqual({ parent: null, name: 'ỦY BAN NHÂN DÂN TỈNH AN BÌNH' });
  });

  test.each([
    ['KHẨN', 'khan'],
    ['HỎA TỐC', 'hoa_toc'],
    ['HOẢ TỐC HẸN GIỜ', 'hoa_toc'],
    ['THƯỢNG KHẨN', 'thuong_khan'],
    ['Độ khẩn: Thượng khẩn', 'thuong_khan'],
    ['**KHẨN**', 'khan'],
  ])('with the mark "%s" is urgent', (mark, urgency) => {
    expect(read(letter({ head: `${head('Số: 1/STC-NS')}\n\n${mark}` })).urgency).toBe(urgency);
  });

  test('does not take "khẩn trương" in the body for a mark', () => {
    expect(read(letter({ body: 'Đề nghị các đơn vị khẩn trương thực hiện./.' })).urgency).toBe(
      'none',
    );
  });
});

describe('a named type', () => {
  const plan = (title: string) =>
    `UBND TỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 20/KH-UBND\nAn Bình, ngày 02 tháng 6 năm 2026\n\n${title}\nTrồng cây phân tán\nnăm 2026\n_____\n\nThực hiện Nghị quyết số 12/NQ-HĐND ngày 05/5/2026 của HĐND tỉnh, UBND tỉnh ban hành kế hoạch như sau:\n\n1. Sở Xây dựng: Lập danh mục đường phố.\n\nNơi nhận:\n- Các sở, ban, ngành (t/h);\n- Lưu: VT.\n\nCHỦ TỊCH\n\nĐỗ Văn Cường`;

  test.each([['KẾ HOẠCH'], ['K Ế  H O Ạ C H'], ['**KẾ HOẠCH**']])(
    'titled "%s" is a plan without addressees',
    (title) => {
      expect(read(plan(title))).toMatchObject({
        type: { code: 'KH', name: 'Kế hoạch' },
        subject: 'Trồng cây phân tán năm 2026',
        recipients: [],
        recipientsSource: 'noi_nhan',
        tasks: [{ assignee: 'Sở Xây dựng', items: ['Lập danh mục đường phố.'] }],
        noiNhan: [
          { text: 'Các sở, ban, ngành', purpose: 't/h' },
          { text: 'Lưu: VT', purpose: 'luu' },
        ],
        signer: { capacity: null, title: 'CHỦ TỊCH', name: 'Đỗ Văn Cường' },
      });
    },
  );

  test('that is a telegram is addressed by "điện:"', () => {
    const document = read(
      'UBND TỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 04/CĐ-UBND\nAn Bình, hồi 07 giờ\nAn Bình, ngày 02 tháng 6 năm 2026\n\nCÔNG ĐIỆN\nVề việc ứng phó mưa lớn\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n\n- Giám đốc các sở;\n- Chủ tịch UBND các xã.\n\nYêu cầu các đồng chí trực ban./.\n\nCHỦ TỊCH\n\nĐỗ Văn Cường',
    );

    expect(document).toMatchObject({
      type: { code: 'CĐ', name: 'Công điện' },
      subject: 'ứng phó mưa lớn',
      recipients: ['Giám đốc các sở', 'Chủ tịch UBND các xã'],
      recipientsSource: 'dien',
    });
  });

  test('is never guessed from words of the body', () => {
    expect(
      read(letter({ body: 'Căn cứ Quyết định, Quyết định, Quyết định và Kế hoạch.' })).type.code,
    ).toBe('CV');
  });
});
