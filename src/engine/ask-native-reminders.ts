import type { Channel } from '../ports/channel.ts';
import { openNativeReminders } from '../store/native-reminders.ts';
import { acceptUpdates } from './accept-updates.ts';
import type { Engine } from './engine.ts';

/** The newest reminders of an account that are asked for after an outage. */
const mostAsked = 200;

/** Since when the connection has stood of which a channel was last asked. */
const askedSince = new WeakMap<Channel, number>();

/**
 * Fetches what people answered to reminders of the network's own while an account was away: networks
 * repeat missed messages after an outage, but not these. Once per connection; what could not be asked
 * is asked with the next sweep.
 */
export async function askNativeReminders(engine: Engine): Promise<number> {
  let answers = 0;
  for (const channel of engine.channels.values()) {
    const { state, since } = channel.health();
    if (!channel.missedAnswers || state !== 'ready') continue;
    if (askedSince.get(channel) === since.getTime()) continue;
    const { accountId } = channel;
    let isComplete = true;
    for (const reminder of await openNativeReminders(engine.db, accountId, mostAsked)) {
      const updates = await channel.missedAnswers(reminder);
      if (!updates) isComplete = false;
      else await acceptUpdates(engine, accountId, updates);
      answers += updates?.length ?? 0;
    }
    if (isComplete) askedSince.set(channel, since.getTime());
  }
  return answers;
}
