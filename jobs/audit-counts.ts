import { auditCounts as audit } from '../src/engine/audit-counts.ts';
import type { PeriodicJob } from './job.ts';

/** Looks whether the nightly audit is due, and runs it then. */
export const auditCounts: PeriodicJob = {
  name: 'audit-counts',
  everyMs: () => 10 * 60_000,
  run: audit,
};
