import type { Engine } from '../src/engine/engine.ts';
import type { Wakeup } from '../src/ports/job-queue.ts';
import { announceCommands } from './announce-commands.ts';
import { announceInChat } from './announce-in-chat.ts';
import { auditCounts } from './audit-counts.ts';
import { deliver } from './deliver.ts';
import { fanOut } from './fan-out.ts';
import { fetchUpload } from './fetch-upload.ts';
import type { Counts, PeriodicJob } from './job.ts';
import { logIn } from './log-in.ts';
import { markOverdue } from './mark-overdue.ts';
import { planReminders } from './plan-reminders.ts';
import { processInbox } from './process-inbox.ts';
import { releaseDraft } from './release-draft.ts';
import { remind } from './remind.ts';
import { requeueLost } from './requeue-lost.ts';
import { settleDepartures } from './settle-departures.ts';

/** Every job that runs by itself. */
export const periodicJobs: readonly PeriodicJob[] = [
  planReminders,
  markOverdue,
  requeueLost,
  settleDepartures,
  auditCounts,
];

/** Runs the job that a wake-up names. */
export function runWakeup(engine: Engine, wakeup: Wakeup): Promise<Counts> {
  switch (wakeup.job) {
    case 'deliver':
      return deliver.run(engine, wakeup);
    case 'process-inbox':
      return processInbox.run(engine, wakeup);
    case 'fan-out':
      return fanOut.run(engine, wakeup);
    case 'release-draft':
      return releaseDraft.run(engine, wakeup);
    case 'fetch-upload':
      return fetchUpload.run(engine, wakeup);
    case 'remind':
      return remind.run(engine, wakeup);
    case 'announce-commands':
      return announceCommands.run(engine, wakeup);
    case 'announce-in-chat':
      return announceInChat.run(engine, wakeup);
    case 'log-in':
      return logIn.run(engine, wakeup);
  }
}
