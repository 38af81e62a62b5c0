import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { isFootnote, type LetterLayout } from './letter-layout.ts';

const FONT = createRequire(import.meta.url).resolve(
  'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf',
);
const SIZE = 12;
const NOTE_SIZE = 9;
const LEFT = 70;
const WIDTH = 470;
const BOTTOM = 770;

type Pdf = InstanceType<typeof PDFDocument>;

/** Makes a letter as Word prints it to PDF: two columns, justified text, ruled tables, footnotes, page numbers. */
export function letterPdf(letter: LetterLayout): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 60, bottom: 20, left: LEFT, right: 50 },
  });
  const done = collect(pdf);
  pdf.font(FONT).fontSize(SIZE);
  let page = 1;
  pdf.on('pageAdded', () => {
    page += 1;
    pdf.fontSize(SIZE).text(String(page), LEFT, 35, { width: WIDTH, align: 'center' });
    pdf.y = 60;
  });

  columns(pdf, letter.headLeft, letter.headRight, 0);
  pdf.y += 14;
  const rows: string[] = [];
  let printed = 0;
  for (const line of [...letter.body, '']) {
    if (line.includes('\t')) rows.push(line);
    else {
      if (rows.length > 0) table(pdf, rows.splice(0));
      if (isFootnote(line)) {
        notes(pdf, [line], printed + 1);
        printed += 1;
        pdf.addPage();
      } else if (line !== '') paragraph(pdf, line);
    }
  }
  pdf.y += 10;
  columns(pdf, letter.tailLeft, letter.tailRight, 50);
  notes(pdf, letter.footnotes, printed + 1);
  pdf.end();
  return done;
}

function collect(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

function room(pdf: Pdf, height: number): void {
  if (pdf.y + height > BOTTOM - 60) pdf.addPage();
}

/** `beforeLast` is the room for seal and signature above the last line on the right. */
function columns(
  pdf: Pdf,
  left: readonly string[],
  right: readonly string[],
  beforeLast: number,
): void {
  room(pdf, 22 * Math.max(left.length, right.length) + beforeLast);
  const top = pdf.y;
  const column = (lines: readonly string[], x: number, width: number, gap: number): number => {
    pdf.y = top;
    for (const [i, line] of lines.entries()) {
      if (gap > 0 && i === lines.length - 1) pdf.y += gap;
      const align = line.startsWith('- ') ? 'left' : 'center';
      pdf.text(line, x, pdf.y, { width, align });
    }
    return pdf.y;
  };
  const leftEnd = column(left, LEFT, 205, 0);
  const rightEnd = column(right, LEFT + 215, 260, beforeLast);
  pdf.y = Math.max(leftEnd, rightEnd);
}

function paragraph(pdf: Pdf, text: string): void {
  const isCentred = /^[^\p{Ll}]{3,40}$/u.test(text);
  room(pdf, 40);
  pdf.y += 5;
  const pieces = text.split(/([¹²³⁴⁵⁶⁷⁸⁹])/u).filter((piece) => piece !== '');
  const options = {
    width: WIDTH,
    align: isCentred ? 'center' : 'justify',
    indent: isCentred ? 0 : 28,
  } as const;
  if (pieces.length === 1) pdf.text(text, LEFT, pdf.y, options);
  else mixed(pdf, pieces, options.indent);
}

/** Words set one by one, raised digits smaller and higher, as Word sets footnote marks. */
function mixed(pdf: Pdf, pieces: readonly string[], indent: number): void {
  let x = LEFT + indent;
  let y = pdf.y;
  for (const piece of pieces) {
    const mark = ' ¹²³⁴⁵⁶⁷⁸⁹'.indexOf(piece);
    if (mark > 0) {
      pdf.fontSize(7).text(String(mark), x, y, { lineBreak: false });
      x += pdf.widthOfString(String(mark));
      pdf.fontSize(SIZE);
      continue;
    }
    for (const word of piece.split(/(?<= )/)) {
      const width = pdf.widthOfString(word.trimEnd());
      if (x + width > LEFT + WIDTH) {
        x = LEFT;
        y += pdf.currentLineHeight(true);
      }
      pdf.text(word.trimEnd(), x, y, { lineBreak: false });
      x += pdf.widthOfString(word);
    }
  }
  pdf.y = y + pdf.currentLineHeight(true);
}

function table(pdf: Pdf, rows: readonly string[]): void {
  pdf.y += 6;
  const count = Math.max(...rows.map((row) => row.split('\t').length));
  const width = WIDTH / count;
  for (const row of rows) {
    const cells = row.split('\t');
    const height =
      Math.max(...cells.map((cell) => pdf.heightOfString(cell || ' ', { width: width - 12 }))) + 8;
    room(pdf, height);
    const top = pdf.y;
    for (let i = 0; i < count; i += 1) {
      pdf.rect(LEFT + i * width, top, width, height).stroke();
      pdf.text(cells[i] ?? '', LEFT + i * width + 6, top + 4, { width: width - 12 });
    }
    pdf.y = top + height;
  }
}

/** Prints notes at the foot of the page, numbered from `first` on. */
function notes(pdf: Pdf, footnotes: readonly string[], first: number): void {
  if (footnotes.length === 0) return;
  pdf.fontSize(NOTE_SIZE);
  const texts = footnotes.map((note) => note.replace(/^\S\s*/u, ''));
  const heights = texts.map((text) => pdf.heightOfString(text, { width: WIDTH - 10 }));
  let y = BOTTOM - heights.reduce((sum, height) => sum + height, 0);
  pdf
    .moveTo(LEFT, y - 6)
    .lineTo(LEFT + 140, y - 6)
    .stroke();
  for (const [i, text] of texts.entries()) {
    pdf.fontSize(5.5).text(String(first + i), LEFT, y, { lineBreak: false });
    pdf.fontSize(NOTE_SIZE).text(text, LEFT + 6, y, { width: WIDTH - 10 });
    y += heights[i] ?? 0;
  }
}
