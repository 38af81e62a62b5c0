import {
  type AckWay,
  judgeAcknowledgement,
  type Position,
  type PositionRole,
  reportPolicy,
} from '../domain/acknowledgement.ts';
import { dayOf } from '../domain/day.ts';
import { fulfilledState } from '../domain/obligation.ts';
import type { Database } from '../ports/database.ts';
import {
  type AcknowledgementRow,
  insertAcknowledgements,
  standingAcknowledgements,
} from '../store/acknowledgements.ts';
import { type DirectiveRow, lockDirectives } from '../store/directives.ts';
import { type Actor, type LogEntry, recordEvents } from '../store/event-log.ts';
import { closeObligations, lockOwedBy, type ObligationRow } from '../store/obligations.ts';
import { organisationNames } from '../store/organisations.ts';
import { personNames, positionsInEach } from '../store/people.ts';
import { petitionsOf } from '../store/petitions.ts';
import { cancelRemindersOf } from '../store/reminders.ts';
import { anchorDeadlines } from './anchor-deadlines.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { refreshCards } from './refresh-cards.ts';
import { takeBackRejection } from './take-back-rejection.ts';

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
  /** Somebody else of the organisation was first. */
  | {
      readonly type: 'taken';
      readonly role: PositionRole;
      readonly name: string;
      readonly at: Date;
    }
  /** The issuing office agreed that the directive is not for the organisation. */
  | { readonly type: 'let-off' }
  | { readonly type: 'foreign'; readonly organisation: string }
  | { readonly type: 'leader-needed' }
  | { readonly type: 'recalled' }
  | { readonly type: 'replaced' }
  | { readonly type: 'unknown' };

/** As `acknowledgeAll`, of one answer. */
export async function acknowledge(
  engine: Engine,
  tx: Database,
  wake: Wake,
  input: AckInput,
): Promise<AckAnswer> {
  const [answer] = await acknowledgeAll(engine, tx, wake, [input]);
  return answer ?? { type: 'unknown' };
}

/**
 * Records that organisations have taken directives over, each answer said by one person; returns what
 * to tell each.
 *
 * Judged in their order, each knowing those before it, under the lock of what the organisations owe: two
 * presses at once are judged one after the other. An answer that does not count is logged and changes
 * nothing else. The number of statements does not grow with the number of answers.
 */
export async function acknowledgeAll(
  engine: Engine,
  tx: Database,
  wake: Wake,
  inputs: readonly AckInput[],
): Promise<readonly AckAnswer[]> {
  const facts = await factsAbout(tx, inputs);
  const decisions = inputs.map((input) => decide(input, facts));
  const [names] = await Promise.all([
    personNames(
      tx,
      decisions.flatMap(({ takenBy }) => takenBy ?? []),
    ),
    recordEvents(
      tx,
      decisions.flatMap(({ entry }) => entry ?? []),
    ),
  ]);
  const accepted = decisions.flatMap((decision) => decision.accepted ?? []);
  for (const { input, directive } of accepted) {
    const { organisationId } = input;
    const rejection = facts.rejections.get(`${directive.versionId} ${organisationId}`);
    if (!rejection) continue;
    await takeBackRejection(engine, tx, wake, { directive, organisationId, rejection, input });
  }
  if (accepted.length > 0) await accept(engine, tx, wake, accepted, facts.owed);
  return decisions.map(({ answer, takenBy }) =>
    answer.type === 'taken' ? { ...answer, name: names.get(takenBy ?? '') ?? '' } : answer,
  );
}

interface Decision {
  readonly answer: AckAnswer;
  readonly entry?: LogEntry;
  /** Who was first, whose name is not known yet. */
  readonly takenBy?: string;
  readonly accepted?: Accepted;
}

