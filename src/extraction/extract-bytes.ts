import type { Extracted, UnreadableReason } from '../ports/extract.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat } from './detect-format.ts';
import { extractDocx } from './docx/extract-docx.ts';
import { extractWorkbook, isWorkbook } from './extract-workbook.ts';
import { Unreadable } from './unreadable.ts';
import { openZip } from './zip-archive.ts';

/** What reading one file may cost. */
export interface BytesLimits {
  /** Of all parts of a ZIP archive together. */
  readonly maxInflatedBytes: number;
}

/** UTF-16 units; ten times the longest letter seen. Gate and reader take a second or two for so much at worst. */
const MAX_TEXT = 2_000_000;

/** Reads a file in this very process: for the extraction process, which is stopped when it takes too much. */
export async function extractBytes(bytes: Uint8Array, limits: BytesLimits): Promise<Extracted> {
  try {
    const extracted = await extractAs(bytes, limits);
    const isTooLong = extracted.type === 'text' && extracted.text.length > MAX_TEXT;
    return isTooLong ? unreadable('too-large') : extracted;
  } catch (error) {
    return unreadable(error instanceof Unreadable ? error.reason : 'damaged');
  }
}

async function extractAs(bytes: Uint8Array, limits: BytesLimits): Promise<Extracted> {
  switch (detectFormat(bytes)) {
    case 'zip': {
      const zip = await openZip(bytes, limits.maxInflatedBytes);
      return isWorkbook(zip) ? extractWorkbook(zip) : extractDocx(zip);
    }
    case 'pdf': {
      // Loading the PDF library takes longer than reading most other files.
      const { extractPdf } = await import('./pdf/extract-pdf.ts');
      return extractPdf(bytes);
    }
    case 'text': {
      const text = decodeText(bytes);
      return text.trim() === '' ? unreadable('empty') : { type: 'text', format: 'text', text };
    }
    case 'ole':
      return unreadable(oleContent(bytes));
    case 'rtf':
      return unreadable('legacy-doc');
    case 'image':
      return unreadable('scan');
    case 'markup':
    case 'binary':
      return unreadable('not-a-document');
  }
}

/** Streams of an OLE file are named in UTF-16: an encrypted DOCX is one, and so is Word 97's own format. */
function oleContent(bytes: Uint8Array): UnreadableReason {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = (stream: string): boolean => content.includes(Buffer.from(stream, 'utf16le'));
  if (names('EncryptedPackage')) return 'encrypted';
  return names('WordDocument') ? 'legacy-doc' : 'not-a-document';
}

function unreadable(reason: UnreadableReason): Extracted {
  return { type: 'unreadable', reason };
}
