import { recordEvent } from '../store/event-log.ts';
import type { ObligationRow } from '../store/obligations.ts';
import { insertPetition, type PetitionRow } from '../store/petitions.ts';
import { type CaseRefusal, type EnteredCase, enterCase, type OwnCase } from './own-case.ts';
import { showPetition } from './petition-cards.ts';
import { refreshCards } from './refresh-cards.ts';
import type { Turn } from './turn.ts';

export type ExtensionRefusal =
  | CaseRefusal
  /** The report was handed in, or never had a date. */
  | { readonly type: 'nothing-to-extend' }
  | { readonly type: 'asked-before'; readonly petition: PetitionRow }
  | { readonly type: 'not-later'; readonly due: Date };

export interface ExtensionAsked {
  readonly type: 'asked';
  readonly own: OwnCase;
}

/** An open report with a deadline that could be put off. */
export type Extendable = ObligationRow & { readonly dueAt: Date };

/** The reports of a case that more time can be asked for, soonest first. */
export function extendableReports(own: Pick<OwnCase, 'obligations'>): readonly Extendable[] {
  return own.obligations.flatMap((row) =>
    row.kind === 'report' && row.state === 'open' && row.dueAt
      ? [{ ...row, dueAt: row.dueAt }]
      : [],
  );
}

/** The last moment on time as it stands now. */
export function currentDue({ dueAt, extendedTo }: Extendable): Date {
  return extendedTo ?? dueAt;
}

/** The petition about more time that waits for a decision. */
export function openExtension(own: Pick<OwnCase, 'petitions'>): PetitionRow | undefined {
  return own.petitions.find(({ kind, state }) => kind === 'extension' && state === 'open');
}

/** Whether more time can be asked for now, by this person, for this report; the case is locked. */
export async function mayAskExtension(
  turn: Turn,
  about: { readonly directiveId: string; readonly organisationId: string },
): Promise<EnteredCase | Exclude<ExtensionRefusal, { type: 'not-later' }>> {
  const entered = await enterCase(turn, about, 'askExtension');
  if (entered.type !== 'entered') return entered;
  const petition = openExtension(entered.own);
  if (petition) return { type: 'asked-before', petition };
  // Who says that a directive is for others has to wait for the decision first.
  if (entered.own.state === 'rejected') return { type: 'not-now', state: 'rejected' };
  if (extendableReports(entered.own).length === 0) return { type: 'nothing-to-extend' };
  return entered;
}

/** Asks the issuing office for more time for one report; one question at a time. */
export async function askExtension(
  turn: Turn,
  about: {
    readonly directiveId: string;
    readonly organisationId: string;
    readonly obligationId: string;
  },
  wanted: { readonly until: Date; readonly reason: string },
): Promise<ExtensionAsked | ExtensionRefusal> {
  const { engine, tx, wake, at } = turn;
  const entered = await mayAskExtension(turn, about);
  if (entered.type !== 'entered') return entered;
  const { own, personId } = entered;
  const report = extendableReports(own).find(({ id }) => id === about.obligationId);
  if (!report) return { type: 'nothing-to-extend' };
  const due = currentDue(report);
  if (wanted.until <= due || wanted.until <= at) return { type: 'not-later', due };
  const petitionId = await insertPetition(tx, {
    kind: 'extension',
    directiveId: about.directiveId,
    organisationId: about.organisationId,
    obligationId: report.id,
    personId,
    chatId: turn.chat.id,
    reason: wanted.reason,
    wanted: wanted.until,
    askedAt: at,
  });
  if (petitionId) {
    await recordEvent(tx, {
      at,
      actor: { person: personId },
      action: 'extension-asked',
      subject: { kind: 'obligation', id: report.id },
      detail: { organisationId: about.organisationId, until: wanted.until.toISOString() },
    });
    await showPetition(engine, tx, wake, petitionId);
    await refreshCards(engine, tx, wake, own.directive, [about.organisationId]);
  }
  return { type: 'asked', own };
}
