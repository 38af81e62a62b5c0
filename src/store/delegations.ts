import type { PositionRole } from '../domain/acknowledgement.ts';
import type { Database } from '../ports/database.ts';

/** Somebody of an organisation who is to do its work on a directive; the organisation stays the debtor. */
export interface DelegationRow {
  readonly id: string;
  readonly directiveId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly personName: string;
  readonly byPerson: string;
  readonly byName: string;
  readonly byRole: PositionRole;
  /** Where it was asked for, and the answer is told. */
  readonly chatId: string;
  /** Where the delegate is asked. */
  readonly askedChatId: string;
  /** The organisation's card that it was asked from. */
  readonly cardId: string;
  readonly state: DelegationState;
  readonly askedAt: Date;
  readonly settledAt: Date | null;
}

export type DelegationState =
  | 'asked'
  | 'accepted'
  | 'refused'
  /** Somebody else was asked, or it was taken back. */
  | 'ended'
  /** The delegate left the organisation. */
  | 'left';

const columns = `g.id, g.directive_id as "directiveId", g.organisation_id as "organisationId",
  g.person_id as "personId", p.name as "personName", g.by_person as "byPerson", b.name as "byName",
  g.by_role as "byRole", g.chat_id as "chatId", g.asked_chat_id as "askedChatId", g.card_id as "cardId",
  g.state, g.asked_at as "askedAt", g.settled_at as "settledAt"`;
const source =
  'delegation g join person p on p.id = g.person_id join person b on b.id = g.by_person';

/** Records that somebody is asked; undefined when somebody is asked or has accepted already. */
export async function insertDelegation(
  tx: Database,
  delegation: Omit<DelegationRow, 'id' | 'personName' | 'byName' | 'state' | 'settledAt'>,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into delegation (directive_id, organisation_id, person_id, by_person, by_role, chat_id,
       asked_chat_id, card_id, state, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9) on conflict do nothing returning id`,
    [
      delegation.directiveId,
      delegation.organisationId,
      delegation.personId,
      delegation.byPerson,
      delegation.byRole,
      delegation.chatId,
      delegation.askedChatId,
      delegation.cardId,
      delegation.askedAt,
    ],
  );
  return rows[0]?.id;
}

export async function delegationById(db: Database, id: string): Promise<DelegationRow | undefined> {
  const { rows } = await db.query<DelegationRow>(
    `select ${columns} from ${source} where g.id = $1`,
    [id],
  );
  return rows[0];
}

/** Who is asked or has accepted, by organisation; at most one each. */
export async function currentDelegations(
  db: Database,
  directiveIds: readonly string[],
  organisationIds: readonly string[],
): Promise<readonly DelegationRow[]> {
  const { rows } = await db.query<DelegationRow>(
    `select ${columns} from ${source} where g.directive_id = any($1::uuid[])
       and g.organisation_id = any($2::uuid[]) and g.state in ('asked', 'accepted')`,
    [[...directiveIds], [...organisationIds]],
  );
  return rows;
}

/** Moves a delegation on from one state; false when it is in another by now. */
export async function settleDelegation(
  tx: Database,
  id: string,
  from: readonly DelegationState[],
  end: { readonly state: DelegationState; readonly at: Date },
): Promise<boolean> {
  const { rows } = await tx.query(
    'update delegation set state = $3, settled_at = $4 where id = $1 and state = any($2::text[]) returning id',
    [id, [...from], end.state, end.at],
  );
  return rows.length > 0;
}

/** Delegations that stand although the delegate holds no position in the organisation on a day. */
export async function orphanedDelegations(
  db: Database,
  day: string,
): Promise<readonly DelegationRow[]> {
  const { rows } = await db.query<DelegationRow>(
    `select ${columns} from ${source} where g.state in ('asked', 'accepted')
       and not exists (select 1 from position q where q.person_id = g.person_id
         and q.organisation_id = g.organisation_id and q.valid_from <= $1
         and (q.valid_to is null or q.valid_to >= $1))`,
    [day],
  );
  return rows;
}
