import { remind as sendReminder } from '../src/engine/remind.ts';
import type { WakeupJob } from './job.ts';

/** Sends one reminder, if it is still owed. */
export const remind: WakeupJob<'remind'> = {
  name: 'remind',
  run: async (engine, { reminderId, fence }) => ({
    reminder: await sendReminder(engine, { reminderId, fence }),
  }),
};
