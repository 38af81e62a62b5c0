import { fanOut as fanOutVersion } from '../src/engine/fan-out.ts';
import type { WakeupJob } from './job.ts';

/** Writes the deliveries, obligations and reminders of a released directive. */
export const fanOut: WakeupJob<'fan-out'> = {
  name: 'fan-out',
  run: (engine, { versionId }) => fanOutVersion(engine, versionId),
};
