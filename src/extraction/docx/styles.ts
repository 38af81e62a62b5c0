import { attributeAt, element, elements, toggle, type XmlElement } from './xml-tree.ts';

/** The paragraph, character and table styles of a document. */
export interface Styles {
  /** The styles from `id` up to the one that is based on nothing, nearest first. */
  chain(id: string | undefined): readonly XmlElement[];
  /** Whether a run's text is shown in capitals, or not at all. */
  isOn(name: 'w:caps' | 'w:smallCaps' | 'w:vanish', run: RunStyles): boolean;
}

/** What decides how a run looks, the strongest last. */
export interface RunStyles {
  readonly paragraphStyle: string | undefined;
  readonly runProperties: XmlElement | undefined;
}

/** Reads word/styles.xml; without it there are no styles. */
export function readStyles(root: XmlElement | undefined): Styles {
  const byId = new Map<string, XmlElement>();
  for (const style of elements(root, 'w:style')) {
    const id = style.attributes.styleId;
    if (id !== undefined) byId.set(id, style);
  }

  const chain = (id: string | undefined): readonly XmlElement[] => {
    const found: XmlElement[] = [];
    for (let at = id; at !== undefined; ) {
      const style = byId.get(at);
      if (style === undefined || found.includes(style)) break;
      found.push(style);
      at = attributeAt(style, 'w:basedOn');
    }
    return found;
  };

  const isOn: Styles['isOn'] = (name, { paragraphStyle, runProperties }) => {
    const direct = toggle(runProperties, name);
    if (direct !== undefined) return direct;
    const inherited = [...chain(attributeAt(runProperties, 'w:rStyle')), ...chain(paragraphStyle)];
    for (const style of inherited) {
      const value = toggle(element(style, 'w:rPr'), name);
      if (value !== undefined) return value;
    }
    return false;
  };
  return { chain, isOn };
}
