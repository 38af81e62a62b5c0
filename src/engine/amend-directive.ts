import { type DirectiveState, nextDirectiveState } from '../domain/directive-life.ts';
import type { Database } from '../ports/database.ts';
import { type Amending, amendmentsOf, insertAmendment } from '../store/amendments.ts';
import {
  type DirectiveRow,
  lockDirective,
  setDirectiveState,
  type VersionFile,
} from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { waiveObligations } from '../store/obligations.ts';
import { markStale } from '../store/part-edits.ts';
import { cancelQueuedParts } from '../store/part-ends.ts';
import { cancelRemindersUnder } from '../store/reminders.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { refreshCards } from './refresh-cards.ts';

/** A decision of staff about a directive that is out there. */
export interface Amendment {
  readonly directiveId: string;
  readonly relation: Amending;
  /** The words of the correction, or the reason of the recall. */
  readonly text: string;
  readonly files: readonly VersionFile[];
  /** How many amendments the person knew of when deciding. */
  readonly seen: number;
  readonly personId: string;
  readonly at: Date;
}

export type AmendAnswer =
  | { readonly type: 'done' }
  /** It was recalled or replaced before. */
  | { readonly type: 'ended'; readonly state: DirectiveState }
  /** Somebody corrected it since the person looked; to be decided again. */
  | { readonly type: 'overtaken'; readonly at: Date; readonly by: string }
  | { readonly type: 'unknown' };

/**
 * Corrects or recalls a directive, as a linked version that goes to the chats which have the original.
 *
 * A correction leaves what is owed as it is. A recall stops what has not gone out, ends what is owed
 * and its reminders, and takes back what can be taken back. Decided under the directive's lock: of two
 * people one is told. The caller has checked who decides.
 */
export async function amendDirective(
  engine: Engine,
  tx: Database,
  wake: Wake,
  amendment: Amendment,
): Promise<AmendAnswer> {
  const { directiveId, relation, personId, at } = amendment;
  const directive = await lockDirective(tx, directiveId);
  if (!directive) return { type: 'unknown' };
  if (!nextDirectiveState(directive.state, 'recalled'))
    return { type: 'ended', state: directive.state };
  const newer = (await amendmentsOf(tx, [directiveId])).slice(amendment.seen).at(-1);
  if (newer) return { type: 'overtaken', at: newer.at, by: newer.by };
  const versionId = await insertAmendment(tx, { ...amendment, by: personId });
  if (relation === 'recalls') await endDirective(tx, directive, { state: 'recalled', at });
  await recordEvent(tx, {
    at,
    actor: { person: personId },
    action: relation === 'corrects' ? 'directive-corrected' : 'directive-recalled',
    subject: { kind: 'directive', id: directiveId },
    detail: { versionId, files: amendment.files.length },
  });
  // What is recalled is taken back; only what cannot be is edited.
  if (relation === 'corrects') await refreshCards(engine, tx, wake, directive, 'everybody');
  else {
    const accounts = await markStale(tx, { subjectIds: [directiveId] }, engine.machine.now());
    for (const accountId of accounts) wake({ job: 'deliver', accountId });
  }
  wake({ job: 'fan-out', versionId });
  return { type: 'done' };
}

/** Ends a directive: nothing more of it goes out, nobody owes anything under it, nobody is reminded. */
export async function endDirective(
  tx: Database,
  directive: Pick<DirectiveRow, 'id'>,
  end: { readonly state: 'recalled' | 'replaced'; readonly at: Date },
): Promise<void> {
  await setDirectiveState(tx, directive.id, end.state);
  await cancelQueuedParts(tx, directive.id);
  await waiveObligations(tx, directive.id, end.at);
  await cancelRemindersUnder(tx, directive.id, end.at, `directive-${end.state}`);
}

/**
 * Ends a directive whose place another one takes: nothing more of it goes out, what is owed under it
 * ends, and its cards say which one stands now.
 *
 * Throws when it has ended already: the caller, who asked before, is told when the update is tried again.
 */
export async function replaceDirective(
  engine: Engine,
  tx: Database,
  wake: Wake,
  change: {
    readonly oldId: string;
    readonly newId: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  const old = await lockDirective(tx, change.oldId);
  if (!old || !nextDirectiveState(old.state, 'replaced')) {
    throw new Error(`Directive ${change.oldId} has ended and cannot be replaced: look again.`);
  }
  await endDirective(tx, old, { state: 'replaced', at: change.at });
  await recordEvent(tx, {
    at: change.at,
    actor: { person: change.by },
    action: 'directive-replaced',
    subject: { kind: 'directive', id: old.id },
    detail: { by: change.newId },
  });
  await refreshCards(engine, tx, wake, old, 'everybody');
}
