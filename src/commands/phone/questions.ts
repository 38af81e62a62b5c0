import type { PositionRole } from '../../domain/acknowledgement.ts';
import { foldTone } from '../../domain/fold-tone.ts';
import {
  acknowledgeByPhone,
  type CallAnswer,
  type Spoke,
} from '../../engine/acknowledge-by-phone.ts';
import { replyCard, type Turn } from '../../engine/turn.ts';
import type { Messages } from '../../messages/messages.ts';
import { messagesIn } from '../../messages/messages.ts';
import { directiveOfObligation } from '../../store/call-sheet.ts';
import { directiveById } from '../../store/directives.ts';
import { askQuestion, type Question, type QuestionSubject, type Taken } from '../question.ts';
import { officesAllowing } from '../staff-offices.ts';

/** Who said it; the subject carries the people of the organisation as suggestions. */
export const whoCalled: Question = {
  name: 'call-who',
  prompt: (m, { organisation = '' }) => m.phone.askWho(organisation),
  suggestions: (m, subject) =>
    peopleIn(subject).map(({ name, role }) => m.phone.person(name, role)),
  async answered(turn, subject, text) {
    const { m } = turn;
    if (!(await mayRecord(turn, subject))) return refused(turn);
    const spoke = readSpoke(subject, text);
    if (!spoke) return { closes: false, text: m.phone.whoUnclear };
    const { obligationId = '', organisation = '' } = subject;
    await askQuestion(turn, whyCalled, { obligationId, organisation, ...spoke });
    return { closes: true, text: m.phone.whoTaken(spoke.name) };
  },
};

/** Why it was said by telephone; with the answer it is on record. */
export const whyCalled: Question = {
  name: 'call-why',
  prompt: (m, { organisation = '', name = '' }) => m.phone.askReason(organisation, name),
  suggestions: (m) => m.phone.reasons,
  async answered(turn, subject, reason) {
    const { m } = turn;
    if (!(await mayRecord(turn, subject))) return refused(turn);
    const { obligationId = '', personId, name = '', role } = subject;
    const spoke: Spoke = personId ? { personId } : { name, role: roleOf(role) };
    const answer = await acknowledgeByPhone(turn, { obligationId, spoke, reason });
    switch (answer.type) {
      case 'recorded': {
        const text = m.phone.recorded(answer.organisation, answer.name, answer.role);
        const data = `unsay:${answer.acknowledgementId}`;
        await replyCard(turn, { lines: [text], buttons: [[{ label: m.phone.undo, data }]] });
        return { closes: true, text: m.answer.noted };
      }
      case 'settled':
        return { closes: true, text: settledWords(turn, answer) };
      case 'leader-needed':
        return { closes: true, text: m.phone.leaderNeeded };
      case 'unknown':
        return { closes: true, text: m.answer.stale };
    }
  },
};

/** Who acknowledged first, and when. */
export function settledWords(
  { m }: Pick<Turn, 'm'>,
  {
    organisation,
    first,
  }: Pick<CallAnswer & { readonly type: 'settled' }, 'organisation' | 'first'>,
): string {
  return first
    ? m.phone.settled(organisation, first.role, first.personName, first.at)
    : m.answer.stale;
}

function refused({ m }: Turn): Taken {
  return { closes: true, text: m.answer.noLongerAllowed };
}

async function mayRecord(turn: Turn, { obligationId = '' }: QuestionSubject): Promise<boolean> {
  const directiveId = await directiveOfObligation(turn.tx, obligationId);
  const directive = directiveId ? await directiveById(turn.tx, directiveId) : undefined;
  const offices = await officesAllowing(turn, 'recordByPhone');
  return directive !== undefined && offices.includes(directive.officeId);
}

interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly role: PositionRole;
}

/** The people of an organisation as a question stores them: 'p0', 'p1', … each id, role and name. */
export function peopleAsSubject(people: readonly Candidate[]): QuestionSubject {
  return Object.fromEntries(
    people
      .slice(0, 6)
      .map(({ personId, role, name }, at) => [`p${at}`, `${personId}|${role}|${name}`]),
  );
}

function peopleIn(subject: QuestionSubject): readonly Candidate[] {
  return Object.keys(subject)
    .filter((key) => /^p\d$/.test(key))
    .flatMap((key) => {
      const [personId, role, ...name] = (subject[key] ?? '').split('|');
      return personId ? [{ personId, role: roleOf(role), name: name.join('|') }] : [];
    });
}

/** One of the suggestions, or a name and a role with a dash between them; undefined when it is neither. */
function readSpoke(
  subject: QuestionSubject,
  text: string,
): { readonly name: string; readonly role: PositionRole; readonly personId?: string } | undefined {
  const said = text.trim();
  for (const candidate of peopleIn(subject)) {
    const isNamed = languages.some((m) => m.phone.person(candidate.name, candidate.role) === said);
    if (isNamed) return candidate;
  }
  const [, name = '', word = ''] = /^(.{2,80}?)\s*[–—,-]\s*([^–—,-]+)$/u.exec(said) ?? [];
  const role = roles.find((one) => languages.some((m) => fold(m.card.role(one)) === fold(word)));
  return role && name !== '' ? { name: name.trim(), role } : undefined;
}

const languages: readonly Messages[] = [messagesIn('vi'), messagesIn('en')];
const roles: readonly PositionRole[] = ['clerk', 'focal_point', 'leader'];

function roleOf(text: string | undefined): PositionRole {
  return roles.find((role) => role === text) ?? 'clerk';
}

function fold(text: string): string {
  return foldTone(text.trim().toLowerCase());
}
