import type { Calendar } from '../domain/calendar.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { Extract } from '../ports/extract.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { Log } from '../ports/log.ts';
import type { Settings } from './settings.ts';

/** What every use case is given. Built once in app.ts; tests build it in test/support/engine.ts. */
export interface Engine {
  readonly db: Database;
  readonly jobs: JobQueue;
  /** People's time: deadlines, reminders, what cards and the log say. */
  readonly clock: Clock;
  /** Machines' time: leases, pacing, retries, the queue. Differs from `clock` where time is scaled. */
  readonly machine: Clock;
  /** By account id. */
  readonly channels: ReadonlyMap<string, Channel>;
  readonly calendar: Calendar;
  readonly files: FileStore;
  readonly extract: Extract;
  readonly settings: Settings;
  readonly log: Log;
  /** Names this process in claims. */
  readonly processId: string;
  /** Aborted when the process is to stop: long work ends after what is under way. */
  readonly stopping?: AbortSignal;
}
