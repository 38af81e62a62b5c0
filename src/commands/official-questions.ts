import {
  askExtension,
  currentDue,
  type Extendable,
  type ExtensionRefusal,
} from '../engine/ask-extension.ts';
import { giveFeedback } from '../engine/feedback.ts';
import { type OwnCase, referenceOf } from '../engine/own-case.ts';
import { rejectDirective } from '../engine/reject-directive.ts';
import type { Turn } from '../engine/turn.ts';
import { caseRefusal } from './case-words.ts';
import { askQuestion, type Question, type QuestionSubject, type Taken } from './question.ts';
import { readTypedDate } from './typed-date.ts';

/** What the people of an organisation are asked and answer by typing. */
const rejection: Question = {
  name: 'reject',
  prompt: (m, { reference = '', organisation = '' }) =>
    m.handling.askReason(reference, organisation),
  suggestions: (m) => m.handling.reasons,
  async answered(turn, subject, text) {
    const answer = await rejectDirective(turn, caseOf(subject), text);
    if (answer.type !== 'entered') return closed(caseRefusal(turn.m, answer).text);
    return closed(turn.m.handling.rejected(referenceIn(subject)));
  },
};

const extension: Question = {
  name: 'extension',
  prompt: (m, { reference = '', due = '' }) => m.handling.askExtension(reference, new Date(due)),
  async answered(turn, subject, text) {
    const { engine, at, m } = turn;
    const typed = readTypedDate(text, { now: at, calendar: engine.calendar });
    if (!typed) return again(m.handling.extensionBadDate);
    const due = new Date(subject.due ?? '');
    if (typed.until <= due || typed.until <= at) return again(m.handling.extensionNotLater(due));
    if (typed.hasWords) return takeExtension(turn, subject, typed.until, text);
    await askQuestion(turn, extensionReason, { ...subject, until: typed.until.toISOString() });
    return closed(m.handling.extensionUntil(typed.until));
  },
};

const extensionReason: Question = {
  name: 'extension-reason',
  prompt: (m, { until = '' }) => m.handling.askExtensionReason(new Date(until)),
  answered: (turn, subject, text) =>
    takeExtension(turn, subject, new Date(subject.until ?? ''), text),
};

const feedback: Question = {
  name: 'feedback',
  prompt: (m, { reference = '' }) => m.handling.askFeedback(reference),
  async answered(turn, subject, text) {
    const { handling } = turn.m;
    const answer = await giveFeedback(turn, caseOf(subject), { text, fileIds: [] });
    if (answer.type !== 'sent') return closed(caseRefusal(turn.m, answer).text);
    return closed(
      answer.told > 0 ? handling.feedbackSent(answer.reference) : handling.feedbackUnheard,
    );
  },
};

export const officialQuestions: readonly Question[] = [
  rejection,
  extension,
  extensionReason,
  feedback,
];

export function askAboutRejection(turn: Turn, own: OwnCase): Promise<void> {
  return askQuestion(turn, rejection, subjectOf(own));
}

export function askAboutExtension(turn: Turn, own: OwnCase, report: Extendable): Promise<void> {
  const due = currentDue(report).toISOString();
  return askQuestion(turn, extension, { ...subjectOf(own), obligationId: report.id, due });
}

export function askAboutFeedback(turn: Turn, own: OwnCase): Promise<void> {
  return askQuestion(turn, feedback, subjectOf(own));
}

function subjectOf({ directive, organisation }: OwnCase) {
  return {
    directiveId: directive.id,
    organisationId: organisation.id,
    reference: referenceOf(directive),
    organisation: organisation.name,
  };
}

function referenceIn({ reference = '' }: QuestionSubject): string {
  return reference;
}

function caseOf({ directiveId = '', organisationId = '' }: QuestionSubject) {
  return { directiveId, organisationId };
}

async function takeExtension(
  turn: Turn,
  subject: QuestionSubject,
  until: Date,
  reason: string,
): Promise<Taken> {
  const { obligationId = '' } = subject;
  const about = { ...caseOf(subject), obligationId };
  const answer = await askExtension(turn, about, { until, reason });
  if (answer.type !== 'asked') return closed(refusalWords(turn, answer));
  return closed(turn.m.handling.extensionAsked(referenceIn(subject), until));
}

function refusalWords({ m }: Turn, refusal: ExtensionRefusal): string {
  switch (refusal.type) {
    case 'nothing-to-extend':
      return m.handling.nothingToExtend;
    case 'asked-before': {
      const { personName, askedAt } = refusal.petition;
      return m.handling.extensionAskedBefore(personName, askedAt);
    }
    case 'not-later':
      return m.handling.extensionNotLater(refusal.due);
    default:
      return caseRefusal(m, refusal).text;
  }
}

function closed(text: string): Taken {
  return { closes: true, text };
}

function again(text: string): Taken {
  return { closes: false, text };
}
