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
  z.object({ job: z.literal('remind'), dueBy: z.iso.datetime() }),
  z.object({ job: z.literal('release-draft'), draftId: z.string(), fence: z.number().int() }),
  z.object({ job: z.literal('fetch-upload'), uploadId: z.string() }),
  z.object({ job: z.literal('announce-commands'), accountId: z.string() }),
  z.object({ job: z.literal('announce-in-chat'), chatId: z.string() }),
  z.object({ job: z.literal('log-in'), accountId: z.string() }),
]);

export function queueOf(wakeup: Wakeup): QueueName {
  switch (wakeup.job) {
    case 'deliver':
      return 'deliver';
    case 'process-inbox':
      return 'inbox';
    case 'fan-out':
    case 'remind':
    case 'release-draft':
    case 'fetch-upload':
    case 'announce-commands':
    case 'announce-in-chat':
    case 'log-in':
      return 'work';
  }
}

/** Names the wake-up in one word without spaces: two with the same name are one. No content. */
export function nameOf(wakeup: Wakeup): string {
  switch (wakeup.job) {
    case 'deliver':
    case 'process-inbox':
    case 'announce-commands':
    case 'log-in':
      return `${wakeup.job}-${wakeup.accountId}`;
    case 'fan-out':
      return `fan-out-${wakeup.versionId}`;
    case 'remind':
      return `remind-${wakeup.dueBy}`;
    case 'release-draft':
      return `release-draft-${wakeup.draftId}-${wakeup.fence}`;
    case 'fetch-upload':
      return `fetch-upload-${wakeup.uploadId}`;
    case 'announce-in-chat':
      return `announce-in-chat-${wakeup.chatId}`;
  }
}

/**
 * Whether a wake-up that comes while the same one is running has to run once more. It has to, since
 * the run may have looked at the rows before they changed; a fence that changed makes another wake-up.
 */
export function runsAgain(wakeup: Wakeup): boolean {
  return !('fence' in wakeup);
}
