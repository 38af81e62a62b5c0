import { randomUUID } from 'node:crypto';
import { readAckWords } from '../domain/ack-words.ts';
import type { InboundEvent, InboundFile } from '../domain/inbound-event.ts';
import { acknowledge } from '../engine/acknowledge.ts';
import type { UploadSettled } from '../engine/fetch-upload.ts';
import { proveDelivery } from '../engine/prove-delivery.ts';
import { queuePart } from '../engine/queue-part.ts';
import { replySparingly } from '../engine/reply-sparingly.ts';
import { submitReport } from '../engine/submit-report.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { messagesIn } from '../messages/messages.ts';
import { chatById } from '../store/chats.ts';
import { type DeliveryRow, deliveriesById } from '../store/deliveries.ts';
import { recordEvent } from '../store/event-log.ts';
import { type PartRow, partById, partByMessage } from '../store/parts.ts';
import { personById } from '../store/people.ts';
import { setRepostLink } from '../store/reposts.ts';
import { insertUpload, uploadsOf } from '../store/uploads.ts';
import { ackWords } from './acknowledge-pressed.ts';
import { handleFeedbackReply } from './feedback-replies.ts';
import { reportWords } from './part-presses.ts';
import { refusedFiles } from './refused-files.ts';

type TextEvent = InboundEvent & { readonly type: 'text' };

/**
 * Takes a reply to one of our messages in an agency's chat for what it is: an acknowledgement in
 * words, a report as text or files, the link of a repost, or a word about feedback. False when it
 * replies to none of them.
 */
export async function handleReply(turn: Turn, event: TextEvent): Promise<boolean> {
  if (!event.replyTo) return false;
  const part = await partByMessage(turn.tx, turn.chat.id, event.replyTo);
  if (part && (await handleFeedbackReply(turn, event, part))) return true;
  const delivery = part ? await deliveryBehind(turn, part) : undefined;
  if (!part || !delivery) return false;
  const { engine, tx, wake } = turn;
  await proveDelivery(engine, tx, wake, { partId: part.id, messageId: event.replyTo, by: 'reply' });
  if (delivery.purpose === 'short-message') return takeLink(turn, event, delivery);
  const words = readAckWords(event.text);
  const isAck = words?.type === 'acknowledge';
  if (event.files.length > 0) await takeFiles(turn, event.files, event.text, delivery);
  // A typed code says more than the quoted card.
  else if (isAck && words.code) return false;
  else if (isAck) await takeAck(turn, delivery);
  else await takeReport(turn, event.text, delivery);
  return true;
}

/** Messages that are replied to for the sake of the card that they reply to or are a copy of. */
const aboutCard: ReadonlySet<PartRow['kind']> = new Set(['reminder', 'reference', 'file', 'body']);

/** The delivery a message belongs to: its own, or that of the card which it is about. */
async function deliveryBehind(turn: Turn, part: PartRow): Promise<DeliveryRow | undefined> {
  const card = await cardBehind(turn, part);
  if (!card?.deliveryId) return undefined;
  return (await deliveriesById(turn.tx, [card.deliveryId])).get(card.deliveryId);
}

async function cardBehind(turn: Turn, part: PartRow): Promise<PartRow | undefined> {
  if (part.deliveryId) return part;
  if (!aboutCard.has(part.kind)) return undefined;
  // A copy names its card; whatever stands under a copy leads to it.
  const above = part.replyTo ? await partById(turn.tx, part.replyTo) : undefined;
  if (above?.deliveryId) return above;
  const copy = part.kind === 'reference' ? part : above;
  return copy?.kind === 'reference' && copy.subjectId
    ? partById(turn.tx, copy.subjectId)
    : undefined;
}

async function takeLink(turn: Turn, event: TextEvent, delivery: DeliveryRow): Promise<boolean> {
  const link = /https?:\/\/\S{3,500}/.exec(event.text)?.[0];
  if (!link) return false;
  const known = await setRepostLink(turn.tx, delivery.versionId, turn.chat.id, link);
  if (known) await reply(turn, turn.m.answer.linkRecorded, { about: delivery.directiveId });
  return known;
}

