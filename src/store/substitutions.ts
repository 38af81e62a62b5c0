import type { LeavePeriod } from '../domain/leave-period.ts';
import type { Database } from '../ports/database.ts';

/** Somebody stands in for a colleague of the same organisation on some days. */
export interface SubstitutionRow extends LeavePeriod {
  readonly id: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly personName: string;
  readonly substituteId: string;
  readonly substituteName: string;
  readonly askedBy: string;
  /** `asked` until the substitute answers; `ended` when it was ended early. */
  readonly state: 'asked' | 'agreed' | 'declined' | 'ended';
}

const select = `select u.id, u.organisation_id as "organisationId", u.person_id as "personId",
    p.name as "personName", u.substitute_id as "substituteId", t.name as "substituteName",
    u.from_day as "from", u.to_day as "to", u.asked_by as "askedBy", u.state
  from substitution u join person p on p.id = u.person_id join person t on t.id = u.substitute_id`;

export async function insertSubstitution(
  tx: Database,
  asked: LeavePeriod & {
    readonly organisationId: string;
    readonly personId: string;
    readonly substituteId: string;
    readonly askedBy: string;
    readonly at: Date;
  },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into substitution (organisation_id, person_id, substitute_id, from_day, to_day, asked_by, asked_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, 'asked') returning id`,
    [
      asked.organisationId,
      asked.personId,
      asked.substituteId,
      asked.from,
      asked.to,
      asked.askedBy,
      asked.at,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error(`Recording a substitution of ${asked.personId} gave no row.`);
  return row.id;
}

export async function lockSubstitution(
  tx: Database,
  id: string,
): Promise<SubstitutionRow | undefined> {
  const { rows } = await tx.query<SubstitutionRow>(`${select} where u.id = $1 for update of u`, [
    id,
  ]);
  return rows[0];
}

/** The substitute answers what was asked. */
export async function answerSubstitution(
  tx: Database,
  id: string,
  agreed: boolean,
  at: Date,
): Promise<void> {
  await tx.query(
    `update substitution set state = case when $2 then 'agreed' else 'declined' end,
       agreed_at = case when $2 then $3::timestamptz end where id = $1`,
    [id, agreed, at],
  );
}

/** Ends a substitution early, or takes it back before it was answered; `lastDay` is its last day. */
export async function endSubstitution(
  tx: Database,
  id: string,
  end: { readonly by: string; readonly at: Date; readonly lastDay: string },
): Promise<void> {
  await tx.query(
    `update substitution set state = 'ended', ended_at = $2, ended_by = $3, to_day = least(to_day, $4)
     where id = $1`,
    [id, end.at, end.by, end.lastDay],
  );
}

/** Those not yet over on a day that somebody is part of, as the absent or as the substitute. */
export async function substitutionsOf(
  db: Database,
  personId: string,
  day: string,
): Promise<readonly SubstitutionRow[]> {
  const { rows } = await db.query<SubstitutionRow>(
    `${select} where (u.person_id = $1 or u.substitute_id = $1) and u.state in ('asked', 'agreed') and u.to_day >= $2
     order by u.from_day, u.id`,
    [personId, day],
  );
  return rows;
}

/** Those of an organisation that are in force on a day. */
export async function substitutionsIn(
  db: Database,
  organisationId: string,
  day: string,
): Promise<readonly SubstitutionRow[]> {
  const { rows } = await db.query<SubstitutionRow>(
    `${select} where u.organisation_id = $1 and u.state = 'agreed' and u.from_day <= $2 and u.to_day >= $2
     order by u.from_day, u.id`,
    [organisationId, day],
  );
  return rows;
}

/**
 * Who is to be told in the place of each of some people on a day: the substitute, where there is one
 * on duty; otherwise the person.
 */
export async function onDuty(
  db: Database,
  personIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ personId: string; substituteId: string }>(
    `select distinct on (d.instead_of) d.instead_of as "personId", d.person_id as "substituteId"
     from membership_on_duty d
     where d.instead_of = any($1::uuid[]) and d.valid_from <= $2 and (d.valid_to is null or d.valid_to >= $2)
     order by d.instead_of, d.valid_from desc, d.person_id`,
    [[...personIds], day],
  );
  const stands = new Map(rows.map((row) => [row.personId, row.substituteId]));
  return new Map(personIds.map((id) => [id, stands.get(id) ?? id]));
}

/** The colleague for whom somebody acts in an organisation on a day; undefined for those with a role of their own. */
export async function stoodInFor(
  db: Database,
  personId: string,
  organisationId: string,
  day: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const { rows } = await db.query<{ id: string | null; name: string | null }>(
    `select d.instead_of as id, p.name from position_on_duty d left join person p on p.id = d.instead_of
     where d.person_id = $1 and d.organisation_id = $2 and d.valid_from <= $3 and (d.valid_to is null or d.valid_to >= $3)
     order by d.instead_of is not null, d.instead_of limit 1`,
    [personId, organisationId, day],
  );
  const [row] = rows;
  return row?.id && row.name ? { id: row.id, name: row.name } : undefined;
}

/** Ends whatever somebody is part of in an organisation, or anywhere, as the absent or as the substitute. */
export async function endSubstitutionsOf(
  tx: Database,
  personId: string,
  organisationId: string | undefined,
  end: { readonly by: string; readonly at: Date; readonly lastDay: string },
): Promise<void> {
  await tx.query(
    `update substitution set state = 'ended', ended_at = $2, ended_by = $3, to_day = least(to_day, $4)
     where (person_id = $1 or substitute_id = $1) and ($5::uuid is null or organisation_id = $5)
       and state in ('asked', 'agreed') and to_day > $4`,
    [personId, end.at, end.by, end.lastDay, organisationId ?? null],
  );
}
