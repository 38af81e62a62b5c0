import { progressView } from '../engine/cards/progress-cards.ts';
import { queuePart } from '../engine/queue-part.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { type DirectiveRow, directivesOf } from '../store/directives.ts';
import type { Command } from './command.ts';
import { officesAllowing } from './staff-offices.ts';

const listed = 5;

/** Shows how a directive fares on a card that keeps itself up to date; without a number, the latest ones. */
export const status: Command = {
  name: 'status',
  names: { vi: 'tinhtrang', en: 'status' },
  act: 'watch',
  inGroups: false,
  describe: (m) => m.command.describe.status,
  explain: (m) => m.command.explain.status,
  async run(turn, args) {
    const directives = await namedDirectives(turn, args, args === '' ? listed : 1);
    if (directives.length === 0) return;
    if (args !== '') {
      const { engine, tx, wake, chat } = turn;
      for (const { id } of directives) {
        await queuePart(engine, tx, wake, { chat, kind: 'progress', lane: 'reply', subjectId: id });
      }
      return;
    }
    const views = [];
    for (const directive of directives) {
      const view = await progressView(turn.tx, directive, turn.m);
      views.push(view.lines.join('\n'));
    }
    await reply(turn, views.join('\n\n'));
  },
};

/** Directives of the person's offices that the words name, newest first; says so when there are none. */
export async function namedDirectives(
  turn: Turn,
  reference: string,
  limit: number,
): Promise<readonly DirectiveRow[]> {
  const offices = await officesAllowing(turn, 'watch');
  const wanted = reference === '' ? undefined : reference;
  const directives = await directivesOf(turn.tx, offices, wanted, limit);
  if (directives.length === 0) {
    await reply(turn, wanted ? turn.m.command.notFound(wanted) : turn.m.progress.none);
  }
  return directives;
}
