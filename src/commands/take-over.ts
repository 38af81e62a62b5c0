import { dayOf } from '../domain/day.ts';
import { alreadyDone } from '../engine/already-done.ts';
import { showCard } from '../engine/show-card.ts';
import { replyCard, type Turn } from '../engine/turn.ts';
import { messagesIn } from '../messages/messages.ts';
import { chatById } from '../store/chats.ts';
import { lockDraft } from '../store/drafts.ts';
import { recordEvent } from '../store/event-log.ts';
import { handOverDraft, type LeftDraftRow, leftDrafts } from '../store/left-drafts.ts';
import { composeBody } from './compose/body.ts';
import { continueLetter } from './compose/letter.ts';
import { alert, note, type PressHandler, unknownPress } from './press.ts';
import { officesAllowing } from './staff-offices.ts';

const maxLabel = 60;

/** Lists letters that colleagues of the same office left unfinished, each to be taken over; false when there are none. */
export async function offerLeftDrafts(turn: Turn): Promise<boolean> {
  const left = (await draftsToTake(turn)).flatMap((draft) => {
    const body = composeBody(draft);
    return body.type === 'letter' ? [{ draft, what: body.subject ?? turn.m.compose.untitled }] : [];
  });
  if (left.length === 0) return false;
  const { leftTitle, leftLine, takeOver } = turn.m.people;
  await replyCard(turn, {
    lines: [leftTitle, ...left.map(({ draft, what }, at) => leftLine(at + 1, what, draft.author))],
    buttons: left.map(({ draft }, at) => [
      { label: takeOver(at + 1).slice(0, maxLabel), data: `dt:${draft.id}` },
    ]),
  });
  return true;
}

async function draftsToTake(turn: Turn): Promise<readonly LeftDraftRow[]> {
  if (!turn.person) return [];
  const officeIds = await officesAllowing(turn, 'compose');
  return leftDrafts(turn.tx, officeIds, turn.person.id, dayOf(turn.at));
}

/** The button that takes a colleague's draft over; exactly one colleague gets it. */
export const takeOverPress: PressHandler = async (turn, press, draftId) => {
  const { engine, tx, wake, chat, person, m, at } = turn;
  const draft = await lockDraft(tx, draftId);
  const offices = await officesAllowing(turn, 'compose');
  const isOurs =
    draft?.dialogue === 'compose' && draft.officeId && offices.includes(draft.officeId);
  if (!draft || !person || !isOurs || chat.kind !== 'private') return unknownPress(turn, press);
  if (draft.personId === person.id) return alert(m.people.takenByYou);
  const isLeft = (await draftsToTake(turn)).some(({ id }) => id === draftId);
  if (!isLeft) return alert(await alreadyDone(turn, draftId, 'draft-%', m.people.takenOver));
  const former = await chatById(tx, draft.chatId);
  await handOverDraft(tx, draftId, {
    personId: person.id,
    chatId: chat.id,
    at: engine.clock.now(),
  });
  await recordEvent(tx, {
    at,
    actor: { person: person.id },
    action: 'draft-taken-over',
    subject: { kind: 'draft', id: draftId },
    detail: { from: draft.personId },
  });
  if (former && former.id !== chat.id) {
    const view = {
      lines: [messagesIn(former.language).people.handedOver(person.name)],
      buttons: [],
    };
    await showCard(engine, tx, wake, { chat: former, kind: 'dialogue', subjectId: draftId, view });
  }
  const mine = await lockDraft(tx, draftId);
  // Whoever releases declares anew that the document is no state secret.
  if (mine) await continueLetter(turn, mine, async ({ body }) => ({ ...body, declared: false }));
  return note(m.people.takenByYou);
};
