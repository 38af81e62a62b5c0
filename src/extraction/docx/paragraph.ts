import { isItem } from '../paragraphs.ts';
import { raiseDigits } from '../raised-digits.ts';
import type { Notes } from './notes.ts';
import type { Numbering } from './numbering.ts';
import type { Styles } from './styles.ts';
import { attributeAt, element, elements, type XmlElement } from './xml-tree.ts';

/** What the text of a part depends on beside its own XML. */
export interface DocxContext {
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly notes: Notes;
}

/** A paragraph's own lines, and the text boxes that hang on it. */
export interface ParagraphText {
  readonly lines: readonly string[];
  readonly boxes: readonly XmlElement[];
  readonly isCentred: boolean;
  /** The last page that began in this paragraph when it was saved. */
  readonly pageStart?: PageStart;
}

/** Where a page begins, which is known of files that a word processor has laid out. */
export interface PageStart {
  /** Nothing of the paragraph stands on the page before. */
  readonly isAtStart: boolean;
  /** How many notes the text referred to until there: they stand at the foot of earlier pages. */
  readonly notesBefore: number;
}

/** Tabs inside a paragraph align pieces that are read apart; tabs proper are kept for table cells. */
const GAP = '   ';
const PAGE_START = '\f';

/** Reads one `w:p` as it is printed: with its number, without deleted and hidden text. */
export function readParagraph(paragraph: XmlElement, context: DocxContext): ParagraphText {
  const properties = element(paragraph, 'w:pPr');
  const boxes: XmlElement[] = [];
  const runs = new RunReader(attributeAt(properties, 'w:pStyle'), context, boxes);
  const content = runs.inline(paragraph);
  const pageAt = content.lastIndexOf(PAGE_START);
  const text = content
    .replaceAll(PAGE_START, '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
  const isEmpty = text === '';
  const label = isEmpty ? undefined : context.numbering.next(properties);
  const isAlreadyLabelled = label === '-' && isItem(text);
  const printed = label === undefined || isAlreadyLabelled ? text : `${label} ${text}`;
  const isCentred = attributeAt(properties, 'w:jc') === 'center';
  const lines = printed.split('\n');
  if (pageAt < 0) return { lines, boxes, isCentred };
  const isAtStart = content.slice(0, pageAt).trim() === '';
  return { lines, boxes, isCentred, pageStart: { isAtStart, notesBefore: runs.notesBeforePage } };
}

/** Reads the runs of one paragraph. It lives as long as the paragraph is read and gathers its boxes. */
class RunReader {
  readonly #paragraphStyle: string | undefined;
  readonly #context: DocxContext;
  readonly #boxes: XmlElement[];
  #notesBeforePage = 0;

  constructor(paragraphStyle: string | undefined, context: DocxContext, boxes: XmlElement[]) {
    this.#paragraphStyle = paragraphStyle;
    this.#context = context;
    this.#boxes = boxes;
  }

  /** How many notes were referred to when the last page began. */
  get notesBeforePage(): number {
    return this.#notesBeforePage;
  }

  inline(parent: XmlElement): string {
    return elements(parent)
      .map((child) => this.#piece(child))
      .join('');
  }

  #piece(child: XmlElement): string {
    switch (child.name) {
      case 'w:r':
        return this.#run(child);
      // Text that a tracked change took away from here, and what is not printed at all.
      case 'w:del':
      case 'w:moveFrom':
      case 'w:pPr':
      case 'w:sdtPr':
        return '';
      case 'mc:AlternateContent':
        return this.inline(chosen(child));
      default:
        return this.inline(child);
    }
  }

  #run(run: XmlElement): string {
    const runProperties = element(run, 'w:rPr');
    const look = { paragraphStyle: this.#paragraphStyle, runProperties };
    const { styles } = this.#context;
    if (styles.isOn('w:vanish', look)) return '';
    const text = elements(run)
      .map((child) => this.#runPart(child))
      .join('');
    if (attributeAt(runProperties, 'w:vertAlign') === 'superscript' && /^\s*\d+\s*$/.test(text)) {
      return raiseDigits(text);
    }
    const isCapitals = styles.isOn('w:caps', look) || styles.isOn('w:smallCaps', look);
    return isCapitals ? text.toLocaleUpperCase('vi') : text;
  }

  #runPart(child: XmlElement): string {
    switch (child.name) {
      case 'w:t':
        return child.children.filter((piece) => typeof piece === 'string').join('');
      case 'w:tab':
      case 'w:ptab':
        return GAP;
      case 'w:lastRenderedPageBreak':
        this.#notesBeforePage = this.#context.notes.count();
        return PAGE_START;
      case 'w:br':
      case 'w:cr':
        return '\n';
      case 'w:noBreakHyphen':
        return '-';
      case 'w:footnoteReference':
        return this.#context.notes.refer('footnote', child.attributes.id ?? '');
      case 'w:endnoteReference':
        return this.#context.notes.refer('endnote', child.attributes.id ?? '');
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.#boxes.push(...textBoxes(child));
        return '';
      case 'mc:AlternateContent':
        this.#boxes.push(...textBoxes(chosen(child)));
        return '';
      default:
        return '';
    }
  }
}

/** The form of a drawing that current programs show; older ones show `mc:Fallback`, the same text again. */
export function chosen(alternatives: XmlElement): XmlElement {
  return element(alternatives, 'mc:Choice') ?? element(alternatives, 'mc:Fallback') ?? alternatives;
}

/** Text boxes, and the letters of WordArt, which is how Word draws a watermark. */
function textBoxes(parent: XmlElement): readonly XmlElement[] {
  if (parent.name === 'w:txbxContent') return [parent];
  const letters = parent.name === 'textpath' ? parent.attributes.string : undefined;
  if (letters !== undefined) return [boxOf(letters)];
  const inside = parent.name === 'mc:AlternateContent' ? chosen(parent) : parent;
  return elements(inside).flatMap(textBoxes);
}

function boxOf(text: string): XmlElement {
  const around = (name: string, child: XmlElement | string): XmlElement => ({
    name,
    attributes: {},
    children: [child],
  });
  return around('w:txbxContent', around('w:p', around('w:r', around('w:t', text))));
}
