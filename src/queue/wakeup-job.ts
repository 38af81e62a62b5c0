import { z } from 'zod';
import type { Wakeup } from '../ports/job-queue.ts';

/** The queues of BullMQ: they keep a long letter or a slow network from holding up the inbox. */
export type QueueName = 'deliver' | 'inbox' | 'work';

export const queueNames: readonly QueueName[] = ['deliver', 'inbox', 'work'];

/** What a job carries; the store between may have been written by another version. */
export const wakeupSchema: z.ZodType<Wakeup> = z.discriminatedUnion('job', [
  z.object({ job: z.literal('deliver'), accountId: z.string() }),
  z.object({ job: z.literal('process-inbox'), accountId: z.string() }),
  z.object({ job: z.literal('fan-out'), versionId: z.string() }),
  z.object({ job: z.literal('remind'), reminderId: z.string(), fence: z.number().int() }),
  z.object({ job: z.literal('read-document'), draftId: z.string(), revision: z.number().int() }),
]);

export function queueOf(wakeup: Wakeup): QueueName {
  switch (wakeup.job) {
    case 'deliver':
      return 'deliver';
    case 'process-inbox':
      return 'inbox';
    case 'fan-out':
    case 'remind':
    case 'read-document':
      return 'work';
  }
}

/** Names the wake-up in one word without spaces: two with the same name are one. No content. */
export function nameOf(wakeup: Wakeup): string {
  switch (wakeup.job) {
    case 'deliver':
    case 'process-inbox':
      return `${wakeup.job}-${wakeup.accountId}`;
    case 'fan-out':
      return `fan-out-${wakeup.versionId}`;
    case 'remind':
      return `remind-${wakeup.reminderId}-${wakeup.fence}`;
    case 'read-document':
      return `read-document-${wakeup.draftId}-${wakeup.revision}`;
  }
}

/**
 * Whether a wake-up that comes while the same one is running has to run once more. It has to where the
 * run works off whatever rows are there; it has not where one row with its fence says it all.
 */
export function runsAgain(wakeup: Wakeup): boolean {
  switch (wakeup.job) {
    case 'deliver':
    case 'process-inbox':
    case 'fan-out':
      return true;
    case 'remind':
    case 'read-document':
      return false;
  }
}
