import { describe, expect, test } from '@jest/globals';
import { letter, read } from '../../support/letter.ts';

const LEAD =
  'Thực hiện Kế hoạch số 45/KH-UBND ngày 12/5/2026 của UBND tỉnh, Sở Tài chính đề nghị như sau:';

describe('tasks', () => {
  test('take the sub-items of a labelled item and bind their deadlines', () => {
    const { tasks, deadlines } = read(
      letter({
        body: `${LEAD}\n\n1. UBND các xã:\na) Lập dự toán;\nb) Gửi dự toán trước ngày 15/6/2026.\n\nTrân trọng./.`,
      }),
    );

    expect(tasks).toMatchObject([
      {
        assignee: 'UBND các xã',
        items: ['Lập dự toán;', 'Gửi dự toán trước ngày 15/6/2026.'],
        deadlineIds: ['d1'],
      },
    ]);
    expect(deadlines[0]?.appliesTo).toEqual(['UBND các xã']);
  });

  test('of one assignee are collected in one', () => {
    const { tasks } = read(
      letter({
        body: `${LEAD}\n1. Sở Y tế: Lập danh sách.\n2. Sở Nội vụ: Rà soát.\n3. Sở Y tế: Báo cáo.`,
      }),
    );

    expect(tasks.map(({ assignee, items }) => [assignee, items])).toEqual([
      ['Sở Y tế', ['Lập danh sách.', 'Báo cáo.']],
      ['Sở Nội vụ', ['Rà soát.']],
    ]);
  });

  test('inside a labelled item become children', () => {
    const { tasks } = read(
      letter({
        body: `${LEAD}\n1. Sở Y tế: Chủ động phòng dịch.\n- Trung tâm Y tế tỉnh: Trực 24 giờ.`,
      }),
    );

    expect(tasks).toMatchObject([
      { id: 't1', assignee: 'Sở Y tế' },
      { id: 't1a', assignee: 'Trung tâm Y tế tỉnh', parent: 't1', locator: '1/-' },
    ]);
  });

  test('name their assignee inside the sentence', () => {
    const { tasks } = read(
      letter({
        body: 'Điều 1. Phê duyệt danh mục.\n\nĐiều 2. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính tổ chức thực hiện.',
      }),
    );

    expect(tasks).toMatchObject([
      {
        assignee: 'Sở Y tế',
        items: ['Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính tổ chức thực hiện.'],
        collaborators: ['Sở Tài chính'],
      },
    ]);
  });

  test('under a request to somebody belong to those asked', () => {
    const { tasks } = read(
      letter({
        body: 'Sở Tài chính đề nghị UBND các xã, phường thực hiện một số nội dung sau:\n1. Rà soát dự toán.\n2. Gửi kết quả trước ngày 15/6/2026.',
      }),
    );

    expect(tasks).toMatchObject([
      {
        assignee: 'UBND các xã, phường',
        items: ['Rà soát dự toán.', 'Gửi kết quả trước ngày 15/6/2026.'],
        deadlineIds: ['d1'],
      },
    ]);
  });

  test('come from a closing sentence only when it sets a deadline', () => {
    const body = (end: string) => `${LEAD}\n1. Sở Y tế: Lập danh sách.\n\n${end}`;

    expect(
      read(letter({ body: body('Đề nghị các đơn vị triển khai thực hiện./.') })).tasks,
    ).toHaveLength(1);
    expect(
      read(letter({ body: body('Đề nghị các đơn vị báo cáo trước ngày 20/6/2026./.') })).tasks,
    ).toMatchObject([
      {},
      {
        assignee: 'các đơn vị',
        items: ['Đề nghị các đơn vị báo cáo trước ngày 20/6/2026.'],
        deadlineIds: ['d1'],
      },
    ]);
  });

  test('are not made of headings, places or times', () => {
    const { tasks } = read(
      letter({
        body: 'Mời dự họp như sau:\n1. Thời gian: 08 giờ 00.\n2. Địa điểm: Hội trường.\n3. Báo cáo: Không.\n4. Nội dung: Sơ kết.',
      }),
    );

    expect(tasks).toEqual([]);
  });

  test('keep a deadline open that nobody is named for', () => {
    const { deadlines } = read(
      letter({ body: 'Kết quả gửi về Sở Tài chính trước ngày 20/6/2026 để tổng hợp./.' }),
    );

    expect(deadlines).toMatchObject([{ appliesTo: [], flags: ['assignee_not_stated'] }]);
  });

  const ROWS = [
    {
      assignee: 'Sở Xây dựng',
      items: ['Lập danh mục đường phố'],
      collaborators: ['UBND các phường'],
      deadlineIds: ['d1'],
    },
    { assignee: 'Sở Y tế', items: ['Kiểm tra bếp ăn'], deadlineIds: ['d2'] },
  ];
  test.each([
    [
      'parted by tabs',
      'TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời hạn\n1\tLập danh mục đường phố\tSở Xây dựng\tUBND các phường\tTrước 25/6/2026\n2\tKiểm tra bếp ăn\tSở Y tế\t\tTháng 7/2026',
    ],
    [
      'in markdown',
      '| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |\n|---|---|---|---|---|\n| 1 | Lập danh mục đường phố | Sở Xây dựng | UBND các phường | Trước 25/6/2026 |\n| 2 | Kiểm tra bếp ăn | Sở Y tế |  | Tháng 7/2026 |',
    ],
    [
      'in columns of blanks that wrap',
      'TT   Nhiệm vụ             Chủ trì         Phối hợp          Thời hạn\n1    Lập danh mục         Sở Xây dựng     UBND các phường   Trước 25/6/2026\n     đường phố\n2    Kiểm tra bếp ăn      Sở Y tế                           Tháng 7/2026',
    ],
    [
      'one cell per line',
      'TT\nNhiệm vụ\nChủ trì\nPhối hợp\nThời hạn\n1\nLập danh mục đường phố\nSở Xây dựng\nUBND các phường\nTrước 25/6/2026\n2\nKiểm tra bếp ăn\nSở Y tế\n-\nTháng 7/2026',
    ],
  ])('are read from a table %s', (_, table) => {
    const { tasks, deadlines } = read(letter({ body: `${LEAD}\n\n${table}\n\nTrân trọng./.` }));

    expect(tasks).toMatchObject(ROWS);
    expect(deadlines.map(({ phrase, appliesTo }) => [phrase, appliesTo])).toEqual([
      ['Trước 25/6/2026', ['Sở Xây dựng']],
      ['Tháng 7/2026', ['Sở Y tế']],
    ]);
  });
});

