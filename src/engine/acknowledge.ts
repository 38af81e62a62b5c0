import { type AckWay, judgeAcknowledgement, type PositionRole } from '../domain/acknowledgement.ts';
import { dayOf } from '../domain/day.ts';
import { fulfilledState } from '../domain/obligation.ts';
import type { Database } from '../ports/database.ts';
import { insertAcknowledgement, standingAcknowledgements } from '../store/acknowledgements.ts';
import { type DirectiveRow, lockDirective } from '../store/directives.ts';
import { type Actor, recordEvent } from '../store/event-log.ts';
import { closeObligation, lockOpenObligations, type ObligationRow } from '../store/obligations.ts';
import { organisationById } from '../store/organisations.ts';
import { positionsIn } from '../store/people.ts';
import { cancelReminders } from '../store/reminders.ts';
import { anchorDeadlines } from './anchor-deadlines.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { refreshCards } from './refresh-cards.ts';

/** Somebody's answer for an organisation. */
export interface AckInput {
  readonly directiveId: string;
  readonly organisationId: string;
  /** undefined for an account that nobody is bound to. */
  readonly personId: string | undefined;
  readonly externalUserId: string;
  readonly way: AckWay;
  /** What proves it: the id of the update it came in. */
  readonly evidence: string;
  /** When the person answered, people's time. */
  readonly at: Date;
}

export type AckAnswer =
  | {
      readonly type: 'accepted';
      readonly role: PositionRole;
      readonly organisation: string;
      readonly completes: boolean;
      readonly at: Date;
    }
  | { readonly type: 'repeated'; readonly at: Date }
  | { readonly type: 'foreign'; readonly organisation: string }
  | { readonly type: 'leader-needed' }
  | { readonly type: 'recalled' }
  | { readonly type: 'unknown' };

/**
 * Records that an organisation has taken a directive over, said by one person.
 *
 * Under the lock of what the organisation owes, so two presses at once are judged one after the other.
 * An answer that does not count is logged and changes nothing else.
 */
export async function acknowledge(
  engine: Engine,
  tx: Database,
  wake: Wake,
  input: AckInput,
): Promise<AckAnswer> {
  const directive = await lockDirective(tx, input.directiveId);
  const organisation = await organisationById(tx, input.organisationId);
  if (!directive || !organisation) return { type: 'unknown' };
  if (directive.state === 'recalled') return { type: 'recalled' };
  const { versionId } = directive;
  const owed = await lockOpenObligations(tx, directive.id, organisation.id, 'acknowledge');
  const positions = await positionsIn(tx, organisation.id, dayOf(input.at));
  const earlier = await standingAcknowledgements(tx, versionId, [organisation.id]);
  const verdict = judgeAcknowledgement(
    input.personId ?? '',
    directive.ackPolicy,
    positions,
    earlier.filter((ack) => ack.status === 'acknowledged'),
  );
  switch (verdict.type) {
    case 'foreign':
      await logRefusal(tx, input, 'foreign');
      return { type: 'foreign', organisation: organisation.name };
    case 'wrong-role':
      await logRefusal(tx, input, 'leader-needed');
      return { type: 'leader-needed' };
    case 'repeated':
      await logRefusal(tx, input, 'repeated');
      return { type: 'repeated', at: verdict.at };
    case 'accepted':
      await accept(engine, tx, wake, { input, directive, verdict, owed });
      return {
        type: 'accepted',
        role: verdict.role,
        organisation: organisation.name,
        completes: verdict.completes,
        at: input.at,
      };
  }
}

async function accept(
  engine: Engine,
  tx: Database,
  wake: Wake,
  {
    input,
    directive,
    verdict,
    owed,
  }: {
    readonly input: AckInput;
    readonly directive: DirectiveRow;
    readonly verdict: { readonly role: PositionRole; readonly completes: boolean };
    readonly owed: readonly ObligationRow[];
  },
): Promise<void> {
  const { organisationId, at, way, evidence } = input;
  const personId = input.personId ?? '';
  await insertAcknowledgement(tx, {
    directiveId: directive.id,
    versionId: directive.versionId,
    organisationId,
    personId,
    role: verdict.role,
    status: 'acknowledged',
    way,
    evidence,
    at,
  });
  await anchorDeadlines(engine, tx, { directive, organisationId, receivedAt: at });
  if (verdict.completes) {
    for (const obligation of owed) {
      const dates = {
        dueAt: obligation.dueAt ?? undefined,
        overdueAt: obligation.overdueAt ?? undefined,
        extendedTo: obligation.extendedTo ?? undefined,
      };
      const state = fulfilledState(dates, at);
      await closeObligation(tx, obligation.id, { state, at, by: personId });
      await cancelReminders(tx, obligation.id, at, 'acknowledged');
    }
  }
  await recordEvent(tx, {
    at,
    actor: { person: personId },
    action: 'acknowledged',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId, way, completes: verdict.completes },
  });
  await refreshCards(engine, tx, wake, directive, organisationId);
}

async function logRefusal(tx: Database, input: AckInput, reason: string): Promise<void> {
  const actor: Actor = input.personId
    ? { person: input.personId }
    : { stranger: input.externalUserId };
  await recordEvent(tx, {
    at: input.at,
    actor,
    action: 'acknowledgement-refused',
    subject: { kind: 'directive', id: input.directiveId },
    detail: { organisationId: input.organisationId, reason, way: input.way },
  });
}
