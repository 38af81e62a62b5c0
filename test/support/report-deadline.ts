import type { ReleaseDeadline } from '../../src/engine/release-directive.ts';

/** A report due before Thursday 15/1/2026, which the invented letters ask for. */
export const reportDeadline: ReleaseDeadline = {
  phrase: 'trước ngày 15/01/2026',
  kind: 'date',
  boundary: 'before',
  namedDate: '2026-01-15',
  namedTime: null,
  dueAt: new Date('2026-01-14T16:59:59Z'),
  overdueAt: new Date('2026-01-15T16:59:59Z'),
  recurrence: null,
  anchor: null,
  offset: null,
  flags: [],
};

/** An audience of which everybody owes the first report. */
export function reportingAudience(members: readonly { readonly organisationId: string }[]) {
  return members.map(({ organisationId }) => ({
    organisationId,
    role: 'act' as const,
    tasks: [],
    deadlines: [0],
  }));
}