describe('footnotes', () => {
  test.each([
    ['a superscript', '¹', '¹ '],
    ['a bracket', '[1]', '[1] '],
    ['a round bracket', '(1)', '(1) '],
    ['a digit glued to the word', '1', '1 '],
  ])('marked by %s are lifted out of the item they interrupt', (_, anchor, start) => {
    const body = `${LEAD}\n\n1. Sở Y tế: Lập danh sách theo quy định${anchor} của\n\n${start}Công văn số 88/UBND-NC ngày 04/5/2026 của UBND tỉnh.\n\nngành trước ngày 20/6/2026.\n\n2. Sở Nội vụ: Rà soát.`;
    const document = read(letter({ body }));

    expect(document.tasks.map(({ items }) => items)).toEqual([
      ['Lập danh sách theo quy định của ngành trước ngày 20/6/2026.'],
      ['Rà soát.'],
    ]);
    expect(document.citations).toContainEqual({
      reference: '88/UBND-NC',
      date: '2026-05-04',
      issuer: 'UBND tỉnh',
      type: 'Công văn',
      where: 'footnote:1',
    });
  });

  test('leave units their digit', () => {
    const { tasks } = read(
      letter({ body: `${LEAD}\n1. Sở Y tế: Phun 500 m² tại khu² vực.\n\n² Khu tạm.` }),
    );

    expect(tasks[0]?.items).toEqual(['Phun 500 m² tại khu vực.']);
  });
});

describe('citations', () => {
  const cited = (body: string) =>
    read(letter({ body })).citations.map(({ reference, date, issuer, type }) => [
      reference,
      date,
      issuer,
      type,
    ]);

  test.each([
    [
      'theo Quyết định số 12/2026/QĐ-UBND ngày 03 tháng 4 năm 2026 của UBND tỉnh về giá đất.',
      '12/2026/QĐ-UBND',
      '2026-04-03',
      'UBND tỉnh',
      'Quyết định',
    ],
    [
      'theo Nghị quyết số 36-NQ/TW của Bộ Chính trị.',
      '36-NQ/TW',
      null,
      'Bộ Chính trị',
      'Nghị quyết',
    ],
    [
      'theo Công văn số 301/\nUBND-NC ngày 04-5-2026 của UBND tỉnh.',
      '301/UBND-NC',
      '2026-05-04',
      'UBND tỉnh',
      'Công văn',
    ],
    ['theo Luật số 33/2024/QH15 ngày 29/6/2024.', '33/2024/QH15', '2024-06-29', null, 'Luật'],
    [
      'theo Văn bản số 7/BCĐ-VP ngày 01/6/2026 của Ban Chỉ đạo về chuyển đổi số tỉnh; làm ngay.',
      '7/BCĐ-VP',
      '2026-06-01',
      'Ban Chỉ đạo về chuyển đổi số tỉnh',
      'Văn bản',
    ],
    [
      'theo Kế hoạch số 5/KH-UBND của UBND tỉnh, báo cáo trước ngày 25/6/2026.',
      '5/KH-UBND',
      null,
      'UBND tỉnh',
      'Kế hoạch',
    ],
  ])('%s', (body, reference, date, issuer, type) => {
    expect(cited(`Thực hiện ${body}`)).toEqual([[reference, date, issuer, type]]);
  });

  test('are no roads, standards or fractions, nor the own number in an appendix', () => {
    const body = 'Sửa km 12/QL14 theo TCVN 6909:2001, đạt 3/4 khối lượng.';
    const tail =
      'GIÁM ĐỐC\n\nTrần Thị Bình\n\nPHỤ LỤC\n(Kèm theo Công văn số 318/STC-NS ngày 02/6/2026 của Sở Tài chính)';

    expect(read(letter({ body, tail })).citations).toEqual([]);
  });

  test('with two different years carry a warning and stay as printed', () => {
    const document = read(
      letter({ body: 'Theo Thông tư số 03/2019/TT-BTC ngày 06/5/2024 của Bộ Tài chính.' }),
    );

    expect(document.citations[0]).toMatchObject({
      reference: '03/2019/TT-BTC',
      date: '2024-05-06',
    });
    expect(document.warnings).toContain('citation_year_conflict:03/2019/TT-BTC');
  });
});

