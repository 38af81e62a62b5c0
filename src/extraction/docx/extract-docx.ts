import type { Extracted } from '../../ports/extract.ts';
import { isBreak, joinParagraphs, mayBeMark } from '../paragraphs.ts';
import { Unreadable } from '../unreadable.ts';
import type { ZipArchive } from '../zip-archive.ts';
import { readNotes } from './notes.ts';
import { readNumbering } from './numbering.ts';
import { chosen, type DocxContext, type ParagraphText, readParagraph } from './paragraph.ts';
import { readStyles } from './styles.ts';
import { readTable } from './table.ts';
import { element, elements, parseXml, type XmlElement } from './xml-tree.ts';

/** Reads a DOCX (ISO/IEC 29500) as the lines a reader of its print would see, in their order. */
export async function extractDocx(zip: ZipArchive): Promise<Extracted> {
  const main = await mainPart(zip);
  const { related, root } = main;
  const styles = readStyles(await related('styles'));
  const context: DocxContext = {
    styles,
    numbering: readNumbering(await related('numbering'), styles),
    notes: readNotes(await related('footnotes'), await related('endnotes')),
  };

  const furniture = await pageFurniture(main, context);
  const body = linesOf(element(root, 'w:body'), context, 'running');
  const text = joinParagraphs([...furniture, ...body, ...noteLines(context)]);
  if (text.trim() !== '') return { type: 'text', format: 'docx', text };
  const hasPictures = zip.names.some((name) => name.includes('/media/'));
  return { type: 'unreadable', reason: hasPictures ? 'scan' : 'empty' };
}

/**
 * The notes that stand at the foot of pages before the one with `count` notes before it; without a count
 * all that are left. None is printed twice.
 */
function noteLines(context: DocxContext, count?: number): readonly string[] {
  const lines: string[] = [];
  for (;;) {
    // A note may refer to a further note, so the end is looked for anew each time.
    const note = context.notes.nextUnprinted(count ?? context.notes.count());
    if (note === undefined) return lines;
    lines.push('', `${note.mark} ${oneLine(linesOf(note.content, context))}`);
  }
}

interface MainPart {
  readonly root: XmlElement;
  /** The part of a relationship kind ('styles') or of a relationship id. */
  readonly related: (kindOrId: string) => Promise<XmlElement | undefined>;
}

async function mainPart(zip: ZipArchive): Promise<MainPart> {
  const start = (await relationships(zip, '_rels/.rels')).find(
    (relation) => relation.kind === 'officeDocument',
  );
  const path = resolvePart('', start?.target ?? 'word/document.xml');
  const content = await zip.read(path);
  if (content === undefined) throw new Unreadable('not-a-document');
  const root = parseXml(content);
  if (root.name !== 'w:document') throw new Unreadable('not-a-document');

  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relations = await relationships(zip, `${folder}_rels/${path.slice(folder.length)}.rels`);
  const related = async (kindOrId: string): Promise<XmlElement | undefined> => {
    const relation = relations.find(({ kind, id }) => kind === kindOrId || id === kindOrId);
    if (relation === undefined) return undefined;
    const part = await zip.read(resolvePart(folder, relation.target));
    return part === undefined ? undefined : parseXml(part);
  };
  return { root, related };
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

async function relationships(zip: ZipArchive, path: string): Promise<readonly Relation[]> {
  const content = await zip.read(path);
  if (content === undefined) return [];
  return elements(parseXml(content)).map(({ attributes }) => ({
    id: attributes.Id ?? '',
    kind: (attributes.Type ?? '').split('/').at(-1) ?? '',
    target: attributes.Target ?? '',
  }));
}

function resolvePart(folder: string, target: string): string {
  return decodeURIComponent(new URL(target, `zip:///${folder}`).pathname).slice(1);
}

/**
 * The lines in the margin of the first page, and from the other margins those that may be marks.
 *
 * A stamp counts wherever it stands; page numbers and running titles say nothing new.
 */
async function pageFurniture(main: MainPart, context: DocxContext): Promise<readonly string[]> {
  const section = sectionsOf(main.root)[0];
  const firstKind = element(section, 'w:titlePg') === undefined ? 'default' : 'first';
  const lines = new Set<string>();
  for (const reference of elements(section)) {
    const isHeader = reference.name === 'w:headerReference';
    if (!isHeader && reference.name !== 'w:footerReference') continue;
    const isOnFirstPage = isHeader && (reference.attributes.type ?? 'default') === firstKind;
    for (const line of linesOf(await main.related(reference.attributes.id ?? ''), context)) {
      if (/\p{L}/u.test(line) && (isOnFirstPage || mayBeMark(line))) lines.add(line);
    }
  }
  return lines.size === 0 ? [] : [...lines, ''];
}

function sectionsOf(parent: XmlElement): readonly XmlElement[] {
  return elements(parent).flatMap((child) =>
    child.name === 'w:sectPr' ? [child] : child.name === 'w:r' ? [] : sectionsOf(child),
  );
}

/** Where lines stand: paragraphs of running text are parted, those of a cell or a box stay together. */
type Place = 'running' | 'cell';

/** The lines of everything below `container`: paragraphs, their text boxes and tables. */
function linesOf(
  container: XmlElement | undefined,
  context: DocxContext,
  place: Place = 'cell',
): readonly string[] {
  const lines: string[] = [];
  let wasCentred = false;
  for (const block of elements(container)) {
    switch (block.name) {
      case 'w:p': {
        const paragraph = readParagraph(block, context);
        const { pageStart } = paragraph;
        const notes = place === 'running' ? notesAbove(pageStart, context) : [];
        if (pageStart?.isAtStart) lines.push(...notes);
        const before = lines.at(-1) ?? '';
        const isApart =
          paragraph.isCentred !== wasCentred || isBreak(before, paragraph.lines.join(' '));
        if (place === 'running' && before !== '' && isApart) lines.push('');
        wasCentred = paragraph.isCentred;
        lines.push(...paragraph.lines);
        lines.push(...paragraph.boxes.flatMap((box) => ['', ...linesOf(box, context), '']));
        if (!pageStart?.isAtStart) lines.push(...notes);
        break;
      }
      case 'w:tbl':
        lines.push(...tableLines(block, context));
        break;
      case 'mc:AlternateContent':
        lines.push(...linesOf(chosen(block), context, place));
        break;
      case 'w:del':
      case 'w:moveFrom':
      case 'w:sdtPr':
      case 'w:sectPr':
        break;
      default:
        lines.push(...linesOf(block, context, place));
    }
  }
  return lines;
}

function notesAbove(
  pageStart: ParagraphText['pageStart'],
  context: DocxContext,
): readonly string[] {
  const lines = pageStart === undefined ? [] : noteLines(context, pageStart.notesBefore);
  return lines.length === 0 ? [] : [...lines, ''];
}

function tableLines(table: XmlElement, context: DocxContext): readonly string[] {
  const { isRuled, rows } = readTable(table, context.styles, (cell) => linesOf(cell, context));
  if (!isRuled) return ['', ...rows.flat().flatMap((lines) => [...lines, '']), ''];
  return ['', ...rows.map((cells) => cells.map(oneLine).join('\t').trimEnd()), ''];
}

function oneLine(lines: readonly string[]): string {
  return lines.join(' ').replace(/\s+/g, ' ').trim();
}
