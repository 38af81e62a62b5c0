import { describe, expect, test } from '@jest/globals';
import { extractBytes } from '../../src/extraction/extract-bytes.ts';
import { EXAMPLE_LETTER } from './example-letter.ts';
import { letterDocx } from './letter-docx.ts';
import { type DocxParts, makeDocx, p, r } from './make-docx.ts';

const textOf = async (bytes: Uint8Array): Promise<string> => {
  const extracted = await extractBytes(bytes, { maxInflatedBytes: 10_000_000 });
  return extracted.type === 'text' ? extracted.text.trim() : extracted.reason;
};

const read = (body: string, parts?: DocxParts): Promise<string> => textOf(makeDocx(body, parts));

describe('a letter written with Word', () => {
  test('gives its head cell by cell, its table row by row and its footnote with its mark', async () => {
    const text = await textOf(await letterDocx(EXAMPLE_LETTER));

    expect(text.split(/\n\n/)).toEqual([
      EXAMPLE_LETTER.headLeft.join('\n'),
      EXAMPLE_LETTER.headRight.join('\n'),
      EXAMPLE_LETTER.body.slice(0, 3).join('\n'),
      EXAMPLE_LETTER.body[3],
      EXAMPLE_LETTER.body.slice(4, 7).join('\n'),
      EXAMPLE_LETTER.body[7],
      EXAMPLE_LETTER.tailLeft.join('\n'),
      EXAMPLE_LETTER.tailRight.join('\n'),
      EXAMPLE_LETTER.footnotes[0],
    ]);
  });
});

describe('automatic numbers', () => {
  const level = (at: number, format: string, text: string, start = 1): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = [
    `<w:abstractNum w:abstractNumId="7">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.')}${level(2, 'lowerLetter', '%3)')}${level(3, 'decimal', '%2.%4.')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="8">${level(0, 'bullet', '\uf0b7')}${level(1, 'bullet', '+')}</w:abstractNum>`,
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>',
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>',
  ].join('');
  const item = (list: number, at: number, text: string): string =>
    p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);

  test('are printed, and deeper levels start again below each item', async () => {
    const items = [
      [1, 0, 'Mục tiêu'],
      [1, 1, 'Nội dung'],
      [1, 2, 'rà soát'],
      [1, 2, 'báo cáo'],
      [1, 1, 'Kinh phí'],
      [1, 2, 'dự toán'],
      [1, 3, 'chi tiết'],
      [1, 0, 'Tổ chức'],
      [1, 1, 'Sở'],
    ] as const;

    const text = await read(items.map(([list, at, words]) => item(list, at, words)).join(''), {
      numbering,
    });

    expect(text.split('\n')).toEqual([
      'I. Mục tiêu',
      '1. Nội dung',
      'a) rà soát',
      'b) báo cáo',
      '2. Kinh phí',
      'a) dự toán',
      '2.1. chi tiết',
      'II. Tổ chức',
      '1. Sở',
    ]);
  });

  test('of another list that restarts begin at its own start', async () => {
    const body = item(1, 0, 'Một') + item(3, 0, 'Bốn') + item(3, 0, 'Năm');

    expect(await read(body, { numbering })).toBe('I. Một\nIV. Bốn\nV. Năm');
  });

  test('that are symbols become dashes, a plus stays a plus', async () => {
    const body = item(2, 0, 'gạch') + item(2, 1, 'cộng');

    expect(await read(body, { numbering })).toBe('- gạch\n+ cộng');
  });

  test('come from the style of a paragraph, unless the paragraph takes them away', async () => {
    const styles =
      '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>';
    const styled = (text: string, more = ''): string => p(text, `<w:pStyle w:val="Con"/>${more}`);

    const body = styled('Có số') + styled('Không số', '<w:numPr><w:numId w:val="0"/></w:numPr>');

    expect(await read(body, { numbering, styles })).toBe('1. Có số\nKhông số');
  });
});

