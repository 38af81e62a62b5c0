import { deliver as deliverAccount } from '../src/engine/deliver.ts';
import type { WakeupJob } from './job.ts';

/** Sends and edits what an account has waiting. */
export const deliver: WakeupJob<'deliver'> = {
  name: 'deliver',
  run: (engine, { accountId }) => deliverAccount(engine, accountId),
};
