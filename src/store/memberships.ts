import type { PositionRole } from '../domain/acknowledgement.ts';
import type { StaffRole } from '../domain/permission.ts';
import type { Database } from '../ports/database.ts';

/** One role that a person holds in an organisation: a position, or a right at its issuing office. */
export interface MembershipRow {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly organisationId: string;
  readonly organisation: string;
  /** Set for a right at the organisation's issuing office. */
  readonly officeId: string | null;
  readonly role: PositionRole | StaffRole;
}

const select = `select m.id, m.person_id as "personId", p.name, m.organisation_id as "organisationId",
    o.name as organisation, m.office_id as "officeId", m.role
  from membership m join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id`;
const current = 'm.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2)';

/** What people are in an organisation on a day in their own right, by name. */
export async function membershipsIn(
  db: Database,
  organisationId: string,
  day: string,
): Promise<readonly MembershipRow[]> {
  const { rows } = await db.query<MembershipRow>(
    `${select} where m.organisation_id = $1 and ${current} order by p.name, p.id, m.office_id nulls last, m.role`,
    [organisationId, day],
  );
  return rows;
}

/** What a person is anywhere on a day in their own right. */
export async function membershipsOfPerson(
  db: Database,
  personId: string,
  day: string,
): Promise<readonly MembershipRow[]> {
  const { rows } = await db.query<MembershipRow>(
    `${select} where m.person_id = $1 and ${current} order by o.name, m.office_id nulls last, m.role`,
    [personId, day],
  );
  return rows;
}

/** A role that is held on a day; undefined when it has ended or never was. */
export async function membershipById(
  db: Database,
  id: string,
  day: string,
): Promise<MembershipRow | undefined> {
  const { rows } = await db.query<MembershipRow>(`${select} where m.id = $1 and ${current}`, [
    id,
    day,
  ]);
  return rows[0];
}

/** A role that is held or ever was. */
export async function everMembershipById(
  db: Database,
  id: string,
): Promise<MembershipRow | undefined> {
  const { rows } = await db.query<MembershipRow>(`${select} where m.id = $1`, [id]);
  return rows[0];
}

/** Ends a role as of `lastDay`; false when it had ended before. */
export async function endMembership(tx: Database, id: string, lastDay: string): Promise<boolean> {
  let ended = 0;
  for (const table of ['position', 'staff']) {
    const { rows } = await tx.query(
      `update ${table} set valid_to = $2 where id = $1 and (valid_to is null or valid_to > $2) returning id`,
      [id, lastDay],
    );
    ended += rows.length;
  }
  return ended > 0;
}
