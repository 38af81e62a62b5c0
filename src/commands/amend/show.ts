import { showCard } from '../../engine/show-card.ts';
import type { Turn } from '../../engine/turn.ts';
import { noticeText } from '../../engine/write-notices.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Button, CardView } from '../../ports/channel.ts';
import type { Database } from '../../ports/database.ts';
import { countHolders } from '../../store/amendments.ts';
import type { ChatRow } from '../../store/chats.ts';
import { type DirectiveRow, directiveById } from '../../store/directives.ts';
import { type DraftRow, saveDraft } from '../../store/drafts.ts';
import { fitting } from '../compose/fitting.ts';
import { dialoguePress } from '../dialogue.ts';
import type { AmendBody } from './body.ts';

/** What showing a card of these dialogues needs; a turn has it. */
export type Desk = Pick<Turn, 'engine' | 'tx' | 'wake' | 'chat' | 'm'>;

/** Stores what a correction or a recall has become and shows its card, edited in place. */
export async function putAmendment(desk: Desk, draft: DraftRow, body: AmendBody): Promise<void> {
  const { engine, tx, wake, chat, m } = desk;
  const step = body.text === '' && body.files.length === 0 ? 'content' : 'preview';
  await saveDraft(tx, { ...draft, step, body, state: 'open' }, engine.clock.now());
  const directive = await directiveById(tx, body.directiveId);
  if (!directive) return;
  const shown = { id: draft.id, revision: draft.revision + 1 };
  const maxText = engine.channels.get(chat.accountId)?.capabilities(chat.kind).maxText ?? 2000;
  const about = { body, directive, shown, maxText, language: chat.language };
  const view =
    step === 'content' ? contentView(about, m) : await previewView(tx, { ...about, chat }, m);
  await showCard(engine, tx, wake, { chat, kind: 'dialogue', subjectId: draft.id, view });
}

/** Ends one; its card says how, and has no buttons any more. */
export async function closeAmendment(
  desk: Desk,
  draft: DraftRow,
  end: { readonly state: 'done' | 'cancelled'; readonly line: string },
): Promise<void> {
  const { engine, tx, wake, chat } = desk;
  await saveDraft(tx, { ...draft, state: end.state }, engine.clock.now());
  const view = { lines: [end.line], buttons: [] };
  await showCard(engine, tx, wake, { chat, kind: 'dialogue', subjectId: draft.id, view });
}

interface Shown {
  readonly body: AmendBody;
  readonly directive: DirectiveRow;
  readonly shown: Pick<DraftRow, 'id' | 'revision'>;
  readonly maxText: number;
}

function contentView({ body, directive, shown }: Shown, m: Messages): CardView {
  const { number, symbol } = directive;
  const ask = m.amend.ask[body.relation];
  return { lines: [ask(`${number}/${symbol}`)], buttons: [[leave(shown, m)]] };
}

/** What goes out, word for word, to whom, and the button that sends it. */
async function previewView(
  tx: Database,
  { body, directive, shown, maxText, chat }: Shown & { readonly chat: ChatRow },
  m: Messages,
): Promise<CardView> {
  const { chats, channels, coming } = await countHolders(tx, directive.id);
  const isFetching = body.files.some(({ fileId }) => fileId === null);
  const { amend } = m;
  const files = body.files.flatMap(({ name, bytes }) => (name ? [{ name, bytes }] : []));
  const isRecall = body.relation === 'recalls';
  const around = [
    amend.preview[body.relation],
    ...(files.length > 0 ? [m.card.files(files)] : []),
    ...(isFetching ? [amend.fetching] : []),
    amend.audience(chats),
    ...(coming > 0 ? [isRecall ? amend.notSentYet(coming) : amend.following(coming)] : []),
    ...(channels > 0 ? [isRecall ? amend.channelsToo(channels) : amend.channelsNot(channels)] : []),
    ...(isRecall ? [amend.recallEnds] : [amend.obligationsStay]),
  ];
  const text = noticeText(
    directive,
    { ...body, files: [] },
    { language: chat.language, hasShortMessage: false },
  );
  const room = maxText - around.join('\n').length - 200;
  const [title = '', ...rest] = around;
  const go: Button = {
    label: amend.go[body.relation],
    data: dialoguePress(shown, 'go'),
    style: isRecall ? 'danger' : 'good',
  };
  return {
    lines: [title, '—', ...fitting(text.split('\n'), room, m.compose.preview.cut), '—', ...rest],
    buttons: [...(isFetching ? [] : [[go]]), [leave(shown, m)]],
  };
}

function leave(shown: Pick<DraftRow, 'id' | 'revision'>, m: Messages): Button {
  return { label: m.question.letBe, data: dialoguePress(shown, 'x') };
}
