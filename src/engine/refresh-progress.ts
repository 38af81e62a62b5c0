import type { Database } from '../ports/database.ts';
import { markProgressStale } from '../store/part-edits.ts';
import type { PartRow } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';

/** Has the progress cards show what has become of a part; a part of no directive shows on none. */
export async function refreshProgress(
  engine: Engine,
  tx: Database,
  wake: Wake,
  { deliveryId }: Pick<PartRow, 'deliveryId'>,
): Promise<void> {
  if (!deliveryId) return;
  for (const accountId of await markProgressStale(tx, [deliveryId], engine.machine.now())) {
    wake({ job: 'deliver', accountId });
  }
}
