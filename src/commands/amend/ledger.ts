import { judgeRecall } from '../../domain/recall.ts';
import { splitText } from '../../domain/split-text.ts';
import { reply, type Turn } from '../../engine/turn.ts';
import type { Messages } from '../../messages/messages.ts';
import { amendmentsOf } from '../../store/amendments.ts';
import type { DirectiveRow } from '../../store/directives.ts';
import { type LedgerRow, recallLedger } from '../../store/recall-ledger.ts';

/** Writes what became of a recall, chat by chat; false when there was none. */
export async function showRecall(turn: Turn, directive: DirectiveRow): Promise<boolean> {
  const { tx, m, channel, chat } = turn;
  const { ledger } = m.amend;
  const recalls = await amendmentsOf(tx, [directive.id]);
  const recall = recalls.find(({ relation }) => relation === 'recalls');
  if (!recall) return false;
  const rows = await recallLedger(tx, recall);
  const reference = `${directive.number}/${directive.symbol}`;
  const lines = [
    ledger.title(reference, recall.at, recall.by),
    ...(rows.length === 0 ? [ledger.none] : []),
    ...rows.map((row) => `• ${ledger.line(row.organisation, row.chat, endWords(row, m))}`),
  ];
  const { maxText } = channel.capabilities(chat.kind);
  for (const text of splitText(lines.join('\n'), maxText)) await reply(turn, text);
  return true;
}

/** What became of one chat, in words: the end, why, who had answered, and whether they are told. */
export function endWords(row: LedgerRow, m: Messages): string {
  const { ledger } = m.amend;
  const { end, keptBecause } = judgeRecall(row);
  const stays = row.removed < row.out;
  const state = ledger.end[keptBecause ? 'not-removed' : stays ? 'under-way' : 'removed'];
  const why = keptBecause ? ` (${ledger.because[keptBecause]})` : '';
  const { acknowledged } = row;
  const before =
    end === 'acknowledged-before' && acknowledged
      ? [ledger.before(m.card.role(acknowledged.role), acknowledged.name, acknowledged.at)]
      : [];
  const isTold = row.notice === 'sent' || row.notice === 'acknowledged';
  return [...before, `${state}${why}`, isTold ? ledger.told : ledger.notTold].join('; ');
}