/** Judges one answer; one that is accepted stands for those after it. */
function decide(input: AckInput, facts: Facts): Decision {
  const directive = facts.directives.get(input.directiveId);
  const organisation = facts.names.get(input.organisationId);
  if (!directive || organisation === undefined) return { answer: { type: 'unknown' } };
  if (directive.state === 'recalled' || directive.state === 'replaced') {
    return { answer: { type: directive.state } };
  }
  const earlier = standing(facts, directive.versionId, input.organisationId);
  const positions = facts.positions.get(`${input.organisationId} ${dayOf(input.at)}`) ?? [];
  const personId = input.personId ?? '';
  const policy = input.way === 'report' ? reportPolicy(directive.ackPolicy) : directive.ackPolicy;
  const verdict = judgeAcknowledgement(personId, policy, positions, earlier);
  switch (verdict.type) {
    case 'foreign':
      return { answer: { type: 'foreign', organisation }, entry: refusal(input, 'foreign') };
    case 'wrong-role':
      return { answer: { type: 'leader-needed' }, entry: refusal(input, 'leader-needed') };
    case 'repeated':
      return { answer: { type: 'repeated', at: verdict.at }, entry: refusal(input, 'repeated') };
    case 'taken': {
      const first = earlier.find((ack) => ack.personId === verdict.by);
      const { role = 'clerk' } = first ?? {};
      return {
        answer: { type: 'taken', role, name: '', at: verdict.at },
        takenBy: verdict.by,
        entry: refusal(input, 'taken'),
      };
    }
    case 'accepted': {
      const { role, completes } = verdict;
      const rejection = facts.rejections.get(`${directive.versionId} ${input.organisationId}`);
      if (rejection?.isLetOff) {
        return { answer: { type: 'let-off' }, entry: refusal(input, 'let-off') };
      }
      earlier.push({ personId, role, at: input.at });
      return {
        answer: { type: 'accepted', role, organisation, completes, at: input.at },
        entry: acceptance(input, completes),
        accepted: { input, directive, role, completes },
      };
    }
  }
}

interface Accepted {
  readonly input: AckInput;
  readonly directive: DirectiveRow;
  readonly role: PositionRole;
  readonly completes: boolean;
}

type Standing = Pick<AcknowledgementRow, 'personId' | 'role' | 'at'>;

/** A rejection that stands; the issuing office may have agreed to it. */
interface Rejection {
  readonly id: string;
  readonly isLetOff: boolean;
}

/** What the answers are judged by, read once for all of them. */
interface Facts {
  readonly directives: ReadonlyMap<string, DirectiveRow>;
  readonly names: ReadonlyMap<string, string>;
  readonly owed: readonly ObligationRow[];
  /** By organisation and day. */
  readonly positions: ReadonlyMap<string, readonly Position[]>;
  /** By version and organisation; grows with each answer that is accepted. */
  readonly standing: Map<string, Standing[]>;
  /** By version and organisation. */
  readonly rejections: Map<string, Rejection>;
}

async function factsAbout(tx: Database, inputs: readonly AckInput[]): Promise<Facts> {
  const organisationIds = [...new Set(inputs.map(({ organisationId }) => organisationId))];
  const days = [...new Set(inputs.map(({ at }) => dayOf(at)))];
  // Asked for together and answered in this order: the locks come first.
  const [directives, owed, names, ...staff] = await Promise.all([
    lockDirectives(
      tx,
      inputs.map(({ directiveId }) => directiveId),
    ),
    lockOwedBy(tx, inputs),
    organisationNames(tx, organisationIds),
    ...days.map((day) => positionsInEach(tx, organisationIds, day)),
  ]);
  const positions = new Map<string, Position[]>();
  for (const [at, day] of days.entries()) {
    for (const position of staff[at] ?? []) {
      listAt(positions, `${position.organisationId} ${day}`).push(position);
    }
  }
  const rejections = new Map<string, Rejection>();
  const facts: Facts = { directives, names, owed, positions, standing: new Map(), rejections };
  const versions = await Promise.all(
    [...directives.values()].map(async (directive) => ({
      directive,
      records: await standingAcknowledgements(tx, directive.versionId, organisationIds),
    })),
  );
  for (const { directive, records } of versions) {
    const { versionId } = directive;
    for (const ack of records) {
      if (ack.status === 'acknowledged') standing(facts, versionId, ack.organisationId).push(ack);
    }
    const rejected = records.filter(({ status }) => status === 'rejected');
    for (const { id, organisationId } of rejected) {
      const isLetOff = await wasLetOff(tx, directive.id, organisationId);
      rejections.set(`${versionId} ${organisationId}`, { id, isLetOff });
    }
  }
  return facts;
}

