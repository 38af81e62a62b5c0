import { randomUUID } from 'node:crypto';
import { anchoredDue } from '../domain/deadline/anchored-due.ts';
import type { Database } from '../ports/database.ts';
import type { AudienceRow } from '../store/audience.ts';
import {
  type DeadlineRow,
  type DirectiveRow,
  deadlinesOf,
  type VersionRow,
} from '../store/directives.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { writeNativeReminders } from './write-native-reminders.ts';
import { writeReminders } from './write-reminders.ts';

/** Writes what members of an audience owe, with the reminders of it; what is there already is left alone. */
export async function writeObligations(
  engine: Engine,
  tx: Database,
  wake: Wake,
  {
    directive,
    version,
    members,
  }: {
    readonly directive: DirectiveRow;
    readonly version: VersionRow;
    readonly members: readonly AudienceRow[];
  },
): Promise<void> {
  const deadlines = new Map((await deadlinesOf(tx, [version.id])).map((row) => [row.id, row]));
  const owed = members.flatMap((member) => owedBy(engine, directive, member, deadlines));
  const { rows } = await tx.query<{ id: string }>(
    `insert into obligation (id, directive_id, version_id, organisation_id, kind, deadline_id, due_at, overdue_at, state)
     select n.id, $2, $3, n.organisation_id, n.kind, n.deadline_id, n.due_at, n.overdue_at, 'open'
     from unnest($1::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::timestamptz[], $8::timestamptz[])
       as n (id, organisation_id, kind, deadline_id, due_at, overdue_at)
     on conflict do nothing returning id`,
    [
      owed.map((o) => o.id),
      directive.id,
      version.id,
      owed.map((o) => o.organisationId),
      owed.map((o) => o.kind),
      owed.map((o) => o.deadlineId),
      owed.map((o) => o.dueAt),
      owed.map((o) => o.overdueAt),
    ],
  );
  const written = new Set(rows.map((row) => row.id));
  const isNew = owed.filter(({ id }) => written.has(id));
  await writeReminders(engine, tx, directive.urgency, isNew);
  await writeNativeReminders(engine, tx, wake, directive, isNew);
}

interface Owed {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: 'acknowledge' | 'report';
  readonly deadlineId: string | null;
  readonly dueAt: Date | null;
  readonly overdueAt: Date | null;
}

/** Those to act owe an acknowledgement and the reports that name them; those informed owe nothing. */
function owedBy(
  engine: Engine,
  directive: DirectiveRow,
  member: AudienceRow,
  deadlines: ReadonlyMap<string, DeadlineRow>,
): readonly Owed[] {
  const { organisationId } = member;
  const owed: Owed[] = [];
  if (member.role === 'inform') return owed;
  if (directive.ackPolicy !== 'none') {
    const { ackDueAt } = directive;
    owed.push({
      id: randomUUID(),
      organisationId,
      kind: 'acknowledge',
      deadlineId: null,
      dueAt: ackDueAt,
      overdueAt: ackDueAt,
    });
  }
  for (const id of member.deadlineIds) {
    const deadline = deadlines.get(id);
    if (!deadline) continue;
    const { dueAt = null, overdueAt = null } = datesOf(engine, directive, deadline);
    owed.push({
      id: randomUUID(),
      organisationId,
      kind: 'report',
      deadlineId: id,
      dueAt,
      overdueAt,
    });
  }
  return owed;
}

/** Where nobody acknowledges, what counts from receipt counts from the release: it arrives at once. */
function datesOf(
  { calendar }: Engine,
  { ackPolicy, releasedAt }: DirectiveRow,
  deadline: DeadlineRow,
): { readonly dueAt?: Date | null; readonly overdueAt?: Date | null } {
  if (deadline.dueAt || ackPolicy !== 'none') return deadline;
  const dueAt = anchoredDue(deadline, releasedAt, calendar);
  return dueAt ? { dueAt, overdueAt: dueAt } : {};
}