async function takeAck(turn: Turn, { directiveId, organisationId }: DeliveryRow): Promise<void> {
  const { engine, tx, wake, m } = turn;
  const answer = await acknowledge(engine, tx, wake, {
    directiveId,
    organisationId,
    personId: turn.person?.id,
    externalUserId: turn.externalUserId,
    way: 'quote',
    evidence: turn.updateId,
    at: turn.at,
  });
  const { text } = ackWords(m, answer);
  const about = { about: directiveId };
  if (answer.type === 'accepted') await reply(turn, text, about);
  else await replySparingly(turn, text, about);
}

async function takeReport(
  turn: Turn,
  text: string,
  { directiveId, organisationId }: DeliveryRow,
): Promise<void> {
  const { engine, tx, wake, person, at } = turn;
  if (!person) {
    await logStranger(turn, directiveId);
    await replySparingly(turn, turn.m.command.boundOnly);
    return;
  }
  const content = { kind: 'report', text, fileIds: [] } as const;
  const evidence = turn.updateId;
  const input = { directiveId, organisationId, person, content, evidence, at };
  const answer = await submitReport(engine, tx, wake, input);
  const { text: said } = reportWords(turn, answer);
  const about = { about: directiveId };
  if (answer.type === 'accepted') await reply(turn, said, about);
  else await replySparingly(turn, said, about);
}

async function logStranger(turn: Turn, directiveId: string): Promise<void> {
  await recordEvent(turn.tx, {
    at: turn.at,
    actor: { stranger: turn.externalUserId },
    action: 'report-refused',
    subject: { kind: 'directive', id: directiveId },
  });
}

/** Files are fetched first; the report is recorded when all of the message's files have been judged. */
async function takeFiles(
  turn: Turn,
  files: readonly InboundFile[],
  text: string,
  delivery: DeliveryRow,
): Promise<void> {
  const { tx, wake, person, chat, at } = turn;
  if (!person) {
    await logStranger(turn, delivery.directiveId);
    await replySparingly(turn, turn.m.command.boundOnly);
    return;
  }
  const { directiveId, organisationId } = delivery;
  for (const file of files) {
    const id = randomUUID();
    await insertUpload(tx, {
      id,
      accountId: chat.accountId,
      chatId: chat.id,
      personId: person.id,
      remoteId: file.fileId,
      name: file.name,
      mediaType: file.mediaType,
      bytes: file.bytes,
      purpose: 'report',
      subjectId: turn.updateId,
      updateId: turn.updateId,
      detail: { directiveId, organisationId, text },
      receivedAt: at,
    });
    wake({ job: 'fetch-upload', uploadId: id });
  }
}

/** Records a report once every file of its message is settled, and answers in the chat it came from. */
export const reportUploadSettled: UploadSettled = async ({ engine, tx, wake, upload }) => {
  const all = await uploadsOf(tx, upload.subjectId);
  if (all.some(({ state }) => state === 'new')) return;
  const chat = await chatById(tx, upload.chatId);
  const person = upload.personId ? await personById(tx, upload.personId) : undefined;
  if (!chat || !person) return;
  const m = messagesIn(chat.language);
  const detail = all.find(({ detail: d }) => d.directiveId)?.detail;
  const say = (text: string) =>
    queuePart(engine, tx, wake, {
      chat,
      kind: 'notice',
      lane: 'reply',
      content: { type: 'text', text },
      ...(detail?.directiveId ? { about: detail.directiveId } : {}),
    });
  for (const text of refusedFiles(engine, m, all)) await say(text);
  const fileIds = all.flatMap(({ state, fileId }) => (state === 'ready' && fileId ? [fileId] : []));
  if (fileIds.length === 0) return;
  const answer = await submitReport(engine, tx, wake, {
    directiveId: detail?.directiveId ?? '',
    organisationId: detail?.organisationId ?? '',
    person,
    content: { kind: 'report', text: detail?.text ?? '', fileIds },
    evidence: upload.subjectId,
    at: upload.receivedAt,
  });
  await say(reportWords({ m, at: upload.receivedAt }, answer).text);
};
