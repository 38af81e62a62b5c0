import { randomUUID } from 'node:crypto';
import type { InboundEvent } from '../domain/inbound-event.ts';
import { answerFeedback, giveFeedback, type Written } from '../engine/feedback.ts';
import type { UploadSettled } from '../engine/fetch-upload.ts';
import { replySparingly } from '../engine/reply-sparingly.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { messagesIn } from '../messages/messages.ts';
import { chatById } from '../store/chats.ts';
import { directiveById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { type FeedbackRow, feedbackById } from '../store/feedback.ts';
import type { PartRow } from '../store/parts.ts';
import { personById } from '../store/people.ts';
import { insertUpload, uploadsOf } from '../store/uploads.ts';
import { caseRefusal } from './case-words.ts';
import { refusedFiles } from './refused-files.ts';
import { officesAllowing } from './staff-offices.ts';

type TextEvent = InboundEvent & { readonly type: 'text' };

/**
 * Takes a reply to feedback, or to the answer to it, and passes it on to the other side as it is; false
 * when the message is about something else.
 */
export async function handleFeedbackReply(
  turn: Turn,
  event: TextEvent,
  part: PartRow,
): Promise<boolean> {
  if (part.deliveryId || !part.subjectId) return false;
  if (part.kind !== 'notice' && part.kind !== 'file') return false;
  const feedback = await feedbackById(turn.tx, part.subjectId);
  if (!feedback) return false;
  if (!turn.person || !(await mayReply(turn, feedback))) {
    await recordEvent(turn.tx, {
      at: turn.at,
      actor: turn.person ? { person: turn.person.id } : { stranger: turn.externalUserId },
      action: 'feedback-refused',
      subject: { kind: 'directive', id: feedback.directiveId },
    });
    await replySparingly(turn, turn.m.handling.notPermitted);
    return true;
  }
  if (event.files.length === 0)
    await passReplyOn(turn, feedback, { text: event.text, fileIds: [] });
  else await fetchFiles(turn, event, feedback);
  return true;
}

/** Staff answer what an organisation wrote; whether somebody speaks for it is judged when it is taken. */
async function mayReply(turn: Turn, feedback: FeedbackRow): Promise<boolean> {
  if (feedback.answers !== null) return true;
  const directive = await directiveById(turn.tx, feedback.directiveId);
  const offices = await officesAllowing(turn, 'answerFeedback');
  return directive !== undefined && offices.includes(directive.officeId);
}

async function passReplyOn(turn: Turn, feedback: FeedbackRow, written: Written): Promise<void> {
  const { handling } = turn.m;
  if (feedback.answers === null) {
    const { organisation, isHeard } = await answerFeedback(turn, feedback, written);
    await reply(
      turn,
      isHeard ? handling.answerSent(organisation) : handling.answerUnheard(organisation),
    );
    return;
  }
  const answer = await giveFeedback(turn, feedback, written);
  if (answer.type !== 'sent') await replySparingly(turn, caseRefusal(turn.m, answer).text);
  else {
    const isHeard = answer.told > 0;
    await reply(turn, isHeard ? handling.feedbackSent(answer.reference) : handling.feedbackUnheard);
  }
}

async function fetchFiles(turn: Turn, event: TextEvent, feedback: FeedbackRow): Promise<void> {
  const { tx, wake, person, chat, at } = turn;
  for (const file of event.files) {
    const id = randomUUID();
    await insertUpload(tx, {
      id,
      accountId: chat.accountId,
      chatId: chat.id,
      personId: person?.id ?? null,
      remoteId: file.fileId,
      name: file.name,
      mediaType: file.mediaType,
      bytes: file.bytes,
      purpose: 'feedback',
      subjectId: turn.updateId,
      updateId: turn.updateId,
      detail: { feedbackId: feedback.id, text: event.text },
      receivedAt: at,
    });
    wake({ job: 'fetch-upload', uploadId: id });
  }
}

/** Passes files on once all of their message have been judged. */
export const feedbackUploadSettled: UploadSettled = async ({ engine, tx, wake, upload }) => {
  const all = await uploadsOf(tx, upload.subjectId);
  if (all.some(({ state }) => state === 'new')) return;
  const chat = await chatById(tx, upload.chatId);
  const person = upload.personId ? await personById(tx, upload.personId) : undefined;
  const channel = engine.channels.get(upload.accountId);
  const detail = all.find(({ detail: d }) => d.feedbackId)?.detail;
  const feedback = detail?.feedbackId ? await feedbackById(tx, detail.feedbackId) : undefined;
  if (!chat || !person || !channel) return;
  const m = messagesIn(chat.language);
  const turn: Turn = {
    engine,
    tx,
    wake,
    channel,
    chat,
    person,
    externalUserId: '',
    displayName: person.name,
    m,
    at: upload.receivedAt,
    updateId: upload.subjectId,
    answers: [],
  };
  for (const text of refusedFiles(engine, m, all)) await reply(turn, text);
  const fileIds = all.flatMap(({ state, fileId }) => (state === 'ready' && fileId ? [fileId] : []));
  if (!feedback || fileIds.length === 0 || !(await mayReply(turn, feedback))) return;
  await passReplyOn(turn, feedback, { text: detail?.text ?? '', fileIds });
};
