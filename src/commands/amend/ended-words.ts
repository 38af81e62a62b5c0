import type { Turn } from '../../engine/turn.ts';
import { amendmentsOf } from '../../store/amendments.ts';
import type { DirectiveRow } from '../../store/directives.ts';
import { successorsOf } from '../../store/replacements.ts';

/** Who has ended a directive and when, for whoever comes too late. */
export async function endedWords(
  { tx, m }: Pick<Turn, 'tx' | 'm'>,
  { id, number, symbol }: Pick<DirectiveRow, 'id' | 'number' | 'symbol'>,
): Promise<string> {
  const reference = `${number}/${symbol}`;
  const recall = (await amendmentsOf(tx, [id])).find(({ relation }) => relation === 'recalls');
  if (recall) return m.amend.recalledBefore(reference, recall.by, recall.at);
  const [successor] = await successorsOf(tx, [id]);
  return successor
    ? m.amend.replacedBefore(
        reference,
        `${successor.number}/${successor.symbol}`,
        successor.by,
        successor.releasedAt,
      )
    : m.answer.stale;
}
