import type { Database } from '../ports/database.ts';

/** What an organisation asks of the issuing office, which decides. */
export interface PetitionRow {
  readonly id: string;
  readonly kind: PetitionKind;
  readonly directiveId: string;
  readonly organisationId: string;
  /** The report that an extension is for. */
  readonly obligationId: string | null;
  readonly personId: string;
  readonly personName: string;
  /** Where it was asked and the decision is told. */
  readonly chatId: string;
  /** As it was typed. */
  readonly reason: string;
  readonly wanted: Date | null;
  readonly askedAt: Date;
  readonly state: PetitionState;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
  readonly granted: Date | null;
}

export type PetitionKind = 'rejection' | 'extension';

export type PetitionState =
  | 'open'
  | 'granted'
  | 'refused'
  /** Nobody has to decide any more: taken back, or what it was about has ended. */
  | 'withdrawn';

const columns = `n.id, n.kind, n.directive_id as "directiveId", n.organisation_id as "organisationId",
  n.obligation_id as "obligationId", n.person_id as "personId", p.name as "personName", n.chat_id as "chatId",
  n.reason, n.wanted, n.asked_at as "askedAt", n.state, b.name as "decidedByName", n.decided_at as "decidedAt",
  n.decision_reason as "decisionReason", n.granted`;
const source = `petition n join person p on p.id = n.person_id left join person b on b.id = n.decided_by`;

/** Records a petition; undefined when one of the kind is open already. */
export async function insertPetition(
  tx: Database,
  petition: Pick<
    PetitionRow,
    'kind' | 'directiveId' | 'organisationId' | 'personId' | 'chatId' | 'reason' | 'askedAt'
  > & { readonly obligationId?: string; readonly wanted?: Date },
): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into petition (kind, directive_id, organisation_id, obligation_id, person_id, chat_id, reason,
       wanted, asked_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open') on conflict do nothing returning id`,
    [
      petition.kind,
      petition.directiveId,
      petition.organisationId,
      petition.obligationId ?? null,
      petition.personId,
      petition.chatId,
      petition.reason,
      petition.wanted ?? null,
      petition.askedAt,
    ],
  );
  return rows[0]?.id;
}

/** The petitions of some organisations under a directive, first to last. */
export async function petitionsOf(
  db: Database,
  directiveId: string,
  organisationIds: readonly string[],
): Promise<readonly PetitionRow[]> {
  const { rows } = await db.query<PetitionRow>(
    `select ${columns} from ${source}
     where n.directive_id = $1 and n.organisation_id = any($2::uuid[]) order by n.asked_at, n.id`,
    [directiveId, [...organisationIds]],
  );
  return rows;
}

export async function petitionById(db: Database, id: string): Promise<PetitionRow | undefined> {
  const { rows } = await db.query<PetitionRow>(`select ${columns} from ${source} where n.id = $1`, [
    id,
  ]);
  return rows[0];
}

/** Ends a petition that is open; false when it was ended before. */
export async function settlePetition(
  tx: Database,
  id: string,
  end: {
    readonly state: Exclude<PetitionState, 'open'>;
    readonly by: string | undefined;
    readonly at: Date;
    readonly reason?: string;
    readonly granted?: Date;
  },
): Promise<boolean> {
  const { rows } = await tx.query(
    `update petition set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5, granted = $6
     where id = $1 and state = 'open' returning id`,
    [id, end.state, end.by ?? null, end.at, end.reason ?? null, end.granted ?? null],
  );
  return rows.length > 0;
}
