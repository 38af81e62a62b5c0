import { replyCard, type Turn } from '../engine/turn.ts';
import type { DirectiveRow } from '../store/directives.ts';
import { uncertainParts } from '../store/uncertain-parts.ts';

/** Messages on one card, so that its buttons stay readable; and cards at a time. */
const perCard = 8;
const mostCards = 5;

/** Lists the uncertain messages of a directive, each with what staff can decide about it. */
export async function showUncertain(turn: Turn, directive: DirectiveRow): Promise<void> {
  const { m, tx } = turn;
  const parts = await uncertainParts(tx, directive.versionId);
  const words = m.progress.unsure;
  const reference = `${directive.number}/${directive.symbol}`;
  if (parts.length === 0) {
    await replyCard(turn, { lines: [words.none(reference)], buttons: [] });
    return;
  }
  for (let from = 0; from < Math.min(parts.length, perCard * mostCards); from += perCard) {
    const shown = parts.slice(from, from + perCard);
    await replyCard(turn, {
      lines: [
        words.title(reference, parts.length),
        ...shown.map((part, at) => words.line(from + at + 1, part)),
        words.advice,
      ],
      buttons: shown.map(({ id, isResent }, at) => [
        ...(isResent ? [] : [{ label: words.resend(from + at + 1), data: `again:${id}` }]),
        { label: words.arrived(from + at + 1), data: `there:${id}` },
      ]),
    });
  }
}
