import { handleEvents } from '../src/commands/handle-event.ts';
import { processInbox as process } from '../src/engine/process-inbox.ts';
import type { WakeupJob } from './job.ts';

/** Works off what people wrote, pressed and sent to an account. */
export const processInbox: WakeupJob<'process-inbox'> = {
  name: 'process-inbox',
  run: (engine, { accountId }) => process(engine, accountId, handleEvents),
};
