import type { PositionRole } from '../domain/acknowledgement.ts';
import type { StaffRole } from '../domain/permission.ts';
import type { Driver } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';

/** What a join link binds: a person to an organisation or an office, a group, or a public channel. */
export type JoinSubject = 'person' | 'staff' | 'group' | 'channel';

/** For a group: what the chat is used for, comma-separated. */
export type JoinRole = PositionRole | StaffRole | 'receive' | 'receive,repost' | 'publish';

export interface JoinCodeRow {
  readonly id: string;
  readonly subject: JoinSubject;
  readonly role: JoinRole;
  readonly organisationId: string;
  readonly officeId: string | null;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export interface JoinRequestRow {
  readonly id: string;
  readonly subject: JoinSubject;
  readonly role: JoinRole | null;
  readonly organisationId: string | null;
  readonly officeId: string | null;
  readonly driver: Driver;
  readonly externalUserId: string | null;
  readonly personName: string | null;
  readonly chatId: string | null;
  /** `offered` until the person agrees, `asked` until somebody with the right decides. */
  readonly state: 'offered' | 'asked' | 'confirmed' | 'declined';
  readonly decidedBy: string | null;
}

const codeColumns = `id, subject, role, organisation_id as "organisationId", office_id as "officeId",
  created_by as "createdBy", expires_at as "expiresAt", used_at as "usedAt"`;
const requestColumns = `q.id, q.subject, q.role, q.organisation_id as "organisationId", q.office_id as "officeId",
  q.driver, q.external_user_id as "externalUserId", q.person_name as "personName", q.chat_id as "chatId",
  q.state, q.decided_by as "decidedBy"`;

export async function insertJoinCode(
  db: Database,
  code: Omit<JoinCodeRow, 'id' | 'usedAt'> & { readonly codeHash: string },
): Promise<void> {
  await db.query(
    `insert into join_code (code_hash, subject, role, organisation_id, office_id, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      code.codeHash,
      code.subject,
      code.role,
      code.organisationId,
      code.officeId,
      code.createdBy,
      code.expiresAt,
    ],
  );
}

export async function lockJoinCode(
  tx: Database,
  codeHash: string,
): Promise<JoinCodeRow | undefined> {
  const { rows } = await tx.query<JoinCodeRow>(
    `select ${codeColumns} from join_code where code_hash = $1 for update`,
    [codeHash],
  );
  return rows[0];
}

export async function useJoinCode(tx: Database, id: string, at: Date): Promise<void> {
  await tx.query('update join_code set used_at = $2 where id = $1', [id, at]);
}

export async function insertJoinRequest(
  tx: Database,
  request: Omit<JoinRequestRow, 'id' | 'decidedBy'> & { readonly askedAt: Date },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into join_request (subject, role, organisation_id, office_id, driver, external_user_id,
       person_name, chat_id, state, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      request.subject,
      request.role,
      request.organisationId,
      request.officeId,
      request.driver,
      request.externalUserId,
      request.personName,
      request.chatId,
      request.state,
      request.askedAt,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('Recording a join request gave no row.');
  return row.id;
}

export async function lockJoinRequest(
  tx: Database,
  id: string,
): Promise<JoinRequestRow | undefined> {
  const { rows } = await tx.query<JoinRequestRow>(
    `select ${requestColumns} from join_request q where q.id = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function settleJoinRequest(
  tx: Database,
  id: string,
  change: {
    readonly state: JoinRequestRow['state'];
    readonly decidedBy?: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    'update join_request set state = $2, decided_by = $3, decided_at = $4 where id = $1',
    [id, change.state, change.decidedBy ?? null, change.at],
  );
}

/** Public channels that somebody added the account to and that belong to nobody yet. */
export async function offeredChannels(
  tx: Database,
  driver: Driver,
  externalUserId: string,
): Promise<readonly (JoinRequestRow & { readonly title: string })[]> {
  const { rows } = await tx.query<JoinRequestRow & { title: string }>(
    `select ${requestColumns}, c.title from join_request q join chat c on c.id = q.chat_id
     where q.subject = 'channel' and q.state = 'offered' and q.driver = $1 and q.external_user_id = $2
       and c.state <> 'gone' and c.organisation_id is null
     order by c.title, q.id for update of q`,
    [driver, externalUserId],
  );
  return rows;
}

/** Says what an offered channel is to become and asks for the confirmation. */
export async function claimChannel(
  tx: Database,
  id: string,
  to: { readonly organisationId: string; readonly role: JoinRole },
): Promise<void> {
  await tx.query(
    `update join_request set organisation_id = $2, role = $3, state = 'asked' where id = $1`,
    [id, to.organisationId, to.role],
  );
}
