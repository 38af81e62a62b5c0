import { remind as remindDebtors } from '../src/engine/remind.ts';
import type { WakeupJob } from './job.ts';

/** Sends the reminders that are due, where they are still owed. */
export const remind: WakeupJob<'remind'> = {
  name: 'remind',
  run: async (engine, { dueBy }) => ({
    ...(await remindDebtors(engine, { dueBy: new Date(dueBy) })),
  }),
};
