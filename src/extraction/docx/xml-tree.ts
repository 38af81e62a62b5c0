import { SaxesParser } from 'saxes';
import { Unreadable } from '../unreadable.ts';

/**
 * An element with its name in the usual prefix (`w:p`, `mc:Choice`), whatever prefix the file uses.
 *
 * Attributes go by their local name.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly (XmlElement | string)[];
}

const MAX_DEPTH = 256;

/** Word's namespace in its transitional and its strict form (ISO/IEC 29500), and the two beside it. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w:',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w:',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc:',
};

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Parses one XML part. Entities beyond the five of XML are refused, so none can be expanded without end. */
export function parseXml(bytes: Uint8Array): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('error', () => {
    throw new Unreadable('damaged');
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = {};
    for (const attribute of Object.values(tag.attributes)) {
      attributes[attribute.local] = attribute.value;
    }
    const name = `${PREFIXES[tag.uri] ?? ''}${tag.local}`;
    const element: OpenElement = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > MAX_DEPTH) throw new Unreadable('damaged');
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (text) => {
    open.at(-1)?.children.push(text);
  });
  parser.write(new TextDecoder(encodingOf(bytes)).decode(bytes)).close();
  const first = elements(root)[0];
  if (first === undefined) throw new Unreadable('damaged');
  return first;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** The elements directly inside `parent`, of one name if it is given. */
export function elements(parent: XmlElement | undefined, name?: string): readonly XmlElement[] {
  if (parent === undefined) return [];
  return parent.children.filter(
    (child): child is XmlElement =>
      typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The element that a path of names leads to; undefined when a step is missing. */
export function element(
  parent: XmlElement | undefined,
  ...path: readonly string[]
): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => elements(at, name)[0], parent);
}

/** The `val` attribute of the element that a path leads to. */
export function attributeAt(
  parent: XmlElement | undefined,
  ...path: readonly string[]
): string | undefined {
  return element(parent, ...path)?.attributes.val;
}

/** Whether a property such as `w:caps` is on; undefined when it is not stated. */
export function toggle(parent: XmlElement | undefined, name: string): boolean | undefined {
  const property = element(parent, name);
  if (property === undefined) return undefined;
  return !['0', 'false', 'off', 'none'].includes(property.attributes.val ?? 'true');
}
