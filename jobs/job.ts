import type { Engine } from '../src/engine/engine.ts';
import type { Settings } from '../src/engine/settings.ts';
import type { Wakeup } from '../src/ports/job-queue.ts';

/** What a run did, for the log. */
export type Counts = Readonly<Record<string, number | string>>;

/** Background work that a wake-up starts. One file per job; the file name is the job's name. */
export interface WakeupJob<Name extends Wakeup['job']> {
  readonly name: Name;
  /** One run. Safe to run twice and safe to miss: rows say what is left to do. */
  run(engine: Engine, wakeup: Extract<Wakeup, { readonly job: Name }>): Promise<Counts>;
}

/** Background work that runs by itself, in one process of several. */
export interface PeriodicJob {
  readonly name: string;
  everyMs(settings: Settings): number;
  run(engine: Engine): Promise<Counts>;
}