async function wasLetOff(
  tx: Database,
  directiveId: string,
  organisationId: string,
): Promise<boolean> {
  const petitions = await petitionsOf(tx, directiveId, [organisationId]);
  return petitions.findLast(({ kind }) => kind === 'rejection')?.state === 'granted';
}

function standing(facts: Facts, versionId: string, organisationId: string): Standing[] {
  return listAt(facts.standing, `${versionId} ${organisationId}`);
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
}

/** Writes answers that count and ends what they fulfil; `owed` is locked. The caller has judged them. */
export async function accept(
  engine: Engine,
  tx: Database,
  wake: Wake,
  accepted: readonly Accepted[],
  owed: readonly ObligationRow[],
): Promise<void> {
  const ends = new Map<string, Parameters<typeof closeObligations>[1][number]>();
  const dated = new Set<string>();
  for (const { input, directive, completes } of accepted) {
    const { organisationId, at } = input;
    const own = owed.filter(
      (row) => row.directiveId === directive.id && row.organisationId === organisationId,
    );
    const undated = own.find((row) => row.kind === 'report' && row.dueAt === null);
    if (undated && !dated.has(undated.id)) {
      dated.add(undated.id);
      await anchorDeadlines(engine, tx, { directive, organisationId, receivedAt: at });
    }
    for (const obligation of own) {
      if (!completes || obligation.kind !== 'acknowledge' || ends.has(obligation.id)) continue;
      const state = fulfilledState(datesOf(obligation), at);
      ends.set(obligation.id, { id: obligation.id, state, at, by: input.personId ?? '' });
    }
  }
  const closed = [...ends.values()];
  const directives = new Map(accepted.map(({ directive }) => [directive.id, directive]));
  await Promise.all([
    insertAcknowledgements(
      tx,
      accepted.map(({ input, directive, role }) => ({
        directiveId: directive.id,
        versionId: directive.versionId,
        organisationId: input.organisationId,
        personId: input.personId ?? '',
        role,
        status: 'acknowledged',
        way: input.way,
        evidence: input.evidence,
        at: input.at,
      })),
    ),
    closeObligations(tx, closed),
    cancelRemindersOf(tx, closed, 'acknowledged'),
    ...[...directives.values()].map((directive) => {
      const here = accepted.filter((one) => one.directive.id === directive.id);
      const organisationIds = [...new Set(here.map(({ input }) => input.organisationId))];
      return refreshCards(engine, tx, wake, directive, organisationIds);
    }),
  ]);
}

function datesOf(row: ObligationRow) {
  return {
    dueAt: row.dueAt ?? undefined,
    overdueAt: row.overdueAt ?? undefined,
    extendedTo: row.extendedTo ?? undefined,
  };
}

function acceptance(input: AckInput, completes: boolean): LogEntry {
  return {
    at: input.at,
    actor: { person: input.personId ?? '' },
    action: 'acknowledged',
    subject: { kind: 'directive', id: input.directiveId },
    detail: { organisationId: input.organisationId, way: input.way, completes },
  };
}

function refusal(input: AckInput, reason: string): LogEntry {
  const actor: Actor = input.personId
    ? { person: input.personId }
    : { stranger: input.externalUserId };
  return {
    at: input.at,
    actor,
    action: 'acknowledgement-refused',
    subject: { kind: 'directive', id: input.directiveId },
    detail: { organisationId: input.organisationId, reason, way: input.way },
  };
}
