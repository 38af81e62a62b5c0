import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  LastRenderedPageBreak,
  Packer,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { isFootnote, type LetterLayout } from './letter-layout.ts';

/** Makes a letter as Word writes it: head and tail in tables without borders, tables with borders, footnotes. */
export async function letterDocx(letter: LetterLayout): Promise<Uint8Array> {
  const footnotes = Object.fromEntries(
    [...letter.body.filter(isFootnote), ...letter.footnotes].map((note, index) => [
      index + 1,
      { children: [new Paragraph(note.replace(/^\S\s*/u, ''))] },
    ]),
  );
  const document = new Document({
    footnotes,
    sections: [
      {
        children: [
          sideBySide(letter.headLeft, letter.headRight),
          new Paragraph(''),
          ...blocks(letter.body),
          new Paragraph(''),
          sideBySide(letter.tailLeft, letter.tailRight),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function sideBySide(left: readonly string[], right: readonly string[]): Table {
  const cell = (lines: readonly string[]): TableCell =>
    new TableCell({
      children: lines.map(
        (line) => new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(line)] }),
      ),
    });
  return new Table({
    borders: TableBorders.NONE,
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [new TableRow({ children: [cell(left), cell(right)] })],
  });
}

function blocks(lines: readonly string[]): (Paragraph | Table)[] {
  const result: (Paragraph | Table)[] = [];
  for (let i = 0; i < lines.length; ) {
    if (isFootnote(lines[i] ?? '')) {
      i += 1;
      continue;
    }
    const end = lines.findIndex((line, at) => at >= i && !line.includes('\t'));
    const rows = lines.slice(i, end === -1 ? lines.length : end);
    if (rows.length > 0) {
      result.push(ruled(rows));
      i += rows.length;
    } else {
      const startsPage = isFootnote(lines[i - 1] ?? '');
      const pageStart = startsPage
        ? [new TextRun({ children: [new LastRenderedPageBreak()] })]
        : [];
      result.push(new Paragraph({ children: [...pageStart, ...runs(lines[i] ?? '')] }));
      i += 1;
    }
  }
  return result;
}

function ruled(rows: readonly string[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row
            .split('\t')
            .map((text) => new TableCell({ children: [new Paragraph({ children: runs(text) })] })),
        }),
    ),
  });
}

/** Raised digits refer to footnotes. */
function runs(text: string): (TextRun | FootnoteReferenceRun)[] {
  return text
    .split(/([¹²³⁴⁵⁶⁷⁸⁹])/u)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const note = ' ¹²³⁴⁵⁶⁷⁸⁹'.indexOf(piece);
      return note > 0 ? new FootnoteReferenceRun(note) : new TextRun(piece);
    });
}
