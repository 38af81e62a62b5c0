/**
 * What came out of a file that somebody sent.
 *
 * In `text` a paragraph is a line, the cells of a table row are a line with tabs between them, cells
 * that stood side by side without borders follow each other, and footnotes are lines that start
 * with their raised mark.
 */
export type Extracted =
  | {
      readonly type: 'text';
      readonly text: string;
      /** The words of a `workbook` are for the secrecy gate only, in no order. */
      readonly format: 'docx' | 'pdf' | 'text' | 'workbook';
      /** Known for PDF only. */
      readonly pages?: number;
    }
  | { readonly type: 'unreadable'; readonly reason: UnreadableReason };

export type UnreadableReason =
  /** Pages without a text layer. */
  | 'scan'
  | 'legacy-doc'
  | 'encrypted'
  | 'damaged'
  | 'too-large'
  | 'zip-bomb'
  | 'timeout'
  | 'not-a-document'
  | 'empty';

/** Takes the text out of an untrusted file, off the main thread, with a limit on time and memory. Never rejects. */
export type Extract = (
  bytes: Uint8Array,
  options: { readonly fileName: string },
) => Promise<Extracted>;
