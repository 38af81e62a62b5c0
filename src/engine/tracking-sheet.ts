import type { TrackingRow } from '../domain/tracking.ts';
import type { Database } from '../ports/database.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { type ObligationRow, obligationsOf } from '../store/obligations.ts';
import { submissionsOf } from '../store/submissions.ts';
import { answersUnder, reachOf } from '../store/tracking.ts';

/** The tracking sheet (sổ theo dõi) of a directive from the rows as they are: one line an organisation, by name. */
export async function trackingSheet(
  db: Database,
  directive: Pick<DirectiveRow, 'id' | 'versionId'>,
): Promise<readonly TrackingRow[]> {
  const members = await reachOf(db, directive.versionId);
  const ids = members.map(({ organisationId }) => organisationId);
  const answers = await answersUnder(db, directive.versionId);
  const obligations = await obligationsOf(db, directive.id, ids);
  const submissions = await submissionsOf(db, directive.id, ids);
  return members.map((member) => {
    const isOwn = (row: { readonly organisationId: string }) =>
      row.organisationId === member.organisationId;
    const owed = obligations.filter(isOwn);
    const acknowledge = owed.find(({ kind }) => kind === 'acknowledge');
    return {
      ...member,
      acknowledgement: acknowledge?.state,
      acknowledgeBy: datesOf(acknowledge),
      answers: answers.filter(isOwn),
      reports: owed
        .filter(({ kind }) => kind === 'report')
        .map((obligation) => {
          const handed = submissions.find(({ obligationId }) => obligationId === obligation.id);
          return {
            ...datesOf(obligation),
            state: obligation.state,
            submittedAt: handed?.at,
            isNil: handed?.kind === 'nil',
          };
        }),
    };
  });
}

function datesOf(row: ObligationRow | undefined) {
  return {
    dueAt: row?.dueAt ?? undefined,
    overdueAt: row?.overdueAt ?? undefined,
    extendedTo: row?.extendedTo ?? undefined,
  };
}
