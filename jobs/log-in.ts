import { logIn as logInAccount } from '../src/engine/log-in.ts';
import type { WakeupJob } from './job.ts';

/** Has an account that waits for a person ask for one again. */
export const logIn: WakeupJob<'log-in'> = {
  name: 'log-in',
  run: (engine, { accountId }) => logInAccount(engine, accountId),
};
