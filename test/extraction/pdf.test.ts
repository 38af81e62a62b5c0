import { expect, test } from '@jest/globals';
import { extractBytes } from '../../src/extraction/extract-bytes.ts';
import { EXAMPLE_LETTER } from './example-letter.ts';
import { letterPdf } from './letter-pdf.ts';
import { annotatedPdf, pagesPdf, stampedPdf } from './pages-pdf.ts';

const textOf = async (bytes: Uint8Array): Promise<string> => {
  const extracted = await extractBytes(bytes, { maxInflatedBytes: 1 });
  return extracted.type === 'text' ? extracted.text.trim() : extracted.reason;
};

test('a letter gives its columns one after the other, its table by rows and its footnote last', async () => {
  const text = await textOf(await letterPdf(EXAMPLE_LETTER));

  expect(text.split(/\n\n/)).toEqual([
    EXAMPLE_LETTER.headRight.join('\n'),
    EXAMPLE_LETTER.headLeft.join('\n'),
    EXAMPLE_LETTER.body.slice(0, 3).join('\n'),
    EXAMPLE_LETTER.body[3],
    EXAMPLE_LETTER.body.slice(4, 7).join('\n'),
    EXAMPLE_LETTER.body[7],
    EXAMPLE_LETTER.tailLeft.join('\n'),
    EXAMPLE_LETTER.tailRight.join('\n'),
    EXAMPLE_LETTER.footnotes[0],
  ]);
});

test('lines become paragraphs, also over the end of a page, and page numbers go', async () => {
  const sentence = 'Các phường, xã rà soát phương án ứng phó với mưa lũ, báo cáo kết quả về Sở. ';
  const paragraphs = Array.from({ length: 40 }, (_, i) =>
    `Đoạn ${i + 1}: ${sentence.repeat(3)}`.trim(),
  );
  const bytes = await letterPdf({
    headLeft: ['UBND TỈNH AN BÌNH'],
    headRight: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    body: paragraphs,
    tailLeft: ['Nơi nhận:'],
    tailRight: ['CHỦ TỊCH', 'Lê Thị Bưởi'],
    footnotes: [],
  });

  const text = await textOf(bytes);

  expect(text.split('\n').filter((line) => line.startsWith('Đoạn'))).toEqual(paragraphs);
  expect(text.split('\n').filter((line) => /^\d+$/.test(line))).toEqual([]);
});

test('a head that every page repeats is kept from the first page only', async () => {
  const bytes = await pagesPdf(
    [1, 2, 3].map((page) => ({
      top: 'Đề án trồng cây phân tán',
      text: `Nội dung trang ${page} gồm nhiều việc cần làm trong năm.`,
      foot: `Trang ${page}/3`,
    })),
  );

  const text = await textOf(bytes);

  expect(text.match(/Đề án trồng cây/g)).toHaveLength(1);
  expect(text.match(/Trang \d/g)).toEqual(['Trang 1']);
  expect(text.match(/Nội dung trang \d/g)).toHaveLength(3);
});

test('a mark of secrecy in the margin of later pages is never dropped', async () => {
  const bytes = await pagesPdf(
    [1, 2, 3].map((page) => ({
      top: page === 1 ? '' : 'TỐI MẬT',
      text: `Nội dung trang ${page} gồm nhiều việc cần làm trong năm.`,
      foot: '',
    })),
  );

  expect(await textOf(bytes)).toContain('\nTỐI MẬT\n');
});

test('a PDF without a text layer is a scan', async () => {
  expect(await textOf(await pagesPdf([{ top: '', text: '', foot: '' }]))).toBe('scan');
});

test('an item and the indented line below it stay two paragraphs, however short the page is', async () => {
  const bytes = await letterPdf({
    ...EXAMPLE_LETTER,
    body: [
      '2. Trung tâm Chuyển đổi số tỉnh: Bố trí đường truyền theo mô hình đã duyệt.',
      'Trân trọng./.',
    ],
    footnotes: [],
  });

  expect(await textOf(bytes)).toMatch(/mô hình đã duyệt\.\n+Trân trọng/);
});

test('a stamp across the text is read apart from the lines it covers', async () => {
  const text = 'Nội dung gồm nhiều việc cần làm trong năm nay và năm sau.';
  for (const angle of [0, 30]) {
    const bytes = await stampedPdf(text, 'MẬT', angle);

    expect((await textOf(bytes)).split(/\n+/).sort()).toEqual(['MẬT', text]);
  }
});

test('a number that was stamped on afterwards is read where it stands', async () => {
  const bytes = await annotatedPdf(
    'Các đơn vị thực hiện theo kế hoạch đã ban hành.',
    'Số: 12/SNV-VP',
  );

  expect(await textOf(bytes)).toBe(
    'Số: 12/SNV-VP\n\nCác đơn vị thực hiện theo kế hoạch đã ban hành.',
  );
});
