import { dayOf } from '../domain/day.ts';
import { staffActs } from '../domain/permission.ts';
import { messagesIn } from '../messages/messages.ts';
import { chatById, privateChatOf } from '../store/chats.ts';
import { directiveById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { type FeedbackRow, insertFeedback } from '../store/feedback.ts';
import { organisationById } from '../store/organisations.ts';
import { officeById, staffWith } from '../store/people.ts';
import { peopleOnDuty } from './alert-staff.ts';
import { forwardToOffice, passOn } from './forward-to-office.ts';
import { type CaseRefusal, enterCase, referenceOf } from './own-case.ts';
import type { Turn } from './turn.ts';

/** What somebody wrote, passed on as it is. */
export interface Written {
  readonly text: string;
  readonly fileIds: readonly string[];
}

/** Passes what an organisation writes about a directive on to the issuing office; `told` people got it. */
export async function giveFeedback(
  turn: Turn,
  about: { readonly directiveId: string; readonly organisationId: string },
  written: Written,
): Promise<
  { readonly type: 'sent'; readonly reference: string; readonly told: number } | CaseRefusal
> {
  const { engine, tx, wake, at, chat } = turn;
  const entered = await enterCase(turn, about, 'feedback');
  if (entered.type !== 'entered') return entered;
  const { own, personId, role } = entered;
  const { directive, organisation } = own;
  const id = await insertFeedback(tx, {
    ...about,
    personId,
    chatId: chat.id,
    answers: null,
    at,
    ...written,
  });
  await recordEvent(tx, {
    at,
    actor: { person: personId },
    action: 'feedback-given',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId: organisation.id, files: written.fileIds.length },
  });
  const reference = referenceOf(directive);
  const name = turn.person?.name ?? '';
  const told = await forwardToOffice(engine, tx, wake, directive, {
    headline: (m) => m.handling.feedback(reference, organisation.name, role, name),
    ...written,
    act: 'answerFeedback',
    subjectId: id,
  });
  return { type: 'sent', reference, told };
}

/**
 * Passes staff's answer back, as it is, to the chat that the feedback came from, and shows it to the
 * others of the office. Whoever calls has checked the right. False when that chat is gone.
 */
export async function answerFeedback(
  turn: Turn,
  feedback: FeedbackRow,
  written: Written,
): Promise<{ readonly organisation: string; readonly isHeard: boolean }> {
  const { engine, tx, wake, at, person } = turn;
  const directive = await directiveById(tx, feedback.directiveId);
  const organisation = (await organisationById(tx, feedback.organisationId))?.name ?? '';
  const chat = await chatById(tx, feedback.chatId);
  if (!directive || !person || chat?.state !== 'active') return { organisation, isHeard: false };
  const id = await insertFeedback(tx, {
    directiveId: feedback.directiveId,
    organisationId: feedback.organisationId,
    personId: person.id,
    chatId: chat.id,
    answers: feedback.id,
    at,
    ...written,
  });
  await recordEvent(tx, {
    at,
    actor: { person: person.id },
    action: 'feedback-answered',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId: feedback.organisationId, files: written.fileIds.length },
  });
  const office = (await officeById(tx, directive.officeId))?.name ?? directive.issuer;
  const { handling } = messagesIn(chat.language);
  await passOn(engine, tx, wake, chat, {
    headline: handling.answer(office, referenceOf(directive), feedback.personName),
    ...written,
    subjectId: id,
    about: directive.id,
  });
  const day = dayOf(engine.clock.now());
  const others = await staffWith(tx, directive.officeId, staffActs.answerFeedback, day);
  for (const otherId of await peopleOnDuty(engine, tx, others)) {
    const home = otherId === person.id ? undefined : await privateChatOf(tx, otherId);
    if (!home) continue;
    const words = messagesIn(home.language).handling;
    await passOn(engine, tx, wake, home, {
      headline: words.answeredBy(person.name, organisation),
      ...written,
      subjectId: feedback.id,
      about: directive.id,
    });
  }
  return { organisation, isHeard: true };
}