describe('what is printed', () => {
  test('leaves out deleted and hidden text and field codes', async () => {
    const body = `<w:p>${r('còn ')}<w:del>${r('xoá ')}</w:del><w:ins>${r('thêm ')}</w:ins>${r('ẩn ', '<w:vanish/>')}<w:r><w:instrText>PAGE</w:instrText></w:r>${r('hết')}</w:p>`;

    expect(await read(body)).toBe('còn thêm hết');
  });

  test('has the capitals that a style asks for', async () => {
    const styles = '<w:style w:styleId="Dau"><w:rPr><w:caps/></w:rPr></w:style>';

    expect(await read(p('Mật', '<w:pStyle w:val="Dau"/>'), { styles })).toBe('MẬT');
    expect(await read(p('Tuyệt mật', '', '<w:caps/>'))).toBe('TUYỆT MẬT');
  });

  test('has raised numbers raised', async () => {
    const body = `<w:p>${r('năm 2026')}${r('2', '<w:vertAlign w:val="superscript"/>')}</w:p>`;

    expect(await read(body)).toBe('năm 2026²');
  });

  test('has the text of a box once, on lines of its own', async () => {
    const box = `<w:txbxContent>${p('KHẨN')}</w:txbxContent>`;
    const body = `<w:p>${r('Số: 12/UBND')}<w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;

    expect(await read(body)).toBe('Số: 12/UBND\n\nKHẨN');
  });

  test('has the letters of a watermark', async () => {
    const header =
      '<w:p><w:r><w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict></w:r></w:p>';
    const body = `${p('Nội dung')}<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>`;

    expect(await read(body, { header1: header })).toBe('MẬT\n\nNội dung');
  });

  test('has three blanks where a tab parts two pieces', async () => {
    const body = `<w:p><w:r><w:t>UBND TỈNH</w:t><w:tab/><w:t>CỘNG HÒA</w:t></w:r></w:p>`;

    expect(await read(body)).toBe('UBND TỈNH   CỘNG HÒA');
  });
});

describe('the margins of the pages', () => {
  const section = (references: string, more = ''): string =>
    `<w:sectPr>${references}${more}</w:sectPr>`;

  test('give the header of the first page, without page numbers', async () => {
    const body =
      p('Nội dung') +
      section(
        '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>',
      );

    const text = await read(body, {
      header1: p('ĐẢNG BỘ TỈNH') + p('1'),
      footer1: p('Địa chỉ: số 1 đường Hoa Lư'),
    });

    expect(text).toBe('ĐẢNG BỘ TỈNH\n\nNội dung');
  });

  test('give a mark of secrecy wherever it stands', async () => {
    const body =
      p('Nội dung') +
      section(
        '<w:headerReference w:type="first" r:id="header1"/><w:headerReference w:type="default" r:id="header2"/><w:footerReference w:type="default" r:id="footer1"/>',
        '<w:titlePg/>',
      );

    const text = await read(body, {
      header1: p('Trang đầu'),
      header2: p('Kế hoạch năm'),
      footer1: p('TỐI MẬT'),
    });

    expect(text).toBe('Trang đầu\nTỐI MẬT\n\nNội dung');
  });
});

describe('tables', () => {
  const cell = (text: string, properties = ''): string =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
  const ruled =
    '<w:tblPr><w:tblBorders><w:insideV w:val="single"/><w:left w:val="single"/></w:tblBorders></w:tblPr>';

  test('repeat a cell for every row it spans and leave room for every column', async () => {
    const body = `<w:tbl>${ruled}
      <w:tr>${cell('Nhóm', '<w:gridSpan w:val="2"/>')}${cell('Hạn')}</w:tr>
      <w:tr>${cell('Rà soát')}${cell('Sở Y tế', '<w:vMerge w:val="restart"/>')}${cell('Tháng 6')}</w:tr>
      <w:tr>${cell('Báo cáo')}${cell('', '<w:vMerge/>')}${cell('Tháng 7')}</w:tr>
    </w:tbl>`;

    expect(await read(body)).toBe(
      'Nhóm\t\tHạn\nRà soát\tSở Y tế\tTháng 6\nBáo cáo\tSở Y tế\tTháng 7',
    );
  });

  test('take their rules from their style, and are laid apart where rules are switched off', async () => {
    const styles =
      '<w:style w:styleId="Luoi"><w:tblPr><w:tblBorders><w:insideV w:val="single"/></w:tblBorders></w:tblPr></w:style>';
    const table = (properties: string): string =>
      `<w:tbl><w:tblPr><w:tblStyle w:val="Luoi"/>${properties}</w:tblPr><w:tr>${cell('Trái')}${cell('Phải')}</w:tr></w:tbl>`;

    expect(await read(table(''), { styles })).toBe('Trái\tPhải');
    const off = '<w:tblBorders><w:insideV w:val="nil"/></w:tblBorders>';
    expect(await read(table(off), { styles })).toBe('Trái\n\nPhải');
  });
});

describe('running text', () => {
  const centre = '<w:jc w:val="center"/>';

  test('keeps the lines of a title together and apart from what follows', async () => {
    const body =
      p('KẾ HOẠCH', centre) +
      p('Tổ chức dạy bơi cho học sinh', centre) +
      p('trên địa bàn tỉnh', centre) +
      p('UBND tỉnh ban hành') +
      p('I. YÊU CẦU');

    expect(await read(body)).toBe(
      'KẾ HOẠCH\nTổ chức dạy bơi cho học sinh\ntrên địa bàn tỉnh\n\nUBND tỉnh ban hành\nI. YÊU CẦU',
    );
  });

  test('parts sentences and headings in capitals from a title that is not centred', async () => {
    const body = p('Bình ổn thị trường') + p('UBND tỉnh yêu cầu:') + p('1. Sở') + p('CHỦ TỊCH');

    expect(await read(body)).toBe('Bình ổn thị trường\n\nUBND tỉnh yêu cầu:\n1. Sở\n\nCHỦ TỊCH');
  });
});
