import { randomUUID } from 'node:crypto';
import { lanes } from '../domain/delivery.ts';
import { isUrgent } from '../domain/directive.ts';
import type { ObligationKind } from '../domain/obligation.ts';
import { planReminders } from '../domain/reminder.ts';
import { messagesIn } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { deliveryChats } from '../store/native-reminders.ts';
import { insertParts } from '../store/parts.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';

/** What an organisation owes from now on. */
interface Owed {
  readonly organisationId: string;
  readonly kind: ObligationKind;
  readonly dueAt: Date | null;
}

/**
 * Plans a reminder of the network's own in each chat that has to acknowledge and has a deadline, where
 * the network has such reminders and they are turned on; a chat that has one gets no second. It comes
 * when ours last comes before the deadline, and accepting it acknowledges.
 */
export async function writeNativeReminders(
  engine: Engine,
  tx: Database,
  wake: Wake,
  directive: DirectiveRow,
  owed: readonly Owed[],
): Promise<void> {
  const isOffered = [...engine.channels.values()].some(({ capabilities }) =>
    capabilities('group').acknowledge.includes('native-reminder'),
  );
  if (!isOffered) return;
  const asked = owed.filter(({ kind }) => kind === 'acknowledge');
  const ids = asked.map(({ organisationId }) => organisationId);
  const chats = await deliveryChats(tx, directive.versionId, ids);
  const now = engine.machine.now();
  const parts = chats.flatMap((chat) => {
    const ways = engine.channels.get(chat.accountId)?.capabilities(chat.kind).acknowledge ?? [];
    const dueAt = soonest(owed, chat.organisationId, engine.clock.now());
    if (!dueAt || !ways.includes('native-reminder')) return [];
    const { deliveryId, chatId, accountId, language, position } = chat;
    const reference = `${directive.number}/${directive.symbol}`;
    const title = messagesIn(language).card.nativeReminder(reference, directive.code, dueAt);
    const at = lastBefore(engine, directive, dueAt).toISOString();
    return [
      {
        ...{ id: randomUUID(), deliveryId, chatId, accountId, position },
        kind: 'native-reminder' as const,
        lane: lanes[isUrgent(directive.urgency) ? 'urgent' : 'directive'],
        content: { type: 'native-reminder' as const, title, at, dueAt: dueAt.toISOString() },
      },
    ];
  });
  const giveUpAt = new Date(now.getTime() + engine.settings.delivery.giveUpMs);
  await insertParts(tx, parts, { now, giveUpAt });
  for (const accountId of new Set(parts.map((part) => part.accountId))) {
    wake({ job: 'deliver', accountId });
  }
}

/** The first deadline of an organisation that has not passed. */
function soonest(owed: readonly Owed[], organisationId: string, now: Date): Date | undefined {
  const dates = owed.flatMap((one) =>
    one.organisationId === organisationId && one.dueAt && one.dueAt > now ? [one.dueAt] : [],
  );
  return dates.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

function lastBefore(engine: Engine, directive: DirectiveRow, dueAt: Date): Date {
  const { clock, calendar, settings } = engine;
  const context = { now: clock.now(), calendar, urgent: directive.urgency === 'hoa_toc' };
  const times = planReminders({ dueAt, overdueAt: dueAt }, settings.reminders, context)
    .map(({ at }) => at)
    .filter((at) => at < dueAt && at > clock.now());
  return times.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? dueAt;
}
