import { isPress } from '../domain/directory/press.ts';
import type { Database } from '../ports/database.ts';

export interface OrganisationRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly shortNames: readonly string[];
  readonly aliases: readonly string[];
  readonly level: string;
  readonly kind: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface GroupRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface LinkRow {
  readonly fromId: string;
  readonly toId: string | null;
  readonly type: string;
  readonly effective: string;
}

const columns = `o.id, o.key, o.name, o.short_names as "shortNames", o.aliases, o.level, o.kind,
  o.valid_from as "validFrom", o.valid_to as "validTo"`;

export async function organisationById(
  db: Database,
  id: string,
): Promise<OrganisationRow | undefined> {
  const { rows } = await db.query<OrganisationRow>(
    `select ${columns} from organisation o where o.id = $1`,
    [id],
  );
  return rows[0];
}

/** Organisations that exist on a day, by name. */
export async function organisationsOn(
  db: Database,
  day: string,
): Promise<readonly OrganisationRow[]> {
  const { rows } = await db.query<OrganisationRow>(
    `select ${columns} from organisation o
     where o.valid_from <= $1 and (o.valid_to is null or o.valid_to >= $1) order by o.name, o.key`,
    [day],
  );
  return rows;
}

/** Every organisation that ever existed, for matching old names. */
export async function allOrganisations(db: Database): Promise<readonly OrganisationRow[]> {
  const { rows } = await db.query<OrganisationRow>(
    `select ${columns} from organisation o order by o.name, o.key`,
  );
  return rows;
}

export async function organisationLinks(db: Database): Promise<readonly LinkRow[]> {
  const { rows } = await db.query<LinkRow>(
    'select from_id as "fromId", to_id as "toId", type, effective from organisation_link',
  );
  return rows;
}

export async function organisationGroups(db: Database): Promise<readonly GroupRow[]> {
  const { rows } = await db.query<GroupRow>(
    'select id, key, name, aliases from organisation_group order by name',
  );
  return rows;
}

/** Names of the press among organisations, by their kind or a group they are in. */
export async function pressAmong(
  db: Database,
  organisationIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string; kind: string; groupKeys: readonly string[] }>(
    `select o.name, o.kind, coalesce(array_agg(g.key) filter (where g.key is not null), '{}') as "groupKeys"
     from organisation o left join group_member m on m.organisation_id = o.id
       left join organisation_group g on g.id = m.group_id
     where o.id = any($1::uuid[]) group by o.id, o.name, o.kind order by o.name`,
    [[...organisationIds]],
  );
  return rows.filter(isPress).map(({ name }) => name);
}

/** The ids of the organisations that belong to any of the groups on a day and exist then. */
export async function groupMembersOn(
  db: Database,
  groupKeys: readonly string[],
  day: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct o.id, o.name from group_member m
     join organisation_group g on g.id = m.group_id join organisation o on o.id = m.organisation_id
     where g.key = any($1::text[]) and m.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2)
       and o.valid_from <= $2 and (o.valid_to is null or o.valid_to >= $2)
     order by o.name`,
    [[...groupKeys], day],
  );
  return rows.map((row) => row.id);
}

/** Names by id. */
export async function organisationNames(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'select id, name from organisation where id = any($1::uuid[])',
    [[...ids]],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Which organisations belong to which group on a day and exist then, by name. */
export async function groupMembershipsOn(
  db: Database,
  day: string,
): Promise<readonly { readonly groupKey: string; readonly organisationId: string }[]> {
  const { rows } = await db.query<{ groupKey: string; organisationId: string }>(
    `select distinct g.key as "groupKey", o.id as "organisationId", o.name from group_member m
     join organisation_group g on g.id = m.group_id join organisation o on o.id = m.organisation_id
     where m.valid_from <= $1 and (m.valid_to is null or m.valid_to >= $1)
       and o.valid_from <= $1 and (o.valid_to is null or o.valid_to >= $1)
     order by o.name, o.id`,
    [day],
  );
  return rows;
}
