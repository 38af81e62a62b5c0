import { releaseScheduled } from '../src/commands/compose/release-scheduled.ts';
import type { WakeupJob } from './job.ts';

/** Releases a draft whose moment has come, unless it was taken back or something stands in the way. */
export const releaseDraft: WakeupJob<'release-draft'> = {
  name: 'release-draft',
  run: async (engine, { draftId, fence }) => ({
    draft: await releaseScheduled(engine, { draftId, fence }),
  }),
};
