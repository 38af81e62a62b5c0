import {
  judgeAcknowledgement,
  type Position,
  type PositionRole,
} from '../domain/acknowledgement.ts';
import { dayOf } from '../domain/day.ts';
import type { Database } from '../ports/database.ts';
import { type AcknowledgementRow, standingAcknowledgements } from '../store/acknowledgements.ts';
import {
  callById,
  directiveOfObligation,
  markRecordedBy,
  reopenAcknowledgement,
  undateReports,
  withdrawCall,
} from '../store/call-sheet.ts';
import { type DirectiveRow, lockDirective } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { lockObligation, lockOwedBy } from '../store/obligations.ts';
import { organisationById } from '../store/organisations.ts';
import { addPerson, positionsIn } from '../store/people.ts';
import { cancelReminders } from '../store/reminders.ts';
import { accept } from './acknowledge.ts';
import { refreshCards } from './refresh-cards.ts';
import { replanReminders } from './replan-reminders.ts';
import type { Turn } from './turn.ts';

/** Who answered the telephone: somebody known, or a name and a role. */
export type Spoke =
  | { readonly personId: string }
  | { readonly name: string; readonly role: PositionRole };

export type CallAnswer =
  | {
      readonly type: 'recorded';
      readonly acknowledgementId: string;
      readonly organisation: string;
      readonly name: string;
      readonly role: PositionRole;
    }
  /** It was acknowledged in the meantime. */
  | {
      readonly type: 'settled';
      readonly organisation: string;
      readonly first: AcknowledgementRow | undefined;
    }
  | { readonly type: 'leader-needed' }
  /** Recalled, replaced, or nothing of this office. */
  | { readonly type: 'unknown' };

/**
 * Records that an organisation acknowledged by telephone: who said it there, who of the staff
 * recorded it, and why it was not said in the chat.
 *
 * Judged by the directive's policy like any answer; reminders end, the card shows it. The caller has
 * checked that the person of the turn may record for the office.
 */
export async function acknowledgeByPhone(
  turn: Turn,
  call: { readonly obligationId: string; readonly spoke: Spoke; readonly reason: string },
): Promise<CallAnswer> {
  const { engine, tx, wake, person, at } = turn;
  const directiveId = await directiveOfObligation(tx, call.obligationId);
  // The directive's lock comes first, as with every other answer.
  const directive = directiveId ? await lockDirective(tx, directiveId) : undefined;
  const owed = directive ? await lockObligation(tx, call.obligationId) : undefined;
  const organisation = owed ? await organisationById(tx, owed.organisationId) : undefined;
  if (!directive || !owed || !organisation || !person) return { type: 'unknown' };
  if (owed.kind !== 'acknowledge' || owed.state === 'waived') return { type: 'unknown' };
  const earlier = await acknowledgementsThatStand(tx, directive, organisation.id);
  const settled = { type: 'settled', organisation: organisation.name, first: earlier[0] } as const;
  if (owed.state !== 'open') return settled;
  const positions = await positionsIn(tx, organisation.id, dayOf(at));
  const spoke = whoSpoke(call.spoke, positions);
  if (!spoke) return { type: 'unknown' };
  const verdict = judgeAcknowledgement(
    spoke.personId ?? newcomer,
    directive.ackPolicy,
    spoke.personId ? positions : [...positions, { personId: newcomer, role: spoke.role }],
    earlier,
  );
  if (verdict.type === 'wrong-role') return { type: 'leader-needed' };
  if (verdict.type !== 'accepted') return settled;
  const personId = spoke.personId ?? (await addPerson(tx, spoke.name)).id;
  const input = {
    directiveId: directive.id,
    organisationId: organisation.id,
    personId,
    externalUserId: turn.externalUserId,
    way: 'phone' as const,
    evidence: turn.updateId,
    at,
  };
  const { role, completes } = verdict;
  const all = await lockOwedBy(tx, [input]);
  await accept(engine, tx, wake, [{ input, directive, role, completes }], all);
  const acknowledgementId = await markRecordedBy(tx, {
    versionId: directive.versionId,
    organisationId: organisation.id,
    personId,
    recordedBy: person.id,
    reason: call.reason,
  });
  if (!acknowledgementId) return { type: 'unknown' };
  await recordEvent(tx, {
    at,
    actor: { person: person.id },
    action: 'acknowledged-by-phone',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId: organisation.id, acknowledgementId },
  });
  const { name } = spoke;
  return { type: 'recorded', acknowledgementId, organisation: organisation.name, name, role };
}

/** Who has taken a directive over for an organisation, first to last. */
export async function acknowledgementsThatStand(
  db: Database,
  { versionId }: Pick<DirectiveRow, 'versionId'>,
  organisationId: string,
): Promise<readonly AcknowledgementRow[]> {
  const standing = await standingAcknowledgements(db, versionId, [organisationId]);
  return standing.filter(({ status }) => status === 'acknowledged');
}

/** Stands for somebody of whom only name and role are known, until the answer is judged. */
const newcomer = 'newcomer';

function whoSpoke(
  spoke: Spoke,
  positions: readonly (Position & { readonly name: string })[],
):
  | { readonly personId: string | undefined; readonly name: string; readonly role: PositionRole }
  | undefined {
  if ('name' in spoke) return { personId: undefined, ...spoke };
  return positions.find(({ personId }) => personId === spoke.personId);
}

/**
 * Takes a call back that was recorded by mistake: it stays on record as withdrawn, what the
 * organisation owed is open again, and its reminders are planned anew. False when it was before.
 */
export async function withdrawPhoneCall(turn: Turn, acknowledgementId: string): Promise<boolean> {
  const { engine, tx, wake, person, at } = turn;
  const seen = await callById(tx, acknowledgementId);
  const directive = seen ? await lockDirective(tx, seen.directiveId) : undefined;
  const call = directive ? await callById(tx, acknowledgementId) : undefined;
  if (!call || !directive || !person || call.withdrawnAt !== null) return false;
  await withdrawCall(tx, call.id, at);
  const left = await acknowledgementsThatStand(tx, call, call.organisationId);
  const isStillMet =
    directive.ackPolicy === 'leader'
      ? left.some(({ role }) => role === 'leader')
      : directive.ackPolicy === 'any-one' && left.length > 0;
  if (!isStillMet) {
    for (const { id } of await reopenAcknowledgement(tx, call)) {
      const obligation = await lockObligation(tx, id);
      if (obligation) await replanReminders(engine, tx, directive, obligation, 'reopened');
    }
  }
  if (left.length === 0) {
    for (const { id } of await undateReports(tx, call)) {
      await cancelReminders(tx, id, at, 'receipt-withdrawn');
    }
  }
  await recordEvent(tx, {
    at,
    actor: { person: person.id },
    action: 'phone-call-withdrawn',
    subject: { kind: 'acknowledgement', id: acknowledgementId },
    detail: { directiveId: directive.id, organisationId: call.organisationId },
  });
  await refreshCards(engine, tx, wake, directive, [call.organisationId]);
  return true;
}
