import { queuePart } from '../../engine/queue-part.ts';
import { showCard } from '../../engine/show-card.ts';
import { type Messages, messagesIn } from '../../messages/messages.ts';
import type { Button, CardView } from '../../ports/channel.ts';
import { chatById, privateChatOf } from '../../store/chats.ts';
import type { DraftRow } from '../../store/drafts.ts';
import { cardInChat, chatsShowing } from '../../store/parts.ts';
import { personById } from '../../store/people.ts';
import { deskIn } from './desk.ts';
import { neededApproval } from './needed-approval.ts';
import { referenceOf } from './reference.ts';
import { type Desk, loadScene, type Scene } from './scene.ts';
import { previewLines } from './steps/preview.ts';

/** Puts a submitted draft in front of everybody who may approve it: a card of its own for each. */
export async function showApprovalCards(desk: Desk, draft: DraftRow, scene: Scene): Promise<void> {
  const { engine, tx, wake } = desk;
  for (const { id } of scene.approvers) {
    const chat = await privateChatOf(tx, id);
    if (!chat) continue;
    // In the language of the chat, and no longer than a message there may be.
    const there = await loadScene(deskIn(desk, chat), draft);
    const view = await approvalView(desk, draft, there, 0);
    await queuePart(engine, tx, wake, {
      chat,
      kind: 'approval',
      lane: 'reply',
      content: { type: 'card', view },
      subjectId: draft.id,
    });
  }
}

/** Shows another sample on the card of the desk's chat. */
export async function turnApprovalCard(desk: Desk, draft: DraftRow, page: number): Promise<void> {
  const { engine, tx, wake, chat } = desk;
  const view = await approvalView(desk, draft, await loadScene(desk, draft), page);
  await showCard(engine, tx, wake, { chat, kind: 'approval', subjectId: draft.id, view });
}

/** Says on every approver's card what became of the draft; none asks for anything any more. */
export function closeApprovalCards(
  desk: Desk,
  draft: Pick<DraftRow, 'id'>,
  line: (m: Messages) => string,
  buttons: (m: Messages) => readonly (readonly Button[])[] = () => [],
): Promise<void> {
  return eachCard(desk, draft, (m) => ({ lines: [line(m)], buttons: buttons(m) }));
}

async function eachCard(
  { engine, tx, wake }: Desk,
  { id }: Pick<DraftRow, 'id'>,
  view: (m: Messages) => CardView,
): Promise<void> {
  for (const chatId of await chatsShowing(tx, 'approval', id)) {
    const chat = await chatById(tx, chatId);
    if (!chat || !(await cardInChat(tx, chatId, 'approval', id))) continue;
    const card = { chat, kind: 'approval', subjectId: id } as const;
    await showCard(engine, tx, wake, { ...card, view: view(messagesIn(chat.language)) });
  }
}

/** What an approver sees: who asks and why, the very preview the author saw, and what can be done. */
async function approvalView(
  { tx }: Desk,
  draft: DraftRow,
  scene: Scene,
  page: number,
): Promise<CardView> {
  const { m, body, office } = scene;
  const { title, why, subject } = m.sending.approval;
  const author = (await personById(tx, draft.personId))?.name ?? '';
  const head = [
    ...(scene.drill ? [m.sending.drillDraft] : []),
    title(referenceOf(scene), author, office.name),
    subject(body.subject ?? m.compose.untitled),
    why(neededApproval(scene)),
    ...(body.releaseAt ? [m.sending.onSchedule(new Date(body.releaseAt))] : []),
  ];
  const preview = previewLines({ ...scene, body: { ...body, page } }, head.join('\n').length);
  const data = (verb: string, arg: string | number = draft.revision) =>
    `${verb}:${draft.id}:${arg}`;
  const { button } = m.sending;
  const approve = body.releaseAt ? button.approveAt(new Date(body.releaseAt)) : button.approve;
  return {
    lines: [...head, ...preview.lines],
    buttons: [
      preview.pages.map(({ label, page: to }) => ({ label, data: data('apl', to) })),
      [{ label: approve, data: data('apv'), style: 'good' as const }],
      [
        { label: button.giveBack, data: data('apr') },
        { label: button.testCopyToMe, data: data('apt') },
      ],
    ].filter((row) => row.length > 0),
  };
}
