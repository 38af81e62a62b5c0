import { makeZip, type ZipPart } from './make-zip.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const NAMESPACES = `xmlns:w="${W}" xmlns:r="${R}" xmlns:mc="${MC}" xmlns:v="urn:v"`;

/** Parts beside the document, by the kind of their relationship; headers and footers by a name of their own. */
export type DocxParts = Readonly<Record<string, string>>;

/** Makes a DOCX from the XML inside `w:body` and inside the root of every further part. */
export function makeDocx(
  body: string,
  parts: DocxParts = {},
  more: readonly ZipPart[] = [],
): Uint8Array {
  const names = Object.keys(parts);
  const relations = names.map((name) => {
    const kind = name.replace(/\d+$/, '');
    return `<Relationship Id="${name}" Type="${R}/${kind}" Target="${name}.xml"/>`;
  });
  return makeZip([
    {
      name: '_rels/.rels',
      content: relationships(
        `<Relationship Id="r1" Type="${R}/officeDocument" Target="word/document.xml"/>`,
      ),
    },
    { name: 'word/_rels/document.xml.rels', content: relationships(relations.join('')) },
    {
      name: 'word/document.xml',
      content: `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
    },
    ...names.map((name) => ({
      name: `word/${name}.xml`,
      content: `<w:root ${NAMESPACES}>${parts[name] ?? ''}</w:root>`,
    })),
    ...more,
  ]);
}

function relationships(content: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;
}

/** A paragraph of one run. */
export function p(text: string, properties = '', runProperties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${r(text, runProperties)}</w:p>`;
}

/** A run of text. */
export function r(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}
