import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { AckPolicy } from '../domain/acknowledgement.ts';
import type { Deadline } from '../domain/deadline/deadline.ts';
import { isUrgent, mayGoPublic, type ShortMessage } from '../domain/directive.ts';
import type { Circulation, Urgency } from '../domain/document/document.ts';
import { newShortCode } from '../domain/short-code.ts';
import type { Database } from '../ports/database.ts';
import { insertAudience } from '../store/audience.ts';
import { codeExists, type VersionFile } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { pressAmong } from '../store/organisations.ts';
import { replaceDirective } from './amend-directive.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { queuePart } from './queue-part.ts';

export interface ReleaseDeadline {
  readonly phrase: string;
  readonly kind: string;
  readonly boundary: Deadline['boundary'];
  readonly namedDate: string | null;
  readonly namedTime: string | null;
  readonly dueAt: Date | null;
  readonly overdueAt: Date | null;
  readonly recurrence: string | null;
  readonly anchor: string | null;
  readonly offset: string | null;
  readonly flags: readonly string[];
}

export interface Release {
  readonly officeId: string;
  readonly number: string;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly issuer: string;
  readonly subject: string;
  /** Code of the document's type; null when nobody said. */
  readonly kind: string | null;
  readonly urgency: Urgency;
  readonly circulation: Circulation;
  readonly ackPolicy: AckPolicy;
  readonly ackDueAt: Date | null;
  readonly drill: boolean;
  /** Sent as messages when there is no file; '' otherwise. */
  readonly text: string;
  readonly files: readonly VersionFile[];
  readonly shortMessages: readonly ShortMessage[];
  readonly deadlines: readonly ReleaseDeadline[];
  readonly audience: readonly {
    readonly organisationId: string;
    readonly role: 'act' | 'inform';
    readonly tasks: readonly string[];
    /** Positions in `deadlines` that this organisation owes a report for. */
    readonly deadlines: readonly number[];
  }[];
  readonly createdBy: string;
  readonly approvedBy?: string;
  /** The directive whose place it takes, and whether acknowledgements of that one do not stand. */
  readonly replaces?: { readonly directiveId: string; readonly askAgain: boolean };
  /** Where the progress card goes: the composer's private chat. */
  readonly progressChat: { readonly id: string; readonly accountId: string };
}

export interface Released {
  readonly directiveId: string;
  readonly versionId: string;
  readonly code: string;
}

/**
 * Releases a directive: from here on its words and its audience never change.
 *
 * Writes version, audience copy and deadlines in the caller's transaction; the deliveries follow in
 * batches by the fan-out it asks for. The caller has checked who releases and what blocks.
 */
export async function releaseDirective(
  engine: Engine,
  tx: Database,
  wake: Wake,
  release: Release,
): Promise<Released> {
  await assertNotPublic(tx, release);
  const directiveId = randomUUID();
  const versionId = randomUUID();
  const code = await freeCode(tx);
  const at = engine.clock.now();
  await tx.query(
    `insert into directive (id, office_id, code, number, symbol, issued_on, issuer, subject, urgency, circulation,
       ack_policy, ack_due_at, state, drill, created_by, approved_by, released_at, kind, relates_to, relation,
       ask_again)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'releasing', $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      directiveId,
      release.officeId,
      code,
      release.number,
      release.symbol,
      release.issuedOn,
      release.issuer,
      release.subject,
      release.urgency,
      release.circulation,
      release.ackPolicy,
      release.ackDueAt,
      release.drill,
      release.createdBy,
      release.approvedBy ?? null,
      at,
      release.kind,
      release.replaces?.directiveId ?? null,
      release.replaces ? 'replaces' : null,
      release.replaces?.askAgain ?? true,
    ],
  );
  await tx.query(
    `insert into directive_version (id, directive_id, version, text, files, short_messages, content_sha256,
       declared_by, declared_at)
     values ($1, $2, 1, $3, $4::jsonb, $5::jsonb, $6, $7, $8)`,
    [
      versionId,
      directiveId,
      release.text,
      JSON.stringify(release.files),
      JSON.stringify(release.shortMessages),
      contentHash(release),
      release.createdBy,
      at,
    ],
  );
  const deadlineIds = await insertDeadlines(tx, versionId, release);
  await insertAudience(
    tx,
    versionId,
    release.audience.map(({ organisationId, role, tasks, deadlines }) => ({
      organisationId,
      role,
      tasks,
      deadlineIds: deadlines.flatMap((index) => deadlineIds[index] ?? []),
    })),
  );
  if (release.replaces) {
    const { directiveId: oldId } = release.replaces;
    await replaceDirective(engine, tx, wake, {
      oldId,
      newId: directiveId,
      at,
      by: release.createdBy,
    });
  }
  await recordEvent(tx, {
    at,
    actor: { person: release.createdBy },
    action: 'directive-released',
    subject: { kind: 'directive', id: directiveId },
    detail: {
      audience: release.audience.length,
      urgent: isUrgent(release.urgency),
      approvedBy: release.approvedBy ?? null,
      declared: true,
    },
  });
  await queuePart(engine, tx, wake, {
    chat: release.progressChat,
    kind: 'progress',
    lane: 'reply',
    subjectId: directiveId,
  });
  wake({ job: 'fan-out', versionId });
  return { directiveId, versionId, code };
}

/** Staff are told before; this stops a caller that did not ask. */
async function assertNotPublic(tx: Database, release: Release): Promise<void> {
  if (mayGoPublic(release.circulation)) return;
  const ids = release.audience.map(({ organisationId }) => organisationId);
  const press = await pressAmong(tx, ids);
  if (press.length === 0) return;
  throw new Error(
    `A directive of circulation ${release.circulation} may not go to press: take ${press.length} organisations out.`,
  );
}

async function insertDeadlines(
  tx: Database,
  versionId: string,
  release: Release,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const deadline of release.deadlines) {
    const id = randomUUID();
    ids.push(id);
    await tx.query(
      `insert into deadline (id, version_id, obligation, phrase, kind, boundary, named_date, named_time, due_at,
         overdue_at, recurrence, anchor, offset_text, flags, confirmed_by)
       values ($1, $2, 'report', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        versionId,
        deadline.phrase,
        deadline.kind,
        deadline.boundary,
        deadline.namedDate,
        deadline.namedTime,
        deadline.dueAt,
        deadline.overdueAt,
        deadline.recurrence,
        deadline.anchor,
        deadline.offset,
        [...deadline.flags],
        release.createdBy,
      ],
    );
  }
  return ids;
}

function contentHash(release: Release): string {
  const content = JSON.stringify([
    release.number,
    release.symbol,
    release.issuedOn,
    release.subject,
    release.text,
    release.files,
    release.shortMessages,
  ]);
  return createHash('sha256').update(content).digest('hex');
}

async function freeCode(tx: Database): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    const code = newShortCode((below) => randomInt(below));
    if (!(await codeExists(tx, code))) return code;
  }
  throw new Error('No free short code after 50 tries: close old directives or lengthen the codes.');
}
