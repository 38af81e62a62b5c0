import type { Extracted } from '../ports/extract.ts';
import { elements, parseXml, type XmlElement } from './docx/xml-tree.ts';
import type { ZipArchive } from './zip-archive.ts';

const PARTS =
  /^xl\/(?:workbook\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml|drawings\/[^/]+\.xml|(?:threadedComments\/)?[^/]*comments?[^/]*\.xml)$/iu;
/** Elements that hold one cell, one line of a text box, one comment or one running head. */
const LINES = new Set([
  'si',
  'is',
  'p',
  'text',
  'oddHeader',
  'oddFooter',
  'evenHeader',
  'evenFooter',
  'firstHeader',
  'firstFooter',
]);
/** Codes of a running head: position, font, size, page number. */
const HEAD_CODES = /&(?:"[^"]*"|[A-Z]|\d{1,3}|K[\dA-F]{6})/gu;

/** Whether an archive is a workbook of Excel (ISO/IEC 29500). */
export function isWorkbook(zip: ZipArchive): boolean {
  return zip.names.includes('xl/workbook.xml');
}

/**
 * Takes all words out of a workbook, a cell a line in no order: enough for the secrecy gate, nothing to be read as a
 * letter.
 */
export async function extractWorkbook(zip: ZipArchive): Promise<Extracted> {
  const lines: string[] = [];
  for (const name of zip.names.filter((part) => PARTS.test(part))) {
    const content = await zip.read(name);
    if (content !== undefined) collect(parseXml(content), lines);
  }
  return { type: 'text', format: 'workbook', text: lines.join('\n') };
}

function collect(element: XmlElement, lines: string[]): void {
  if (element.name === 'sheet') lines.push(element.attributes.name ?? '');
  if (!LINES.has(element.name)) {
    for (const child of elements(element)) collect(child, lines);
    return;
  }
  const text = textOf(element);
  lines.push(element.name.length > 4 ? text.replace(HEAD_CODES, '\n') : text);
}

function textOf(element: XmlElement): string {
  // A phonetic guide repeats the word it hangs on.
  if (element.name === 'rPh') return '';
  return element.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('');
}
