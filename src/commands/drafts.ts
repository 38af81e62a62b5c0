import { reply, replyCard } from '../engine/turn.ts';
import { type DraftRow, draftsOf } from '../store/drafts.ts';
import type { Command } from './command.ts';
import { composeBody } from './compose/body.ts';
import { dialoguePress } from './dialogue.ts';
import { offerLeftDrafts } from './take-over.ts';

const maxListed = 10;
const maxLabel = 60;

/** Lists the letters a person has begun in this chat, each with a button that opens it again. */
export const draftsCommand: Command = {
  name: 'drafts',
  names: { vi: 'nhap', en: 'drafts' },
  act: 'compose',
  inGroups: false,
  describe: (m) => m.command.describe.drafts,
  explain: (m) => m.command.explain.drafts,
  async run(turn) {
    const { tx, person, chat, m } = turn;
    const all = person ? await draftsOf(tx, person.id, 'compose') : [];
    const letters = all
      .filter(({ chatId }) => chatId === chat.id)
      .flatMap((draft) => {
        const body = composeBody(draft);
        return body.type === 'letter' ? [{ draft, body }] : [];
      })
      .slice(0, maxListed);
    const isOffered = await offerLeftDrafts(turn);
    if (letters.length === 0) {
      if (!isOffered) await reply(turn, m.compose.drafts.none);
      return;
    }
    const named = letters.map(({ draft, body }) => {
      const reference = body.number ? `${body.number}/${body.symbol} ` : '';
      return { draft, what: `${reference}${body.subject ?? m.compose.untitled}` };
    });
    const { title, line, open } = m.compose.drafts;
    const waits = ({ state, releaseAt }: DraftRow) => {
      if (state === 'submitted') return m.sending.drafts.submitted;
      return state === 'scheduled' && releaseAt ? m.sending.drafts.scheduled(releaseAt) : '';
    };
    await replyCard(turn, {
      lines: [
        title(named.length),
        ...named.map(
          ({ draft, what }, at) =>
            `${line(at + 1, what, draft.updatedAt, draft.state === 'open')}${waits(draft)}`,
        ),
      ],
      buttons: named.map(({ draft, what }, at) => [
        { label: open(at + 1, what).slice(0, maxLabel), data: dialoguePress(draft, 'open') },
      ]),
    });
  },
};
