import type { Database } from '../ports/database.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { markCardsStale, markReferencesStale, markStale } from '../store/part-edits.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';

/**
 * Asks for a directive's cards to be edited to their newest state: those of some organisations, or of
 * everybody, and the progress card. Edits are coalesced by the time a card was last edited.
 */
export async function refreshCards(
  engine: Engine,
  tx: Database,
  wake: Wake,
  directive: Pick<DirectiveRow, 'id' | 'versionId'>,
  organisationIds: readonly string[] | 'everybody',
): Promise<void> {
  const now = engine.machine.now();
  const accounts = await Promise.all([
    markCardsStale(tx, directive, organisationIds, now),
    markReferencesStale(tx, directive, organisationIds, now),
    markStale(tx, { subjectIds: [directive.id] }, now),
  ]);
  for (const accountId of new Set(accounts.flat())) wake({ job: 'deliver', accountId });
}
