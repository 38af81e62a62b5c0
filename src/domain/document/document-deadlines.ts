import type { Deadline } from '../deadline/deadline.ts';
import { readDeadlines } from '../deadline/read-deadlines.ts';
import type { DeadlineContext } from '../deadline/reader.ts';
import type { Layout, Piece } from './lay-out.ts';

function isProse({ zone, columns }: Piece): boolean {
  return (zone === 'body' || zone === 'appendix') && columns === undefined;
}

/** The text with everything blanked out that states no deadline, so that offsets stay. */
function prose({ text, pieces }: Layout): string {
  let at = 0;
  const parts: string[] = [];
  for (const piece of pieces.filter(isProse)) {
    parts.push('\n'.repeat(piece.start - at), piece.text);
    at = piece.end;
  }
  return parts.join('') + '\n'.repeat(text.length - at);
}

function readCells(row: Piece, context: DeadlineContext): readonly Deadline[] {
  let at = row.start;
  return row.text.split('\t').flatMap((cell, index) => {
    const start = at;
    at += cell.length + 1;
    const role = row.columns?.[index];
    if (role !== 'task' && role !== 'time') return [];
    return readDeadlines(cell, { ...context, timeCell: role === 'time' }).map((deadline) => ({
      ...deadline,
      start: deadline.start + start,
      end: deadline.end + start,
    }));
  });
}

/** Reads the deadlines of body, tables and appendix, numbered in the order of the text. */
export function readDocumentDeadlines(
  layout: Layout,
  context: DeadlineContext,
): readonly Deadline[] {
  const rows = layout.pieces.filter(({ columns }) => columns !== undefined);
  const inProse = readDeadlines(prose(layout), context);
  if (rows.length === 0) return inProse;
  return [...inProse, ...rows.flatMap((row) => readCells(row, context))]
    .sort((a, b) => a.start - b.start)
    .map((deadline, at) => ({ ...deadline, id: `d${at + 1}` }));
}
