import { showCard } from '../engine/show-card.ts';
import type { Turn } from '../engine/turn.ts';
import type { Messages } from '../messages/messages.ts';
import { createDraft, type DraftRow, openDraftAt, saveDraft } from '../store/drafts.ts';
import { dialoguePress } from './dialogue.ts';

/** What a question is about: ids and short keys, stored with it. */
export type QuestionSubject = Readonly<Record<string, string>>;

/** What became of an answer: taken and the question closed, or asked again; the text says so. */
export interface Taken {
  readonly closes: boolean;
  readonly text: string;
}

/**
 * Something the bot asks a person who then types the answer: a reason, a date, a sentence to pass on.
 *
 * In a private chat whatever the person writes next is the answer; in a group only a reply to the
 * question by the person who was asked. Listed in questions.ts.
 */
export interface Question {
  /** Stored with the question; stays the same across versions. */
  readonly name: string;
  prompt(m: Messages, subject: QuestionSubject): string;
  /** Answers that are given often, each a button; pressing one is like typing it. */
  suggestions?(m: Messages, subject: QuestionSubject): readonly string[];
  /** Checks the right to answer again: between question and answer it may have ended. */
  answered(turn: Turn, subject: QuestionSubject, text: string): Promise<Taken>;
}

/** The dialogue that carries every question. */
export const questionDialogue = 'question';

/** Asks a person in the chat of the turn; a question that is open there already is not asked twice. */
export async function askQuestion(
  turn: Turn,
  question: Question,
  subject: QuestionSubject,
): Promise<void> {
  const { tx, person, chat, engine } = turn;
  if (!person) throw new Error(`The question ${question.name} was to be asked of a stranger.`);
  const asked = {
    dialogue: questionDialogue,
    personId: person.id,
    chatId: chat.id,
    step: question.name,
  };
  const open = await openDraftAt(tx, { ...asked, body: subject });
  const draft =
    open ?? (await createDraft(tx, { ...asked, body: subject, at: engine.clock.now() }));
  await showQuestion(turn, draft, question, subject);
}

/** Shows the question with its suggestions and the button that lets it be. */
export async function showQuestion(
  turn: Turn,
  draft: DraftRow,
  question: Question,
  subject: QuestionSubject,
): Promise<void> {
  const { engine, tx, wake, chat, person, m } = turn;
  const prompt = question.prompt(m, subject);
  const suggested = (question.suggestions?.(m, subject) ?? []).map((label, at) => [
    { label, data: dialoguePress(draft, 'pick', at) },
  ]);
  const view = {
    lines:
      chat.kind === 'private'
        ? [prompt]
        : [m.question.toPerson(person?.name ?? ''), prompt, m.question.replyHere],
    buttons: [...suggested, [{ label: m.question.letBe, data: dialoguePress(draft, 'letbe') }]],
  };
  await showCard(engine, tx, wake, { chat, ...cardOf(draft), view });
}

/** Ends a question; its card says how, and asks nothing any more. */
export async function closeQuestion(
  turn: Turn,
  draft: DraftRow,
  end: { readonly state: 'done' | 'cancelled'; readonly text: string },
): Promise<void> {
  const { engine, tx, wake, chat } = turn;
  await saveDraft(tx, { ...draft, state: end.state }, engine.clock.now());
  const view = { lines: [end.text], buttons: [] };
  await showCard(engine, tx, wake, { chat, ...cardOf(draft), view });
}

/** A question about a directive names it: a drill marks whatever is said about it. */
function cardOf({ id, body }: DraftRow) {
  const names = typeof body === 'object' && body !== null && 'directiveId' in body;
  const about = names && typeof body.directiveId === 'string' ? { about: body.directiveId } : {};
  return { kind: 'dialogue', subjectId: id, ...about } as const;
}
