import type { InboundFile } from '../domain/inbound-event.ts';
import type { StaffAct } from '../domain/permission.ts';
import type { Turn } from '../engine/turn.ts';
import type { DraftRow } from '../store/drafts.ts';

/** What somebody wrote or sent while a dialogue is open. */
export interface DialogueInput {
  readonly text: string;
  readonly files: readonly InboundFile[];
  readonly albumId: string | undefined;
}

/**
 * A conversation as a state machine on a stored draft.
 *
 * Each step reads the draft, changes it and shows its card, all in the turn's transaction: a restart
 * between two steps loses nothing. Whoever calls has locked the draft and checked that it is open,
 * belongs to the person and has the revision the button was shown with.
 */
export interface Dialogue {
  /** Stored in `draft.dialogue`. */
  readonly name: string;
  /** What the person must be allowed to do, at the draft's office once it has one, at every step. */
  readonly act?: StaffAct;
  /** Untouched for so long, it is over: what the person writes then is meant otherwise. */
  readonly expiresAfterMs?: number;
  onPress(turn: Turn, draft: DraftRow, verb: string, arg: string): Promise<void>;
  onInput(turn: Turn, draft: DraftRow, input: DialogueInput): Promise<void>;
  /** Shows the newest card again. */
  show(turn: Turn, draft: DraftRow): Promise<void>;
}

/** What a dialogue's button carries; `arg` is short: the whole may not be over 64 bytes. */
export function dialoguePress(
  draft: Pick<DraftRow, 'id' | 'revision'>,
  verb: string,
  arg: string | number = '',
): string {
  const id = draft.id.replaceAll('-', '');
  return `d:${id}:${draft.revision}:${verb}${arg === '' ? '' : `:${arg}`}`;
}
