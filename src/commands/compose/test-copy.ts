import { randomUUID } from 'node:crypto';
import { lanes } from '../../domain/delivery.ts';
import { splitText } from '../../domain/split-text.ts';
import type { CardView } from '../../ports/channel.ts';
import type { DraftRow } from '../../store/drafts.ts';
import { insertParts, type NewPart } from '../../store/parts.ts';
import { releaseOf } from './release.ts';
import { sampleCard, samplePositions } from './sample.ts';
import type { Desk, Scene } from './scene.ts';

type Piece = Pick<NewPart, 'kind' | 'content'>;

/**
 * Sends what recipients would get into the chat of the desk, every message marked as a test and no
 * button alive. Returns how many messages; 0 while the identity of the letter is incomplete.
 */
export async function sendTestCopy(desk: Desk, draft: DraftRow, scene: Scene): Promise<number> {
  const { engine, tx, wake, chat } = desk;
  const pieces = piecesOf(desk, draft, scene);
  if (pieces.length === 0) return 0;
  const { end } = scene.m.sending.test;
  const all: readonly Piece[] = [...pieces, words(end(pieces.length))];
  const now = engine.machine.now();
  await insertParts(
    tx,
    all.map((piece, position) => ({
      ...piece,
      id: randomUUID(),
      chatId: chat.id,
      accountId: chat.accountId,
      position,
      lane: lanes.reply,
    })),
    { now, giveUpAt: new Date(now.getTime() + engine.settings.delivery.giveUpMs) },
  );
  wake({ job: 'deliver', accountId: chat.accountId });
  return pieces.length;
}

function piecesOf({ engine, chat }: Desk, draft: DraftRow, scene: Scene): readonly Piece[] {
  const { m, drill, body } = scene;
  const release = releaseOf(scene, { personId: draft.personId, chat });
  const [first] = release ? samplePositions(scene, release) : [];
  const card = release && first !== undefined ? sampleCard(scene, release, first) : undefined;
  if (!release || !card) return [];
  const limits = engine.channels.get(chat.accountId)?.capabilities(chat.kind);
  const { maxText = 2000, maxCaption = 0, buttons = false } = limits ?? {};
  const mark = [m.sending.test.mark, ...(drill ? [m.sending.drill] : [])].join('\n');
  const marked = (text: string) => words(`${mark}\n${text}`);
  const texts = release.files.length > 0 ? '' : body.text;
  return [
    { kind: 'notice', content: { type: 'card', view: deadCard(card, mark, draft, buttons) } },
    ...splitText(texts, maxText - mark.length - 1).map(marked),
    ...release.files.flatMap(({ fileId }): readonly Piece[] =>
      maxCaption >= mark.length
        ? [{ kind: 'file', content: { type: 'file', fileId, caption: mark } }]
        : [marked(m.sending.test.fileBelow), { kind: 'file', content: { type: 'file', fileId } }],
    ),
    ...release.shortMessages.map(({ body: short, source }) => marked(`${short}\n${source}`)),
  ];
}

/** The card with buttons that do nothing; where a network has none, their labels are only printed. */
function deadCard(
  { lines, buttons }: CardView,
  mark: string,
  { id }: Pick<DraftRow, 'id'>,
  hasButtons: boolean,
): CardView {
  if (hasButtons) {
    const dead = buttons.map((row) => row.map(({ label }) => ({ label, data: `noop:${id}` })));
    return { lines: [mark, ...lines], buttons: dead };
  }
  const labels = buttons.map((row) => row.map(({ label }) => `[${label}]`).join(' '));
  return { lines: [mark, ...lines, ...labels], buttons: [] };
}

function words(text: string): Piece {
  return { kind: 'notice', content: { type: 'text', text } };
}
