import type { PartKind } from '../domain/delivery.ts';
import type { Database } from '../ports/database.ts';

/** A message of a directive of which nobody knows whether it arrived. */
export interface UncertainPart {
  readonly id: string;
  readonly kind: PartKind;
  readonly organisation: string;
  readonly chat: string;
  /** Its one resend is out, and uncertain as well. */
  readonly isResent: boolean;
}

/** The messages of a version that are still uncertain, a resend that arrived settling its original. */
export async function uncertainParts(
  db: Database,
  versionId: string,
): Promise<readonly UncertainPart[]> {
  const { rows } = await db.query<UncertainPart>(
    `select p.id, p.kind, o.name as organisation, c.title as chat, r.id is not null as "isResent"
     from delivery d join part p on p.delivery_id = d.id join organisation o on o.id = d.organisation_id
     join chat c on c.id = d.chat_id left join part r on r.resend_of = p.id
     where d.version_id = $1 and p.state = 'uncertain' and p.resend_of is null
       and p.kind <> 'native-reminder'
       and coalesce(r.state, 'uncertain') not in ('sent', 'acknowledged', 'queued', 'sending')
     order by o.name, c.title, p.position, p.id`,
    [versionId],
  );
  return rows;
}
