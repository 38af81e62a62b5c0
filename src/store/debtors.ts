import type { Database } from '../ports/database.ts';
import { type ObligationRow, obligationColumns } from './obligations.ts';

/** An organisation that owes something under a directive: what it is asked for first. */
export interface DebtorRow extends ObligationRow {
  readonly organisation: string;
  /** Whether it has the directive's card in a chat that can be written to. */
  readonly isReachable: boolean;
}

/**
 * Who owes something under a directive, by name: the acknowledgement before a report, the report that
 * is due first before others. One row per organisation.
 */
export async function debtorsUnder(
  db: Database,
  directiveId: string,
): Promise<readonly DebtorRow[]> {
  const { rows } = await db.query<DebtorRow>(
    `select distinct on (o.name, o.id) ${obligationColumns}, o.name as organisation,
       exists (select 1 from delivery d join part p on p.delivery_id = d.id join chat c on c.id = d.chat_id
         where d.version_id = b.version_id and d.organisation_id = b.organisation_id
           and d.purpose = 'directive' and p.kind = 'card' and c.state = 'active'
           and c.organisation_id = d.organisation_id
           and p.state in ('sent', 'acknowledged', 'uncertain')) as "isReachable"
     from obligation b join organisation o on o.id = b.organisation_id
     where b.directive_id = $1 and b.state = 'open'
     order by o.name, o.id, (b.kind <> 'acknowledge'), b.due_at nulls last, b.id`,
    [directiveId],
  );
  return rows;
}
