import type { Amending } from '../../store/amendments.ts';
import type { DraftRow } from '../../store/drafts.ts';

/** A file of a correction; `fileId` is null while it is fetched and checked, and its name unknown. */
export interface AmendFile {
  readonly uploadId: string;
  readonly fileId: string | null;
  readonly name: string;
  readonly bytes: number;
}

/** A correction or a recall that is being written. */
export interface AmendBody {
  readonly directiveId: string;
  readonly relation: Amending;
  /** The words of the correction, or the reason of the recall. */
  readonly text: string;
  readonly files: readonly AmendFile[];
  /** How many amendments there were when the card was shown. */
  readonly seen: number;
}

/** What one of these two dialogues has stored; throws for another one's row. */
export function amendBody({ id, body }: Pick<DraftRow, 'id' | 'body'>): AmendBody {
  if (isBody(body)) return body;
  throw new Error(`Draft ${id} is neither a correction nor a recall: cancel it.`);
}

// Only these dialogues write these rows, so the discriminator is proof enough.
function isBody(body: unknown): body is AmendBody {
  if (typeof body !== 'object' || body === null || !('relation' in body)) return false;
  return body.relation === 'corrects' || body.relation === 'recalls';
}
