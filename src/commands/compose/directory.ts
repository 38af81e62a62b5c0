import type { Directory as NamedBodies } from '../../domain/directory/directory.ts';
import type { Database } from '../../ports/database.ts';
import {
  allOrganisations,
  groupMembershipsOn,
  type OrganisationRow,
  organisationGroups,
  organisationLinks,
} from '../../store/organisations.ts';

export interface Group {
  readonly key: string;
  readonly name: string;
  /** Ids, by name. */
  readonly members: readonly string[];
}

/** Whom an office can send to on a day; it never addresses itself. */
export interface Directory {
  readonly day: string;
  /** Those that exist on the day, by name. */
  readonly organisations: ReadonlyMap<string, OrganisationRow>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Also what has ended, for matching old names. */
  readonly bodies: NamedBodies;
}

export async function loadDirectory(
  db: Database,
  day: string,
  issuerId: string,
): Promise<Directory> {
  const organisations = await allOrganisations(db);
  const groups = await organisationGroups(db);
  const memberships = await groupMembershipsOn(db, day);
  const links = await organisationLinks(db);
  const members = (key: string) =>
    memberships
      .filter(({ groupKey, organisationId }) => groupKey === key && organisationId !== issuerId)
      .map((row) => row.organisationId);
  return {
    day,
    organisations: new Map(
      organisations
        .filter((row) => row.validFrom <= day && (row.validTo === null || row.validTo >= day))
        .filter(({ id }) => id !== issuerId)
        .map((row) => [row.id, row]),
    ),
    groups: new Map(groups.map(({ key, name }) => [key, { key, name, members: members(key) }])),
    bodies: {
      groups,
      organisations,
      links: links.flatMap(({ toId, ...link }) => (toId ? [{ ...link, toId }] : [])),
    },
  };
}
