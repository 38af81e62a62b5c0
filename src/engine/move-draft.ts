import { type DraftEvent, nextDraftState } from '../domain/draft.ts';
import type { Database } from '../ports/database.ts';
import { type DraftRow, type DraftWaiting, setDraftState } from '../store/drafts.ts';

const nothing: DraftWaiting = { releaseAt: null, submittedAt: null, approvedBy: null };

/**
 * Moves a locked draft on. What was noted about its waiting goes, except what is given. Returns the
 * draft as it is now; rejects when the table of its life does not allow the event.
 */
export async function moveDraft(
  tx: Database,
  draft: DraftRow,
  event: DraftEvent,
  { at, ...waiting }: { readonly at: Date } & Partial<DraftWaiting>,
): Promise<DraftRow> {
  const state = nextDraftState(draft.state, event);
  if (!state) throw new Error(`Draft ${draft.id} is ${draft.state} and cannot be ${event}.`);
  const noted = { ...nothing, ...waiting };
  await setDraftState(tx, draft.id, state, noted, at);
  return { ...draft, ...noted, state, revision: draft.revision + 1, updatedAt: at };
}
