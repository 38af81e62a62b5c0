import { raiseDigits } from '../raised-digits.ts';
import { elements, type XmlElement } from './xml-tree.ts';

/** Footnotes and endnotes, numbered in the order in which the text refers to them. */
export interface Notes {
  /** The raised number of a note that the text refers to here. */
  refer(kind: 'footnote' | 'endnote', id: string): string;
  /** How many notes were referred to so far. */
  count(): number;
  /** The next of the first `count` notes that was not printed yet; undefined when all were. */
  nextUnprinted(count: number): Note | undefined;
}

/** A note with its raised number. */
export interface Note {
  readonly mark: string;
  readonly content: XmlElement;
}

/** Collects the notes of word/footnotes.xml and word/endnotes.xml. */
export function readNotes(
  footnotes: XmlElement | undefined,
  endnotes: XmlElement | undefined,
): Notes {
  const contents = new Map<string, XmlElement>();
  for (const note of elements(footnotes, 'w:footnote')) {
    contents.set(`footnote/${note.attributes.id ?? ''}`, note);
  }
  for (const note of elements(endnotes, 'w:endnote')) {
    contents.set(`endnote/${note.attributes.id ?? ''}`, note);
  }
  const order: Note[] = [];
  let printed = 0;

  return {
    refer(kind, id) {
      const content = contents.get(`${kind}/${id}`);
      if (content === undefined) return '';
      const mark = raiseDigits(String(order.length + 1));
      order.push({ mark, content });
      return mark;
    },
    count: () => order.length,
    nextUnprinted(count) {
      if (printed >= count) return undefined;
      printed += 1;
      return order[printed - 1];
    },
  };
}
