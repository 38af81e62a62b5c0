import { dayOf } from '../domain/day.ts';
import { referenceOf } from '../engine/own-case.ts';
import { reply, replyCard, type Turn } from '../engine/turn.ts';
import type { Button } from '../ports/channel.ts';
import { currentDelegations } from '../store/delegations.ts';
import { cardsOf } from '../store/deliveries.ts';
import { type DirectiveRow, directivesById } from '../store/directives.ts';
import { type ObligationRow, openObligationsOf } from '../store/obligations.ts';
import { positionsOf } from '../store/people.ts';
import { boundGroup } from './bound-group.ts';
import type { Command } from './command.ts';

const listed = 20;
const mostButtons = 10;

/** Lists what the person's organisations, or that of the group, still owe, soonest first. */
export const owed: Command = {
  name: 'viec',
  names: { vi: 'viec', en: 'owed' },
  act: 'owe',
  inGroups: true,
  describe: (m) => m.command.describe.owed,
  explain: (m) => m.command.explain.owed,
  async run(turn) {
    const { m } = turn;
    const organisationIds = await organisationsOf(turn);
    if (!organisationIds) {
      await reply(turn, m.command.privateOnly);
      return;
    }
    const debts = await debtsOf(turn, organisationIds);
    if (debts.length === 0) {
      await reply(turn, m.command.owedNothing);
      return;
    }
    const shown = debts.slice(0, listed);
    const lines = shown.map(({ obligation, directive, isMine }) => {
      const due = obligation.extendedTo ?? obligation.dueAt ?? undefined;
      const overdue = obligation.markedOverdueAt !== null;
      const { code, subject } = directive;
      const line = m.command.owedLine(
        obligation.kind,
        referenceOf(directive),
        code,
        subject,
        due,
        overdue,
      );
      return isMine ? `${m.handling.mine} ${line}` : line;
    });
    const more = debts.length - shown.length;
    await replyCard(turn, {
      lines: [m.command.owedHeader, ...lines, ...(more > 0 ? [m.command.owedMore(more)] : [])],
      buttons: await cardButtons(turn, shown),
    });
  },
};

interface Debt {
  readonly obligation: ObligationRow;
  readonly directive: DirectiveRow;
  /** Whether the person who asks has accepted the work. */
  readonly isMine: boolean;
}

/** What is still asked for, the person's own work first, then what is due soonest. */
async function debtsOf(turn: Turn, organisationIds: readonly string[]): Promise<readonly Debt[]> {
  const { tx, person } = turn;
  const obligations = await openObligationsOf(tx, organisationIds);
  const ids = [...new Set(obligations.map(({ directiveId }) => directiveId))];
  const directives = new Map((await directivesById(tx, ids)).map((row) => [row.id, row]));
  const own = new Set(
    (await currentDelegations(tx, ids, organisationIds))
      .filter(({ state, personId }) => state === 'accepted' && personId === person?.id)
      .map(({ directiveId, organisationId }) => `${directiveId} ${organisationId}`),
  );
  const debts = obligations.flatMap((obligation): readonly Debt[] => {
    const directive = directives.get(obligation.directiveId);
    const isMine = own.has(`${obligation.directiveId} ${obligation.organisationId}`);
    return directive ? [{ obligation, directive, isMine }] : [];
  });
  return [...debts.filter(({ isMine }) => isMine), ...debts.filter(({ isMine }) => !isMine)];
}

/** One button per directive, which leads to its card. */
async function cardButtons(
  turn: Turn,
  debts: readonly Debt[],
): Promise<readonly (readonly Button[])[]> {
  const buttons = new Map<string, readonly Button[]>();
  for (const { obligation, directive } of debts) {
    const key = `${directive.id} ${obligation.organisationId}`;
    if (buttons.has(key) || buttons.size === mostButtons) continue;
    const cards = await cardsOf(turn.tx, directive.versionId, obligation.organisationId);
    const card = cards.find(({ chatId }) => chatId === turn.chat.id) ?? cards[0];
    if (!card) continue;
    const label = turn.m.handling.openCard(referenceOf(directive), directive.code);
    buttons.set(key, [{ label, data: `see:${card.partId}` }]);
  }
  return [...buttons.values()];
}

/** Whose debts may be told here; undefined in a group that is nobody's. */
async function organisationsOf(turn: Turn): Promise<readonly string[] | undefined> {
  const { tx, chat, person, at } = turn;
  if (chat.kind !== 'private') {
    const organisationId = boundGroup(turn);
    return organisationId ? [organisationId] : undefined;
  }
  if (!person) return [];
  const positions = await positionsOf(tx, person.id, dayOf(at));
  return [...new Set(positions.map((position) => position.organisationId))];
}
