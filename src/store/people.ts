import type { Position, PositionRole } from '../domain/acknowledgement.ts';
import type { StaffRole } from '../domain/permission.ts';
import type { Driver } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';

export interface PersonRow {
  readonly id: string;
  readonly name: string;
}

export interface StaffMembership {
  readonly officeId: string;
  readonly organisationId: string;
  readonly role: StaffRole;
}

export interface OfficeRow {
  readonly id: string;
  readonly organisationId: string;
  readonly symbol: string;
  readonly name: string;
}

/** The person behind an account on a network; undefined for a stranger or a revoked identity. */
export async function personByIdentity(
  db: Database,
  driver: Driver,
  externalUserId: string,
): Promise<PersonRow | undefined> {
  const { rows } = await db.query<PersonRow>(
    `select p.id, p.name from identity i join person p on p.id = i.person_id
     where i.driver = $1 and i.external_user_id = $2 and i.revoked_at is null`,
    [driver, externalUserId],
  );
  return rows[0];
}

/** As `personByIdentity`, of several accounts; each under its id on the network. */
export async function peopleByIdentity(
  db: Database,
  driver: Driver,
  externalUserIds: readonly string[],
): Promise<ReadonlyMap<string, PersonRow>> {
  const { rows } = await db.query<PersonRow & { externalUserId: string }>(
    `select i.external_user_id as "externalUserId", p.id, p.name from identity i join person p on p.id = i.person_id
     where i.driver = $1 and i.external_user_id = any($2::text[]) and i.revoked_at is null`,
    [driver, [...new Set(externalUserIds)]],
  );
  return new Map(rows.map(({ externalUserId, ...person }) => [externalUserId, person]));
}

export async function personById(db: Database, id: string): Promise<PersonRow | undefined> {
  const { rows } = await db.query<PersonRow>('select id, name from person where id = $1', [id]);
  return rows[0];
}

/** Waits for whoever else decides about some people. */
export async function lockPeople(tx: Database, ids: readonly string[]): Promise<void> {
  await tx.query('select 1 from person where id = any($1::uuid[]) order by id for update', [
    [...ids],
  ]);
}

/** Waits for whoever else changes who works for an office. */
export async function lockOffice(tx: Database, id: string): Promise<void> {
  await tx.query('select 1 from issuing_office where id = $1 for update', [id]);
}

