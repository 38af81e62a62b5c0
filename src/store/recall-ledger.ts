import type { PositionRole } from '../domain/acknowledgement.ts';
import type { PartState } from '../domain/delivery.ts';
import type { RecalledChat } from '../domain/recall.ts';
import type { Database } from '../ports/database.ts';

/** A chat that had a recalled directive, or may have had it. */
export interface LedgerRow extends RecalledChat {
  readonly organisationId: string;
  readonly organisation: string;
  readonly chat: string;
  /** How the notice of the recall stands there; null where there is none. */
  readonly notice: PartState | null;
}

/** How a recall stands, chat by chat, by organisation; counted from the rows. */
export async function recallLedger(
  db: Database,
  recall: { readonly directiveId: string; readonly versionId: string; readonly at: Date },
): Promise<readonly LedgerRow[]> {
  const { rows } = await db.query<
    Omit<LedgerRow, 'acknowledged'> & {
      readonly ackName: string | null;
      readonly ackRole: PositionRole | null;
      readonly ackAt: Date | null;
    }
  >(
    `with own as (
       select d.chat_id, d.organisation_id, p.state, p.removal, p.message_id
       from delivery d join directive_version v on v.id = d.version_id
       join part p on p.delivery_id = d.id
       where d.directive_id = $1 and v.relation is distinct from 'recalls'
         and p.state in ('sent', 'acknowledged', 'uncertain', 'superseded')
         and p.kind <> 'native-reminder'),
     chat_sum as (
       select own.chat_id, own.organisation_id, count(*)::int as out,
         (count(*) filter (where removal = 'removed'))::int as removed,
         (count(*) filter (where removal = 'kept'))::int as kept,
         (count(*) filter (where removal = 'wanted' and message_id is null and f.chat_id is null))::int as unproved,
         (count(*) filter (where removal = 'wanted' and message_id is null and f.chat_id is not null))::int as moved
       from own left join (select distinct chat_id from former_chat) f on f.chat_id = own.chat_id
       group by own.chat_id, own.organisation_id)
     select s.organisation_id as "organisationId", o.name as organisation, c.title as chat, s.out, s.removed,
       s.kept, s.unproved, s.moved,
       (c.state = 'gone' or c.organisation_id is distinct from s.organisation_id) as "chatIsGone",
       (select n.state from delivery e join part n on n.delivery_id = e.id
          where e.version_id = $2 and e.chat_id = s.chat_id and n.position = 0
          order by n.resend_of nulls last limit 1) as notice,
       a.name as "ackName", a.role as "ackRole", a.at as "ackAt"
     from chat_sum s join organisation o on o.id = s.organisation_id join chat c on c.id = s.chat_id
     left join lateral (
       select k.role, k.at, q.name from acknowledgement k join person q on q.id = k.person_id
       where k.directive_id = $1 and k.organisation_id = s.organisation_id and k.at <= $3
         and k.withdrawn_at is null and k.status in ('acknowledged', 'assigned', 'in_progress', 'done')
       order by k.at, k.id limit 1) a on true
     order by o.name, c.title, c.id`,
    [recall.directiveId, recall.versionId, recall.at],
  );
  return rows.map(({ ackName, ackRole, ackAt, ...row }) => ({
    ...row,
    acknowledged:
      ackName !== null && ackRole && ackAt
        ? { name: ackName, role: ackRole, at: ackAt }
        : undefined,
  }));
}
