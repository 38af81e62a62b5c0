import { reply, type Turn } from '../engine/turn.ts';
import type { DraftRow } from '../store/drafts.ts';
import { returnReason } from './compose/approval.ts';
import type { Dialogue } from './dialogue.ts';
import { officialQuestions } from './official-questions.ts';
import { petitionQuestions } from './petition-presses.ts';
import { whoCalled, whyCalled } from './phone/questions.ts';
import {
  closeQuestion,
  type Question,
  type QuestionSubject,
  questionDialogue,
  showQuestion,
} from './question.ts';

/** Every question; a stored one names its own. */
export const questions: readonly Question[] = [
  returnReason,
  whoCalled,
  whyCalled,
  ...officialQuestions,
  ...petitionQuestions,
];

/** Questions as a dialogue: one draft, one card, one answer. */
export const questionsDialogue: Dialogue = makeQuestionsDialogue(questions);

/** Makes the dialogue for a list of questions. */
export function makeQuestionsDialogue(all: readonly Question[]): Dialogue {
  const find = (draft: DraftRow) => all.find(({ name }) => name === draft.step);

  async function take(turn: Turn, draft: DraftRow, question: Question, text: string) {
    const taken = await question.answered(turn, subjectOf(draft), text);
    if (taken.closes) await closeQuestion(turn, draft, { state: 'done', text: taken.text });
    else await reply(turn, taken.text);
  }

  return {
    name: questionDialogue,
    expiresAfterMs: 2 * 3_600_000,
    async onPress(turn, draft, verb, arg) {
      const { m } = turn;
      const question = find(draft);
      const picked = question?.suggestions?.(m, subjectOf(draft))[Number(arg)];
      if (question && verb === 'pick' && picked !== undefined) {
        await take(turn, draft, question, picked);
      } else if (verb === 'letbe') {
        await closeQuestion(turn, draft, { state: 'cancelled', text: m.question.wasLetBe });
      } else {
        turn.answers.push({ pressId: '', text: m.answer.unknown, alert: true });
      }
    },
    async onInput(turn, draft, { text, files }) {
      const question = find(draft);
      if (!question) return;
      const answer = text.trim();
      if (answer === '' || files.length > 0) await reply(turn, turn.m.question.wordsOnly);
      else await take(turn, draft, question, answer);
    },
    async show(turn, draft) {
      const question = find(draft);
      if (question) await showQuestion(turn, draft, question, subjectOf(draft));
    },
  };
}

function subjectOf(draft: DraftRow): QuestionSubject {
  const { body } = draft;
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
}
