import type { Database } from '../ports/database.ts';
import type { DirectoryImport } from '../store/directory.ts';
import { composerId, groupIdOf, personIdOf } from './cast.ts';

/** The one office that issues; everybody else is seeded by `seedProvince`. */
export const benchDirectory: DirectoryImport = {
  organisations: [
    {
      key: 'so_bench',
      name: 'Sở Thủy lợi tỉnh An Bình',
      shortNames: [],
      aliases: [],
      level: 'province',
      kind: 'so',
      issuesAs: 'STL',
    },
  ],
  links: [],
  groups: [],
};

/**
 * Binds communes with a chat each, in bulk: the first ones to groups, the others to the private chat
 * of one person. In each group's commune `membersEach` people hold a position.
 */
export async function seedProvince(
  db: Database,
  size: { readonly groups: number; readonly people: number; readonly membersEach: number },
): Promise<void> {
  const { groups, people, membersEach } = size;
  await db.transaction(async (tx) => {
    await tx.query(`insert into person (name) values ('Trần Thu Hà')`);
    await tx.query(
      `insert into identity (driver, external_user_id, person_id, bound_at)
       select 'telegram', $1, id, now() from person`,
      [String(composerId)],
    );
    await tx.query(
      `insert into chat (driver, account_id, external_id, kind, person_id, state)
       select 'telegram', 'telegram', $1, 'private', id, 'active' from person`,
      [String(composerId)],
    );
    await tx.query(
      `insert into staff (person_id, office_id, role, valid_from)
       select p.id, f.id, 'composer', '2026-01-01' from person p, issuing_office f`,
    );
    await tx.query(
      `insert into organisation (key, name, level, kind)
       select 'xa_' || n, 'UBND xã số ' || n, 'commune', 'ubnd' from generate_series(0, $1 - 1) n`,
      [groups + people],
    );
    const chats = [
      { kind: 'group', count: groups, first: groupIdOf(0), step: -1, from: 0 },
      { kind: 'private', count: people, first: personIdOf(0), step: 1, from: groups },
    ];
    for (const { kind, count, first, step, from } of chats) {
      await tx.query(
        `insert into chat (driver, account_id, external_id, kind, title, organisation_id, purposes, state)
         select 'telegram', 'telegram', ($1::text::numeric + $2 * n)::text, $3, o.name, o.id, '{receive}', 'active'
         from generate_series(0, $4 - 1) n join organisation o on o.key = 'xa_' || (n + $5)`,
        [String(first), step, kind, count, from],
      );
    }
    await tx.query(
      `with member as (
         insert into person (name) select 'Cán bộ ' || n from generate_series(0, $1 - 1) n returning id, name)
       insert into identity (driver, external_user_id, person_id, bound_at)
       select 'telegram', ($2 + substr(name, 8)::integer)::text, id, now() from member`,
      [groups * membersEach, personIdOf(0)],
    );
    await tx.query(
      `insert into position (person_id, organisation_id, role, valid_from)
       select i.person_id, o.id, 'clerk', '2026-01-01'
       from generate_series(0, $1 - 1) n
       join identity i on i.external_user_id = ($2 + n)::text
       join organisation o on o.key = 'xa_' || (n / $3)`,
      [groups * membersEach, personIdOf(0), Math.max(1, membersEach)],
    );
  });
  await db.query('analyze');
}
