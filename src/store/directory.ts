import type { OwnNetworkPolicy } from '../domain/network-policy.ts';
import type { Database } from '../ports/database.ts';

/** What is imported of an organisation; keys stand for ids. */
export interface DirectoryEntry {
  readonly key: string;
  readonly name: string;
  readonly shortNames: readonly string[];
  readonly aliases: readonly string[];
  readonly codeOld?: string | undefined;
  readonly codeQd20?: string | undefined;
  readonly level: string;
  readonly kind: string;
  readonly parent?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly issuesAs?: string | undefined;
  readonly networks?: OwnNetworkPolicy | undefined;
}

export interface DirectoryImport {
  readonly organisations: readonly DirectoryEntry[];
  readonly links: readonly {
    readonly from: string;
    readonly to?: string | undefined;
    readonly type: string;
    readonly function?: string | undefined;
    readonly effective: string;
    readonly legalBasis?: string | undefined;
  }[];
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly aliases: readonly string[];
    readonly members: readonly string[];
  }[];
}

/**
 * Brings the directory up to an import, by key. Nothing is deleted: what once received a directive
 * stays on record. Returns how many organisations were new.
 */
export function importDirectory(db: Database, directory: DirectoryImport): Promise<number> {
  return db.transaction(async (tx) => {
    let added = 0;
    for (const entry of directory.organisations) added += await upsertOrganisation(tx, entry);
    await setParents(tx, directory.organisations);
    await upsertOffices(tx, directory.organisations);
    for (const link of directory.links) {
      await tx.query(
        `insert into organisation_link (from_id, to_id, type, function, effective, legal_basis)
         select (select id from organisation where key = $1), (select id from organisation where key = $2),
           $3, $4, $5, $6 on conflict do nothing`,
        [
          link.from,
          link.to ?? null,
          link.type,
          link.function ?? null,
          link.effective,
          link.legalBasis ?? null,
        ],
      );
    }
    for (const group of directory.groups) await upsertGroup(tx, group);
    return added;
  });
}

async function upsertOrganisation(tx: Database, entry: DirectoryEntry): Promise<number> {
  const { rows } = await tx.query<{ added: boolean }>(
    `insert into organisation as o (key, name, short_names, aliases, code_old, code_qd20, level, kind, valid_from, valid_to, networks)
     values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, '1945-01-01'), $10, $11::jsonb)
     on conflict (key) do update set name = excluded.name, short_names = excluded.short_names,
       aliases = excluded.aliases, code_old = excluded.code_old, code_qd20 = excluded.code_qd20,
       level = excluded.level, kind = excluded.kind, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
       networks = excluded.networks
     returning (xmax = 0) as added`,
    [
      entry.key,
      entry.name,
      [...entry.shortNames],
      [...entry.aliases],
      entry.codeOld ?? null,
      entry.codeQd20 ?? null,
      entry.level,
      entry.kind,
      entry.validFrom ?? null,
      entry.validTo ?? null,
      entry.networks ? JSON.stringify(entry.networks) : null,
    ],
  );
  return rows[0]?.added ? 1 : 0;
}

async function setParents(tx: Database, entries: readonly DirectoryEntry[]): Promise<void> {
  const children = entries.filter((entry) => entry.parent);
  await tx.query(
    `update organisation o set parent_id = p.id
     from unnest($1::text[], $2::text[]) as n (key, parent) join organisation p on p.key = n.parent
     where o.key = n.key`,
    [children.map((entry) => entry.key), children.map((entry) => entry.parent ?? '')],
  );
}

async function upsertOffices(tx: Database, entries: readonly DirectoryEntry[]): Promise<void> {
  for (const { key, issuesAs } of entries) {
    if (!issuesAs) continue;
    await tx.query(
      `insert into issuing_office (organisation_id, symbol) select id, $2 from organisation where key = $1
       on conflict (organisation_id) do update set symbol = excluded.symbol`,
      [key, issuesAs],
    );
  }
}

async function upsertGroup(tx: Database, group: DirectoryImport['groups'][number]): Promise<void> {
  await tx.query(
    `insert into organisation_group (key, name, aliases) values ($1, $2, $3)
     on conflict (key) do update set name = excluded.name, aliases = excluded.aliases`,
    [group.key, group.name, [...group.aliases]],
  );
  await tx.query(
    `insert into group_member (group_id, organisation_id)
     select g.id, o.id from organisation_group g, organisation o
     where g.key = $1 and o.key = any($2::text[]) on conflict do nothing`,
    [group.key, [...group.members]],
  );
}