describe('what the page did to the text', () => {
  test('page numbers and running heads do not break a sentence', () => {
    const body = `${LEAD}\n\n1. Sở Y tế: Lập danh sách các cơ sở\n2\nkhám chữa bệnh trước ngày 20/6/2026.\n\nTrang 2/3\n\n2. Sở Nội vụ: Rà soát.`;

    expect(read(letter({ body })).tasks.map(({ items }) => items)).toEqual([
      ['Lập danh sách các cơ sở khám chữa bệnh trước ngày 20/6/2026.'],
      ['Rà soát.'],
    ]);
  });

  test('hard wraps are undone', () => {
    const body =
      'Sở Tài chính đề nghị các cơ quan, đơn vị, địa phương phối hợp thực hiện những\nnội dung sau:\n1. Sở Y tế: Lập danh sách các cơ sở khám bệnh, chữa bệnh trên địa bàn toàn\ntỉnh; gửi kết quả về Sở Tài chính trước ngày 20\ntháng 6 năm 2026.\n2. Sở Nội vụ: Rà soát.\nTrân trọng./.';
    const document = read(letter({ body }));

    expect(document.deadlines.map(({ phrase }) => phrase)).toEqual([
      'trước ngày 20 tháng 6 năm 2026',
    ]);
    expect(document.tasks.at(-1)?.items).toEqual(['Rà soát.']);
  });

  test('markdown goes, a printed asterisk stays a bullet', () => {
    const body = `${LEAD}\n\n1. **Sở Y tế**: *Lập danh sách*.\n\n* *Tài liệu gửi kèm:* (1) Đề cương báo cáo; (2) Biểu số 02.`;
    const document = read(letter({ body }));

    expect(document.tasks).toMatchObject([{ assignee: 'Sở Y tế', items: ['Lập danh sách.'] }]);
    expect(document.attachments).toEqual(['Đề cương báo cáo', 'Biểu số 02']);
  });

  test('torn marks make everything doubtful and are not repaired', () => {
    const document = read(letter({ body: 'Thưc hiê ̣n viêc bao cao cua nganh Giao duc ̉ ̀.' }));

    expect(document.warnings).toContain('degraded_text');
    expect(document.evidence.subject.certainty).toBe('doubtful');
    expect(document.text).toContain('Thưc hiê ̣n');
  });

  test('look-alike letters and other tone placements keep their meaning', () => {
    const head =
      'UBND TỈNH ÐỒNG BÌNH\nSỞ TÀI CHÍNH\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nÐộc lập - Tự do - Hạnh phúc\nSố: 5/STC-NS\nÐồng Bình, ngày 02 tháng 6 năm 2026\nV/v lƣu trữ';

    expect(read(letter({ head }))).toMatchObject({
      issuer: { parent: 'UBND TỈNH ĐỒNG BÌNH' },
      place: 'Đồng Bình',
      subject: 'lưu trữ',
    });
  });

  test('misprints are reported and left alone', () => {
    const document = read(letter({ addressees: 'Kính gửi: Công thông tin điện tử tỉnh.' }));

    expect(document.recipients).toEqual(['Công thông tin điện tử tỉnh']);
    expect(document.warnings).toContain('suspected_misprint:"Công thông tin" (Cổng)');
  });

  test('links are found once and without their closing dot', () => {
    const body = 'Xem www.anbinh.example, gửi về nganhsach@anbinh.example. Xem www.anbinh.example.';

    expect(read(letter({ body })).links).toEqual([
      'www.anbinh.example',
      'nganhsach@anbinh.example',
    ]);
  });

  test.each([
    ['LƯU HÀNH NỘI BỘ', 'internal'],
    ['XEM XONG TRẢ LẠI', 'return_after_reading'],
    ['DỰ THẢO LẦN 2', 'draft'],
  ])('"%s" in the letterhead restricts circulation', (mark, circulation) => {
    const head = `UBND TỈNH AN BÌNH\nSỞ TÀI CHÍNH\n${mark}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/STC-NS\nAn Bình, ngày 02 tháng 6 năm 2026\nV/v thử`;

    expect(read(letter({ head }))).toMatchObject({ circulation, subject: 'thử' });
  });
});
