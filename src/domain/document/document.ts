import type { Deadline } from '../deadline/deadline.ts';

export type Urgency = 'none' | 'khan' | 'thuong_khan' | 'hoa_toc';
export type Secrecy = 'none' | 'mat' | 'toi_mat' | 'tuyet_mat';
/** Marks that keep a document away from the press and the public without making it a secret. */
export type Circulation = 'normal' | 'internal' | 'return_after_reading' | 'draft';

export interface Issuer {
  readonly parent: string | null;
  readonly name: string;
}

export interface Task {
  readonly id: string;
  /** The printed words, without number and colon. */
  readonly assignee: string;
  /** Verbatim pieces, without number, letter, bullet and the assignee's label. */
  readonly items: readonly string[];
  readonly deadlineIds: readonly string[];
  readonly collaborators?: readonly string[];
  /** Where the task stands: 'II.1', 'II.1/-', 'noi_nhan:4'. */
  readonly locator?: string;
  /** The id of the task this one is a part of. */
  readonly parent?: string;
  /** Read out of Nơi nhận rather than out of an assignment. */
  readonly implicit?: boolean;
}

export interface Citation {
  readonly reference: string;
  readonly date: string | null;
  readonly issuer: string | null;
  readonly type: string | null;
  /** 'body', 'footnote:1' or 'appendix'. */
  readonly where: string;
  readonly occurrences?: number;
}

export interface Signer {
  readonly capacity: string | null;
  readonly title: string;
  readonly name: string;
  readonly namePrefix: string | null;
}

export interface NoiNhanEntry {
  readonly text: string;
  /** The printed word in brackets, without brackets; 'luu' for the line that starts with Lưu. */
  readonly purpose: string | null;
}

/** How sure the reader is of a field, and where it stands: UTF-16 offsets in `Document.text`. */
export interface Evidence {
  readonly certainty: 'sure' | 'doubtful' | 'missing';
  readonly start: number | null;
  readonly end: number | null;
}

/** The names of the fields that carry evidence. */
export type EvidentField =
  | 'number'
  | 'symbol'
  | 'date'
  | 'issuer'
  | 'place'
  | 'type'
  | 'subject'
  | 'urgency'
  | 'recipients'
  | 'signer'
  | 'noiNhan';

/**
 * What a reader understood of one official text.
 *
 * Every text value is NFC, without markdown asterisks and footnote marks, inner blanks collapsed,
 * otherwise exactly as printed. Unknown is null, none is []. Nothing is ever guessed.
 */
export interface Document {
  /** The text in reading order (columns, hard wraps, markdown and footnotes undone); the offsets point into it. */
  readonly text: string;
  readonly number: string | null;
  readonly symbol: string | null;
  readonly reference: string | null;
  readonly referencePrinted: string | null;
  readonly issuer: Issuer | null;
  readonly place: string | null;
  /** 'YYYY-MM-DD' of issue. */
  readonly date: string | null;
  readonly type: { readonly code: string; readonly name: string };
  readonly subject: string | null;
  readonly urgency: Urgency;
  readonly circulation: Circulation;
  readonly recipients: readonly string[];
  readonly recipientsSource: 'kinh_gui' | 'dien' | 'noi_nhan';
  readonly deadlines: readonly Deadline[];
  readonly tasks: readonly Task[];
  readonly attachments: readonly string[];
  readonly citations: readonly Citation[];
  readonly signer: Signer | null;
  readonly noiNhan: readonly NoiNhanEntry[];
  readonly links: readonly string[];
  readonly publishBlockers: readonly ('number_missing' | 'issue_date_missing')[];
  readonly warnings: readonly string[];
  readonly evidence: Readonly<Record<EvidentField, Evidence>>;
}
