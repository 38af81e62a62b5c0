import { planDueReminders } from '../src/engine/plan-reminders.ts';
import type { PeriodicJob } from './job.ts';

/** Turns reminder rows that enter the horizon into delayed jobs. */
export const planReminders: PeriodicJob = {
  name: 'plan-reminders',
  everyMs: (settings) => settings.jobs.planRemindersMs,
  run: planDueReminders,
};
