import { dayOf } from '../domain/day.ts';
import { fulfilledState } from '../domain/obligation.ts';
import type { Messages } from '../messages/messages.ts';
import type { Database } from '../ports/database.ts';
import { type DirectiveRow, lockDirective } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import {
  closeObligation,
  lockOpenObligations,
  type ObligationRow,
  obligationsOf,
} from '../store/obligations.ts';
import { type OrganisationRow, organisationById } from '../store/organisations.ts';
import { type PersonRow, personNames, positionsIn } from '../store/people.ts';
import { petitionsOf, settlePetition } from '../store/petitions.ts';
import { cancelReminders } from '../store/reminders.ts';
import { insertSubmission } from '../store/submissions.ts';
import { stoodInFor } from '../store/substitutions.ts';
import { acknowledge } from './acknowledge.ts';
import { alertOffice } from './alert-staff.ts';
import type { Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { forwardToOffice } from './forward-to-office.ts';
import { openNextInstance } from './next-instance.ts';
import { refreshPetitionCards } from './petition-cards.ts';
import { refreshCards } from './refresh-cards.ts';

export interface ReportInput {
  readonly directiveId: string;
  readonly organisationId: string;
  readonly person: PersonRow;
  readonly content:
    | { readonly kind: 'nil' }
    | { readonly kind: 'report'; readonly text: string; readonly fileIds: readonly string[] };
  /** What proves it: the id of the update it came in. */
  readonly evidence: string;
  readonly at: Date;
}

export type ReportAnswer =
  | { readonly type: 'accepted'; readonly reference: string; readonly onTime: boolean }
  /** Handed in before; a further report is passed on all the same. */
  | {
      readonly type: 'already';
      readonly by: string;
      readonly at: Date;
      readonly passedOn: boolean;
    }
  | { readonly type: 'foreign'; readonly organisation: string }
  | { readonly type: 'nothing-owed' }
  | { readonly type: 'recalled' }
  | { readonly type: 'unknown' };

/**
 * Records a report, or that there is nothing to report, for the report that is due first, ends its
 * reminders and passes it on to the issuing office.
 */
export async function submitReport(
  engine: Engine,
  tx: Database,
  wake: Wake,
  input: ReportInput,
): Promise<ReportAnswer> {
  const directive = await lockDirective(tx, input.directiveId);
  const organisation = await organisationById(tx, input.organisationId);
  if (!directive || !organisation) return { type: 'unknown' };
  if (directive.state === 'recalled') return { type: 'recalled' };
  const positions = await positionsIn(tx, organisation.id, dayOf(input.at));
  if (!positions.some((position) => position.personId === input.person.id)) {
    return { type: 'foreign', organisation: organisation.name };
  }
  const [obligation] = await lockOpenObligations(tx, directive.id, organisation.id, 'report');
  const earlier = (await obligationsOf(tx, directive.id, [organisation.id])).filter(
    (row) => row.kind === 'report' && row.metAt !== null,
  );
  const last = earlier.at(-1);
  if (!obligation) {
    if (!last?.metAt) return { type: 'nothing-owed' };
    const { metAt: first, metBy = '' } = last;
    const by = (await personNames(tx, metBy ? [metBy] : [])).get(metBy ?? '') ?? '';
    if (input.content.kind === 'nil') return { type: 'already', by, at: first, passedOn: false };
    await record(engine, tx, wake, {
      input,
      directive,
      organisation,
      obligationId: last.id,
      onTime: true,
    });
    return { type: 'already', by, at: first, passedOn: true };
  }
  const state = fulfilledState(
    {
      dueAt: obligation.dueAt ?? undefined,
      overdueAt: obligation.overdueAt ?? undefined,
      extendedTo: obligation.extendedTo ?? undefined,
    },
    input.at,
  );
  const onTime = state === 'met';
  await countAsAcknowledgement(engine, tx, wake, input);
  await withdrawExtension(engine, tx, wake, obligation, input);
  await closeObligation(tx, obligation.id, { state, at: input.at, by: input.person.id });
  await cancelReminders(tx, obligation.id, input.at, 'reported');
  await openNextInstance(engine, tx, directive, obligation);
  await record(engine, tx, wake, {
    input,
    directive,
    organisation,
    obligationId: obligation.id,
    onTime,
  });
  return { type: 'accepted', reference: `${directive.number}/${directive.symbol}`, onTime };
}

/** Whoever reports has taken the directive over: where that was still asked for, it is on record now. */
async function countAsAcknowledgement(
  engine: Engine,
  tx: Database,
  wake: Wake,
  { directiveId, organisationId, person, evidence, at }: ReportInput,
): Promise<void> {
  const asked = await lockOpenObligations(tx, directiveId, organisationId, 'acknowledge');
  if (asked.length === 0) return;
  await acknowledge(engine, tx, wake, {
    directiveId,
    organisationId,
    personId: person.id,
    externalUserId: '',
    way: 'report',
    evidence,
    at,
  });
}

/** Nobody has to decide about more time for a report that is there. */
async function withdrawExtension(
  engine: Engine,
  tx: Database,
  wake: Wake,
  { id: obligationId, directiveId, organisationId }: ObligationRow,
  { person, at }: ReportInput,
): Promise<void> {
  const petitions = await petitionsOf(tx, directiveId, [organisationId]);
  const open = petitions.filter(
    (petition) => petition.state === 'open' && petition.obligationId === obligationId,
  );
  for (const { id } of open) {
    await settlePetition(tx, id, { state: 'withdrawn', by: person.id, at });
    await refreshPetitionCards(engine, tx, wake, id);
  }
}

async function record(
  engine: Engine,
  tx: Database,
  wake: Wake,
  {
    input,
    directive,
    organisation,
    obligationId,
    onTime,
  }: {
    readonly input: ReportInput;
    readonly directive: DirectiveRow;
    readonly organisation: OrganisationRow;
    readonly obligationId: string;
    readonly onTime: boolean;
  },
): Promise<void> {
  const { content, person, at } = input;
  const fileIds = content.kind === 'report' ? content.fileIds : [];
  const away = await stoodInFor(tx, person.id, organisation.id, dayOf(at));
  await insertSubmission(tx, {
    obligationId,
    directiveId: directive.id,
    organisationId: organisation.id,
    personId: person.id,
    ...(away ? { insteadOf: away.id } : {}),
    kind: content.kind,
    ...(content.kind === 'report' && content.text !== '' ? { text: content.text } : {}),
    fileIds,
    at,
    onTime,
  });
  await recordEvent(tx, {
    at,
    actor: { person: person.id },
    action: 'report-submitted',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId: organisation.id, kind: content.kind, onTime, files: fileIds.length },
  });
  const reference = `${directive.number}/${directive.symbol}`;
  const headline = (m: Messages) =>
    content.kind === 'nil'
      ? m.progress.submissionNil(
          reference,
          organisation.name,
          m.people.named(person.name, away?.name ?? null),
          at,
        )
      : m.progress.submission(
          reference,
          organisation.name,
          m.people.named(person.name, away?.name ?? null),
          at,
          !onTime,
        );
  if (content.kind === 'nil') {
    await alertOffice(engine, tx, wake, directive.officeId, headline, directive.id);
  } else {
    await forwardToOffice(engine, tx, wake, directive, {
      headline,
      ...content,
      act: 'receiveReports',
    });
  }
  await refreshCards(engine, tx, wake, directive, [organisation.id]);
}