/** The names of people, by id. */
export async function personNames(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<PersonRow>(
    'select id, name from person where id = any($1::uuid[])',
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Binds a network account to a person, creating the person when `personId` is not given. */
export async function bindIdentity(
  db: Database,
  binding: {
    readonly driver: Driver;
    readonly externalUserId: string;
    readonly name: string;
    readonly at: Date;
  },
): Promise<PersonRow> {
  const known = await personByIdentity(db, binding.driver, binding.externalUserId);
  if (known) return known;
  const { rows } = await db.query<PersonRow>(
    'insert into person (name) values ($1) returning id, name',
    [binding.name],
  );
  const [person] = rows;
  if (!person) throw new Error(`Recording a person for ${binding.externalUserId} gave no row.`);
  await db.query(
    'insert into identity (driver, external_user_id, person_id, bound_at) values ($1, $2, $3, $4)',
    [binding.driver, binding.externalUserId, person.id, binding.at],
  );
  return person;
}

export async function addPosition(
  db: Database,
  position: {
    readonly personId: string;
    readonly organisationId: string;
    readonly role: PositionRole;
    readonly from: string;
  },
): Promise<void> {
  await db.query(
    `insert into position (person_id, organisation_id, role, valid_from)
     select $1, $2, $3, $4 where not exists (select 1 from position
       where person_id = $1 and organisation_id = $2 and role = $3 and valid_to is null)`,
    [position.personId, position.organisationId, position.role, position.from],
  );
}

export async function addStaff(
  db: Database,
  staff: {
    readonly personId: string;
    readonly officeId: string;
    readonly role: StaffRole;
    readonly from: string;
  },
): Promise<void> {
  await db.query(
    `insert into staff (person_id, office_id, role, valid_from)
     select $1, $2, $3, $4 where not exists (select 1 from staff
       where person_id = $1 and office_id = $2 and role = $3 and valid_to is null)`,
    [staff.personId, staff.officeId, staff.role, staff.from],
  );
}

/** The offices a person works for on a day, and as what; what somebody stands in for included. */
export async function staffMemberships(
  db: Database,
  personId: string,
  day: string,
): Promise<readonly StaffMembership[]> {
  const { rows } = await db.query<StaffMembership>(
    `select s.office_id as "officeId", f.organisation_id as "organisationId", s.role
     from staff_on_duty s join issuing_office f on f.id = s.office_id
     where s.person_id = $1 and s.valid_from <= $2 and (s.valid_to is null or s.valid_to >= $2)
     order by s.office_id, s.role`,
    [personId, day],
  );
  return rows;
}

/** Everybody who holds a position in one of some organisations on a day, and who stands in for whom. */
export async function positionsInEach(
  db: Database,
  organisationIds: readonly string[],
  day: string,
): Promise<readonly (Position & { readonly organisationId: string })[]> {
  const { rows } = await db.query<Position & { organisationId: string }>(
    `select q.organisation_id as "organisationId", q.person_id as "personId", q.role,
       q.instead_of as "insteadOf" from position_on_duty q
     where q.organisation_id = any($1::uuid[]) and q.valid_from <= $2 and (q.valid_to is null or q.valid_to >= $2)
     order by q.valid_from, q.id`,
    [[...organisationIds], day],
  );
  return rows;
}

/** As `positionsInEach`, of one organisation, with the names of people. */
export async function positionsIn(
  db: Database,
  organisationId: string,
  day: string,
): Promise<readonly (Position & { readonly name: string })[]> {
  const { rows } = await db.query<Position & { name: string }>(
    `select q.person_id as "personId", q.role, q.instead_of as "insteadOf", p.name from position_on_duty q join person p on p.id = q.person_id
     where q.organisation_id = $1 and q.valid_from <= $2 and (q.valid_to is null or q.valid_to >= $2)
     order by q.valid_from, q.id`,
    [organisationId, day],
  );
  return rows;
}

/** The organisations a person holds a position in on a day. */
export async function positionsOf(
  db: Database,
  personId: string,
  day: string,
): Promise<readonly { readonly organisationId: string; readonly role: PositionRole }[]> {
  const { rows } = await db.query<{ organisationId: string; role: PositionRole }>(
    `select organisation_id as "organisationId", role from position_on_duty
     where person_id = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2)
     order by valid_from, id`,
    [personId, day],
  );
  return rows;
}

/** The people of an office who hold one of the roles on a day. */
export async function staffWith(
  db: Database,
  officeId: string,
  roles: readonly StaffRole[],
  day: string,
): Promise<readonly PersonRow[]> {
  const { rows } = await db.query<PersonRow>(
    `select distinct p.id, p.name from staff_on_duty s join person p on p.id = s.person_id
     where s.office_id = $1 and s.role = any($2::text[]) and s.valid_from <= $3
       and (s.valid_to is null or s.valid_to >= $3) order by p.name, p.id`,
    [officeId, [...roles], day],
  );
  return rows;
}

/** As `staffWith`, those only who have an active private chat with an account. */
export async function reachableStaff(
  db: Database,
  officeId: string,
  roles: readonly StaffRole[],
  day: string,
): Promise<readonly PersonRow[]> {
  const { rows } = await db.query<PersonRow>(
    `select distinct p.id, p.name from staff_on_duty s join person p on p.id = s.person_id
     where s.office_id = $1 and s.role = any($2::text[]) and s.valid_from <= $3
       and (s.valid_to is null or s.valid_to >= $3)
       and exists (select 1 from chat c where c.person_id = p.id and c.kind = 'private' and c.state = 'active')
     order by p.name, p.id`,
    [officeId, [...roles], day],
  );
  return rows;
}

/** Administrators of any office on a day. */
export async function administrators(db: Database, day: string): Promise<readonly PersonRow[]> {
  const { rows } = await db.query<PersonRow>(
    `select distinct p.id, p.name from staff_on_duty s join person p on p.id = s.person_id
     where s.role = 'admin' and s.valid_from <= $1 and (s.valid_to is null or s.valid_to >= $1)
     order by p.name, p.id`,
    [day],
  );
  return rows;
}

export async function offices(db: Database): Promise<readonly OfficeRow[]> {
  const { rows } = await db.query<OfficeRow>(
    `select f.id, f.organisation_id as "organisationId", f.symbol, o.name
     from issuing_office f join organisation o on o.id = f.organisation_id order by o.name`,
  );
  return rows;
}

export async function officeById(db: Database, id: string): Promise<OfficeRow | undefined> {
  return (await offices(db)).find((office) => office.id === id);
}

/** Revokes a person's network accounts and ends every position and right as of `lastDay`. */
export async function unbindPerson(
  tx: Database,
  personId: string,
  end: { readonly at: Date; readonly lastDay: string },
): Promise<void> {
  await tx.query(
    'update identity set revoked_at = $2 where person_id = $1 and revoked_at is null',
    [personId, end.at],
  );
  for (const table of ['position', 'staff']) {
    await tx.query(
      `update ${table} set valid_to = $2 where person_id = $1 and (valid_to is null or valid_to > $2)`,
      [personId, end.lastDay],
    );
  }
  await tx.query(`update chat set person_id = null, state = 'unbound' where person_id = $1`, [
    personId,
  ]);
}

/** Records somebody of whom no more than a name is known. */
export async function addPerson(tx: Database, name: string): Promise<PersonRow> {
  const { rows } = await tx.query<PersonRow>(
    'insert into person (name) values ($1) returning id, name',
    [name],
  );
  const [row] = rows;
  if (!row) throw new Error('Recording a person gave no row.');
  return row;
}
