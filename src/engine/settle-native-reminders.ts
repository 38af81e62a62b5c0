import { directivesById } from '../store/directives.ts';
import { withdrawNativeReminders } from '../store/native-reminders.ts';
import { obligationsOf } from '../store/obligations.ts';
import { commit } from './commit.ts';
import type { Engine } from './engine.ts';
import { writeNativeReminders } from './write-native-reminders.ts';

const batchSize = 200;

/**
 * Takes back reminders of the network's own that would ring for nothing: the organisation has answered,
 * the directive was recalled or replaced, or the deadline has moved. Where an acknowledgement is still
 * owed, one for the deadline that holds now takes the place. Returns how many were taken back.
 */
export function settleNativeReminders(engine: Engine): Promise<number> {
  return commit(engine, async (tx, wake) => {
    const withdrawn = await withdrawNativeReminders(tx, engine.machine.now(), batchSize);
    for (const { accountId } of withdrawn) wake({ job: 'deliver', accountId });
    const ids = [...new Set(withdrawn.map(({ directiveId }) => directiveId))];
    for (const directive of await directivesById(tx, ids)) {
      const organisations = withdrawn.flatMap(({ directiveId, organisationId }) =>
        directiveId === directive.id ? [organisationId] : [],
      );
      const owed = (await obligationsOf(tx, directive.id, [...new Set(organisations)]))
        .filter(({ state }) => state === 'open')
        .map((row) => ({ ...row, dueAt: row.extendedTo ?? row.dueAt }));
      await writeNativeReminders(engine, tx, wake, directive, owed);
    }
    return withdrawn.length;
  });
}
