import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Extracted } from '../../ports/extract.ts';
import { joinParagraphs } from '../paragraphs.ts';
import { Unreadable } from '../unreadable.ts';
import { readColumns } from './columns.ts';
import { type PageBlocks, readFlow } from './flow.ts';
import { liftFootnotes } from './footnotes.ts';
import { type Line, readLines } from './lines.ts';
import { type PageContent, readPage } from './page-content.ts';
import { dropFurniture } from './page-furniture.ts';
import { type PdfTable, readTables } from './tables.ts';

/**
 * Reads the text layer of a PDF in the order in which a person reads the pages.
 *
 * Pictures are never decoded, so every PDF without text counts as a scan.
 */
export async function extractPdf(bytes: Uint8Array): Promise<Extracted> {
  const pages = await readPages(bytes);
  const letters = pages.flatMap((page) => page.runs).map((run) => run.text);
  const count = letters.join('').replace(/[^\p{L}]/gu, '').length;
  // A stamp by the scanning program is not a text layer.
  if (count < 12 * pages.length) return { type: 'unreadable', reason: 'scan' };
  return { type: 'text', format: 'pdf', text: layOut(pages), pages: pages.length };
}

async function readPages(bytes: Uint8Array): Promise<readonly PageContent[]> {
  // The library keeps the bytes for itself, so it gets a copy.
  const loading = getDocument({
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: 1,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await loading.promise;
    const pages: PageContent[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      pages.push(await readPage(await document.getPage(number)));
    }
    return pages;
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new Unreadable(isLocked ? 'encrypted' : 'damaged');
  } finally {
    await loading.destroy();
  }
}

function layOut(pages: readonly PageContent[]): string {
  const tables: (readonly PdfTable[])[] = [];
  const printed = pages.map((page) => {
    const found = readTables(page);
    tables.push(found.tables);
    return { height: page.height, lines: readLines(found.rest) };
  });
  const kept = dropFurniture(printed);
  const size = usualSize(kept.flat());
  const blocks = kept.map((lines, index): PageBlocks => {
    const lifted = liftFootnotes(lines, size);
    const page = asBlocks(lifted.body, tables[index] ?? [], pages[index]?.width ?? 0);
    return { ...page, notes: lifted.notes };
  });
  const slanted = new Set(pages.flatMap((page) => page.slanted.map((text) => text.trim())));
  return joinParagraphs([...slanted, '', ...readFlow(blocks)]);
}

/** The size most of the letters have. */
function usualSize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    const count = line.segments.reduce((sum, segment) => sum + segment.text.length, 0);
    letters.set(size, (letters.get(size) ?? 0) + count);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

function asBlocks(
  lines: readonly Line[],
  tables: readonly PdfTable[],
  width: number,
): Omit<PageBlocks, 'notes'> {
  const blocks: PageBlocks['blocks'][number][] = [];
  let rest = lines;
  for (const table of [...tables].sort((a, b) => a.top - b.top)) {
    blocks.push(...readColumns(rest.filter((line) => line.y < table.top)));
    blocks.push({ type: 'rows', rows: table.rows });
    rest = rest.filter((line) => line.y >= table.top);
  }
  blocks.push(...readColumns(rest));
  const starts = lines.map((line) => line.segments[0]?.from ?? 0);
  const ends = lines.map((line) => line.segments.at(-1)?.to ?? 0);
  const left = starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY);
  // A page of short lines does not show how far its text may go; the right margin is never the wider one.
  const right = ends.reduce((most, end) => Math.max(most, end), width - left);
  return { left, right, blocks };
}
