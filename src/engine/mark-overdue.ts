import { groupBy } from '../domain/group-by.ts';
import type { Database } from '../ports/database.ts';
import { directivesById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { markOverdue } from '../store/obligations.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { openNextInstance } from './next-instance.ts';
import { refreshCards } from './refresh-cards.ts';

/** So few that nobody who answers or reminds at this moment has to wait for them. */
const batchSize = 200;

/**
 * Marks what is owed past its last moment as overdue, opens the next round of what recurs and brings the cards
 * concerned up to date, one short transaction per batch.
 */
export async function markOverdueObligations(engine: Engine): Promise<{ overdue: number }> {
  let overdue = 0;
  for (;;) {
    const marked = await commit(engine, (tx, wake) => markBatch(engine, tx, wake));
    overdue += marked;
    if (marked < batchSize || engine.stopping?.aborted) return { overdue };
  }
}

async function markBatch(engine: Engine, tx: Database, wake: Wake): Promise<number> {
  const now = engine.clock.now();
  const marked = await markOverdue(tx, now, batchSize);
  const passed = groupBy(marked, ({ directiveId }) => directiveId);
  for (const directive of await directivesById(tx, [...passed.keys()])) {
    const obligations = passed.get(directive.id) ?? [];
    for (const obligation of obligations) await openNextInstance(engine, tx, directive, obligation);
    const organisationIds = new Set(obligations.map(({ organisationId }) => organisationId));
    await refreshCards(engine, tx, wake, directive, [...organisationIds]);
    await recordEvent(tx, {
      at: now,
      actor: { system: 'mark-overdue' },
      action: 'obligations-overdue',
      subject: { kind: 'directive', id: directive.id },
      detail: { count: obligations.length },
    });
  }
  return marked.length;
}
