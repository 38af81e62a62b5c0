import { directivesById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { markOverdue } from '../store/obligations.ts';
import { commit } from './commit.ts';
import type { Engine } from './engine.ts';
import { openNextInstance } from './next-instance.ts';
import { refreshCards } from './refresh-cards.ts';

/**
 * Marks what is owed past its last moment as overdue, opens the next round of what recurs and brings the cards
 * concerned up to date.
 */
export function markOverdueObligations(engine: Engine): Promise<{ overdue: number }> {
  return commit(engine, async (tx, wake) => {
    const now = engine.clock.now();
    const marked = await markOverdue(tx, now);
    const ids = new Set(marked.map(({ directiveId }) => directiveId));
    for (const directive of await directivesById(tx, [...ids])) {
      const passed = marked.filter(({ directiveId }) => directiveId === directive.id);
      for (const obligation of passed) await openNextInstance(engine, tx, directive, obligation);
      await refreshCards(engine, tx, wake, directive, 'everybody');
      await recordEvent(tx, {
        at: now,
        actor: { system: 'mark-overdue' },
        action: 'obligations-overdue',
        subject: { kind: 'directive', id: directive.id },
        detail: { count: passed.length },
      });
    }
    return { overdue: marked.length };
  });
}
