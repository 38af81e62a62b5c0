import type { PositionRole } from '../domain/acknowledgement.ts';
import { dayOf } from '../domain/day.ts';
import {
  type HandlingAct,
  type HandlingState,
  handlingState,
  mayHandle,
} from '../domain/handling.ts';
import { type OfficialAct, officialMay } from '../domain/permission.ts';
import type { Database } from '../ports/database.ts';
import { type AcknowledgementRow, standingAcknowledgements } from '../store/acknowledgements.ts';
import { type AudienceRow, audienceMembers } from '../store/audience.ts';
import { currentDelegations, type DelegationRow } from '../store/delegations.ts';
import { type DirectiveRow, directiveById, lockDirective } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { lockObligationsOf, type ObligationRow, obligationsOf } from '../store/obligations.ts';
import { type OrganisationRow, organisationById } from '../store/organisations.ts';
import { positionsIn } from '../store/people.ts';
import { type PetitionRow, petitionsOf } from '../store/petitions.ts';
import type { Turn } from './turn.ts';

/** A directive as one organisation of its audience has to do with it. */
export interface OwnCase {
  readonly directive: DirectiveRow;
  readonly organisation: OrganisationRow;
  readonly member: AudienceRow;
  readonly obligations: readonly ObligationRow[];
  /** The records that stand, first to last. */
  readonly standing: readonly AcknowledgementRow[];
  readonly petitions: readonly PetitionRow[];
  /** Who is asked to do the work, or does it. */
  readonly delegation: DelegationRow | undefined;
  readonly state: HandlingState;
  /** Whether the issuing office has let the organisation off: it owes nothing any more. */
  readonly isLetOff: boolean;
}

/** Reads a case; undefined when the directive was not for the organisation. */
export async function ownCase(
  db: Database,
  directiveId: string,
  organisationId: string,
): Promise<OwnCase | undefined> {
  const directive = await directiveById(db, directiveId);
  return directive && readCase(db, directive, organisationId, obligationsOf);
}

/** Reads a case under the locks that an acknowledgement takes too: what it says holds until the commit. */
export async function lockOwnCase(
  tx: Database,
  directiveId: string,
  organisationId: string,
): Promise<OwnCase | undefined> {
  const directive = await lockDirective(tx, directiveId);
  return directive && readCase(tx, directive, organisationId, lockObligationsOf);
}

async function readCase(
  db: Database,
  directive: DirectiveRow,
  organisationId: string,
  obligationsBy: typeof obligationsOf,
): Promise<OwnCase | undefined> {
  const obligations = await obligationsBy(db, directive.id, [organisationId]);
  const organisation = await organisationById(db, organisationId);
  const [member] = await audienceMembers(db, directive.versionId, [organisationId]);
  if (!organisation || !member) return undefined;
  const standing = await standingAcknowledgements(db, directive.versionId, [organisationId]);
  const petitions = await petitionsOf(db, directive.id, [organisationId]);
  const [delegation] = await currentDelegations(db, [directive.id], [organisationId]);
  const state = handlingState(standing.map(({ status }) => status));
  const isLetOff =
    state === 'rejected' &&
    petitions.findLast(({ kind }) => kind === 'rejection')?.state === 'granted';
  return {
    directive,
    organisation,
    member,
    obligations,
    standing,
    petitions,
    delegation,
    state,
    isLetOff,
  };
}

/** As what a person may do something for an organisation today; undefined when the person may not. */
export async function officialRole(
  db: Database,
  about: {
    readonly organisationId: string;
    readonly personId: string | undefined;
    readonly act: OfficialAct;
    readonly at: Date;
  },
): Promise<PositionRole | undefined> {
  const positions = await positionsIn(db, about.organisationId, dayOf(about.at));
  const roles = positions
    .filter(({ personId, role }) => personId === about.personId && officialMay(about.act, role))
    .map(({ role }) => role);
  return roles.find((role) => role === 'leader') ?? roles[0];
}

/** Why an act on a case changes nothing. */
export type CaseRefusal =
  | { readonly type: 'unknown' }
  | { readonly type: 'recalled' }
  | { readonly type: 'replaced' }
  | { readonly type: 'let-off' }
  | { readonly type: 'not-permitted' }
  | { readonly type: 'not-now'; readonly state: HandlingState }
  /** Somebody did the same before. */
  | { readonly type: 'before'; readonly record: AcknowledgementRow };

export interface EnteredCase {
  readonly type: 'entered';
  readonly own: OwnCase;
  readonly personId: string;
  /** In which role the person acts. */
  readonly role: PositionRole;
}

/** What of the record forestalls each act: its own, and what has been taken over is not rejected. */
const recordOf = {
  reject: (state: HandlingState): HandlingState => state,
  start: (): HandlingState => 'in_progress',
  finish: (): HandlingState => 'done',
} as const;

/**
 * Locks a case for an act of the turn's person, who must hold a position that allows it; the act must
 * fit the state. Whoever is turned away is logged.
 */
export async function enterCase(
  turn: Pick<Turn, 'tx' | 'person' | 'externalUserId' | 'at'>,
  about: { readonly directiveId: string; readonly organisationId: string },
  act: OfficialAct,
  step?: Exclude<HandlingAct, 'acknowledge'>,
): Promise<EnteredCase | CaseRefusal> {
  const { tx, person, at } = turn;
  const own = await lockOwnCase(tx, about.directiveId, about.organisationId);
  if (!own) return { type: 'unknown' };
  const { organisationId } = about;
  const role = await officialRole(tx, { organisationId, personId: person?.id, act, at });
  if (!role || !person) {
    await recordEvent(tx, {
      at,
      actor: person ? { person: person.id } : { stranger: turn.externalUserId },
      action: 'official-act-refused',
      subject: { kind: 'directive', id: about.directiveId },
      detail: { organisationId, act },
    });
    return { type: 'not-permitted' };
  }
  if (own.directive.state === 'recalled') return { type: 'recalled' };
  if (own.directive.state === 'replaced') return { type: 'replaced' };
  if (own.isLetOff) return { type: 'let-off' };
  // Who gets a directive for information has nothing to do.
  if (step && own.member.role === 'inform') return { type: 'not-now', state: own.state };
  if (step && !mayHandle(own.state, step, own.directive.ackPolicy)) {
    const status = step === 'assign' || step === 'withdraw' ? undefined : recordOf[step](own.state);
    const record = own.standing.find((row) => row.status === status);
    return record ? { type: 'before', record } : { type: 'not-now', state: own.state };
  }
  return { type: 'entered', own, personId: person.id, role };
}

/** 'number/symbol' of a case's directive. */
export function referenceOf({ number, symbol }: Pick<DirectiveRow, 'number' | 'symbol'>): string {
  return `${number}/${symbol}`;
}
