import { splitText } from '../domain/split-text.ts';
import { reply, type Turn } from '../engine/turn.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { debtorsOf } from '../store/progress.ts';
import type { Command } from './command.ts';
import { namedDirectives } from './status.ts';

/** Names who has not acknowledged and who has not reported, those overdue first. */
export const pending: Command = {
  name: 'pending',
  names: { vi: 'chuanhan', en: 'pending' },
  act: 'watch',
  inGroups: false,
  describe: (m) => m.command.describe.pending,
  explain: (m) => m.command.explain.pending,
  async run(turn, args) {
    for (const directive of await namedDirectives(turn, args, 1))
      await showDebtors(turn, directive);
  },
};

/** Writes who still owes what under a directive into the chat. */
export async function showDebtors(turn: Turn, directive: DirectiveRow): Promise<void> {
  const { m, tx } = turn;
  const acks = await debtorsOf(tx, directive.versionId, 'acknowledge');
  const reports = await debtorsOf(tx, directive.versionId, 'report');
  const overdue = reports.filter((debtor) => debtor.overdue).map((debtor) => debtor.name);
  const open = reports.filter((debtor) => !debtor.overdue).map((debtor) => debtor.name);
  const lines = [m.progress.headline(directive.number, directive.symbol, directive.code)];
  if (overdue.length > 0) lines.push(m.progress.pendingOverdue(overdue));
  if (acks.length > 0) lines.push(m.progress.pendingAck(acks.map((debtor) => debtor.name)));
  if (open.length > 0) lines.push(m.progress.pendingReport(open));
  if (lines.length === 1) lines.push(m.progress.pendingNone);
  const { maxText } = turn.channel.capabilities(turn.chat.kind);
  for (const text of splitText(lines.join('\n'), maxText)) {
    await reply(turn, text, { about: directive.id });
  }
}
