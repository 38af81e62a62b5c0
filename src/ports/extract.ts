/** What came out of a file that somebody sent. */
export type Extracted =
  | { readonly type: 'text'; readonly text: string; readonly format: 'docx' | 'pdf' | 'text' }
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
