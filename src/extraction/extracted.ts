/** Why a file gives no text. */
export type UnreadableReason =
  | 'scan'
  | 'legacy-doc'
  | 'encrypted'
  | 'damaged'
  | 'too-large'
  | 'zip-bomb'
  | 'timeout'
  | 'not-a-document'
  | 'empty';

/**
 * What came out of a file.
 *
 * In `text` a paragraph is a line, the cells of a table row are a line with tabs between them, cells
 * that stood side by side without borders follow each other, and footnotes are lines that start
 * with their raised mark.
 */
export type Extracted =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly format: 'docx' | 'pdf' | 'text';
      /** Known for PDF only. */
      readonly pages?: number;
    }
  | { readonly type: 'unreadable'; readonly reason: UnreadableReason };

/** Stops the reading of a file for a reason the caller is told. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason) {
    super(`the file gives no text: ${reason}`);
    this.reason = reason;
  }
}
