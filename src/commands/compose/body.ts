import type { AckPolicy } from '../../domain/acknowledgement.ts';
import type { Deadline } from '../../domain/deadline/deadline.ts';
import type { Suggestion } from '../../domain/directory/match-addressee.ts';
import type { Circulation, Urgency } from '../../domain/document/document.ts';
import type { InboundFile } from '../../domain/inbound-event.ts';
import type { DraftRow } from '../../store/drafts.ts';

/** A file of the draft; `fileId` is null while it is fetched and checked, and its name unknown. */
export interface DraftFile {
  readonly uploadId: string;
  readonly fileId: string | null;
  readonly name: string;
  readonly bytes: number;
  readonly circulation: Circulation;
}

/** Whom the words of a document mean: everybody to act, or groups (by key) and organisations (by id). */
export type Target =
  | 'everybody'
  | { readonly groups: readonly string[]; readonly organisations: readonly string[] };

/** A time limit of the directive. Moments are ISO strings. */
export interface DraftDeadline
  extends Pick<
    Deadline,
    | 'phrase'
    | 'kind'
    | 'boundary'
    | 'namedDate'
    | 'namedTime'
    | 'recurrence'
    | 'anchor'
    | 'offset'
    | 'flags'
  > {
  readonly dueAt: string | null;
  readonly overdueAt: string | null;
  /** Who owes it in printed words; [] when nobody is named. */
  readonly appliesTo: readonly string[];
  readonly confirmed: boolean;
}

export interface DraftTask {
  /** The printed words. */
  readonly assignee: string;
  readonly items: readonly string[];
}

export type AudienceRole = 'act' | 'inform';

/** Who is chosen, by groups and one by one; `excluded` wins over groups. */
export interface DraftAudience {
  readonly groups: readonly { readonly key: string; readonly role: AudienceRole }[];
  readonly organisations: readonly { readonly id: string; readonly role: AudienceRole }[];
  readonly excluded: readonly string[];
}

/** An addressee of the document that matched nothing in the directory. */
export interface UnmatchedAddressee {
  readonly words: string;
  readonly suggestions: readonly Suggestion[];
}

/** Printed words that name a body which has ended, and who took its place. */
export interface Succession {
  readonly words: string;
  readonly organisations: readonly string[];
}

/** What a person said printed words mean; they hold for tasks and deadlines in the same words. */
export interface Meaning {
  readonly words: string;
  readonly target: Exclude<Target, 'everybody'>;
}

/** Fields that were read with doubt and wait for a person to confirm them. */
export type DoubtfulField = 'reference' | 'issuedOn' | 'subject';

/** What the document itself says, to be compared with what is released. */
export interface PrintedIdentity {
  readonly number: string | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly issuer: string | null;
  /** The organisation the printed issuer is in the directory; null when it is in none. */
  readonly issuerId: string | null;
}

/** A directive being composed. */
export interface LetterBody {
  readonly type: 'letter';
  readonly number: string | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly subject: string | null;
  readonly doubtful: readonly DoubtfulField[];
  /** Code of the document's type, read or chosen; null: what its symbol says. */
  readonly kind: string | null;
  readonly urgency: Urgency;
  /** Pasted or typed words; sent when there is no file. */
  readonly text: string;
  readonly files: readonly DraftFile[];
  /** What was read to fill the draft: an upload's id, or the pasted text. */
  readonly readFrom: string | 'text' | null;
  readonly printed: PrintedIdentity | null;
  readonly audience: DraftAudience;
  readonly unmatched: readonly UnmatchedAddressee[];
  readonly meanings: readonly Meaning[];
  readonly successions: readonly Succession[];
  readonly deadlines: readonly DraftDeadline[];
  /** Somebody said that no report is asked for. */
  readonly noReport: boolean;
  readonly tasks: readonly DraftTask[];
  readonly ackPolicy: AckPolicy;
  /** null: the default, worked out at release. */
  readonly ackDueAt: string | null;
  readonly shortMessage: string | null;
  /** The statement that nothing of it is a state secret; any new content takes it back. */
  readonly declared: boolean;
  /** The moment it is to go out, chosen by its author; null: at once. */
  readonly releaseAt: string | null;
  /** Why a second person sent it back, until it is submitted again. */
  readonly returned: { readonly by: string; readonly reason: string; readonly at: string } | null;
  /** The directive it takes the place of, and whether acknowledgements are asked for again. */
  readonly replaces: { readonly directiveId: string; readonly askAgain: boolean } | null;
  /** What was typed to find organisations. */
  readonly query: string;
  /** What the numbered buttons on the card stand for: organisation ids or group keys. */
  readonly listed: readonly string[];
  readonly page: number;
}

/** What somebody gave to start with, kept until it is known which draft it is for. */
export interface StartingPoint {
  readonly text: string;
  readonly files: readonly InboundFile[];
}

/** The questions that come before a new draft: what about the open one, and which office. */
export interface StartBody {
  readonly type: 'start';
  readonly given: StartingPoint;
  readonly openDraftId: string | null;
  /** Offices to choose from; the buttons' numbers are positions in it. */
  readonly officeIds: readonly string[];
}

export type ComposeBody = LetterBody | StartBody;

/** A letter with nothing in it. */
export const emptyLetter: LetterBody = {
  type: 'letter',
  number: null,
  symbol: null,
  issuedOn: null,
  subject: null,
  doubtful: [],
  kind: null,
  urgency: 'none',
  text: '',
  files: [],
  readFrom: null,
  printed: null,
  audience: { groups: [], organisations: [], excluded: [] },
  unmatched: [],
  meanings: [],
  successions: [],
  deadlines: [],
  noReport: false,
  tasks: [],
  ackPolicy: 'any-one',
  ackDueAt: null,
  shortMessage: null,
  declared: false,
  releaseAt: null,
  returned: null,
  replaces: null,
  query: '',
  listed: [],
  page: 0,
};

/** The body of a draft of this dialogue; fields a newer version added have their defaults. */
export function composeBody(draft: Pick<DraftRow, 'id' | 'body'>): ComposeBody {
  const { body } = draft;
  if (isBody(body)) return body.type === 'letter' ? { ...emptyLetter, ...body } : body;
  throw new Error(`Draft ${draft.id} is not one of the compose dialogue: cancel it.`);
}

// Only this dialogue writes these rows, so the discriminator is proof enough.
function isBody(body: unknown): body is ComposeBody {
  if (typeof body !== 'object' || body === null || !('type' in body)) return false;
  return body.type === 'letter' || body.type === 'start';
}
