import { bareLetters } from '../../domain/bare-letters.ts';
import { dayOf } from '../../domain/day.ts';
import { type LeavePeriod, readLeavePeriod, usualPeriods } from '../../domain/leave-period.ts';
import { showCard } from '../../engine/show-card.ts';
import { askSubstitute } from '../../engine/stand-in.ts';
import { reply, type Turn } from '../../engine/turn.ts';
import type { CardView } from '../../ports/channel.ts';
import { createDraft, type DraftRow, saveDraft } from '../../store/drafts.ts';
import { type MembershipRow, membershipsIn } from '../../store/memberships.ts';
import { substitutionsOf } from '../../store/substitutions.ts';
import { type Dialogue, dialoguePress } from '../dialogue.ts';

/** Somebody who may stand in, and where. */
interface Candidate {
  readonly organisationId: string;
  readonly organisation: string;
  readonly personId: string;
  readonly name: string;
}

interface LeaveBody {
  /** Who is away. */
  readonly personId: string;
  readonly name: string;
  readonly candidates: readonly Candidate[];
  /** Which candidate was chosen. */
  readonly chosen: Candidate | null;
  readonly periods: readonly LeavePeriod[];
  readonly period: LeavePeriod | null;
}

type Step = 'substitute' | 'period' | 'confirm';

const mostListed = 20;

/** Begins to arrange a leave of the person who holds these roles; asks first who stands in. */
export async function startLeave(turn: Turn, roles: readonly MembershipRow[]): Promise<void> {
  const { tx, person, chat, engine, m, at } = turn;
  const [first] = roles;
  if (!first || !person) return;
  const candidates = await colleaguesOf(turn, roles);
  const body: LeaveBody = {
    personId: first.personId,
    name: first.name,
    candidates,
    chosen: null,
    periods: usualPeriods(dayOf(at)),
    period: null,
  };
  const arranged = await substitutionsOf(tx, first.personId, dayOf(at));
  if (candidates.length === 0 && arranged.length === 0) {
    await reply(turn, m.people.nobodyElse(first.organisation));
    return;
  }
  const draft = await createDraft(tx, {
    dialogue: 'leave',
    personId: person.id,
    chatId: chat.id,
    step: 'substitute',
    body,
    at: engine.clock.now(),
  });
  await show(turn, draft, 'substitute', body);
}

/** A leave in three questions: who stands in, when, and whether that is right. */
export const leaveDialogue: Dialogue = {
  name: 'leave',
  expiresAfterMs: 24 * 3_600_000,
  async onPress(turn, draft, verb, arg) {
    const body = leaveBody(draft);
    switch (verb) {
      case 'who': {
        const chosen = picked(body.candidates, arg);
        if (chosen) return put(turn, draft, 'period', { ...body, chosen });
        break;
      }
      case 'when': {
        const period = picked(body.periods, arg);
        if (period) return put(turn, draft, 'confirm', { ...body, period });
        break;
      }
      case 'ok':
        if (body.chosen && body.period) return ask(turn, draft, body);
        break;
      case 'back':
        return put(turn, draft, draft.step === 'confirm' ? 'period' : 'substitute', body);
      case 'x':
        return close(turn, draft, 'cancelled', turn.m.people.leaveNotArranged);
    }
    turn.answers.push({ pressId: '', text: turn.m.answer.unknown, alert: true });
  },
  async onInput(turn, draft, { text }) {
    const { people } = turn.m;
    const body = leaveBody(draft);
    if (draft.step === 'substitute') {
      const wanted = bareLetters(text.trim());
      const found = body.candidates.filter(({ name }) => bareLetters(name).includes(wanted));
      const [chosen, other] = found;
      if (chosen && !other) await put(turn, draft, 'period', { ...body, chosen });
      else await reply(turn, people.whichColleague(text.trim().slice(0, 60)));
      return;
    }
    const period = readLeavePeriod(text, dayOf(turn.at));
    if (typeof period === 'string') await reply(turn, people.periodFault(period));
    else await put(turn, draft, 'confirm', { ...body, period });
  },
  show: (turn, draft) => show(turn, draft, stepOf(draft), leaveBody(draft)),
};

/** Everybody else who belongs to one of the organisations, where the leave is for. */
async function colleaguesOf(
  turn: Turn,
  roles: readonly MembershipRow[],
): Promise<readonly Candidate[]> {
  const candidates = new Map<string, Candidate>();
  for (const { organisationId, personId: absentId } of roles) {
    for (const one of await membershipsIn(turn.tx, organisationId, dayOf(turn.at))) {
      const { personId, name, organisation } = one;
      if (personId === absentId || personId === turn.person?.id) continue;
      const key = `${organisationId} ${personId}`;
      candidates.set(key, { organisationId, organisation, personId, name });
    }
  }
  return [...candidates.values()].slice(0, mostListed);
}

async function ask(turn: Turn, draft: DraftRow, body: LeaveBody): Promise<void> {
  const { people } = turn.m;
  const { chosen, period } = body;
  if (!chosen || !period) return;
  const { organisationId, personId: substituteId, name } = chosen;
  const about = { organisationId, personId: body.personId, substituteId, ...period };
  const outcome = await askSubstitute(turn, about);
  if (outcome === 'asked') {
    return close(turn, draft, 'done', people.leaveAsked(body.name, name, period.from, period.to));
  }
  turn.answers.push({ pressId: '', text: people.leaveRefused(outcome, name), alert: true });
}

async function put(turn: Turn, draft: DraftRow, step: Step, body: LeaveBody): Promise<void> {
  await saveDraft(turn.tx, { id: draft.id, step, body, state: 'open' }, turn.engine.clock.now());
  await show(turn, { ...draft, revision: draft.revision + 1 }, step, body);
}

async function close(
  turn: Turn,
  draft: DraftRow,
  state: 'done' | 'cancelled',
  line: string,
): Promise<void> {
  await saveDraft(turn.tx, { ...draft, state }, turn.engine.clock.now());
  await showView(turn, draft, { lines: [line], buttons: [] });
}

async function show(turn: Turn, draft: DraftRow, step: Step, body: LeaveBody): Promise<void> {
  const { m } = turn;
  const { people } = m;
  const { name, chosen, period } = body;
  const press = (verb: string, arg: string | number = '') => dialoguePress(draft, verb, arg);
  const cancel = { label: people.cancel, data: press('x') };
  const back = { label: people.back, data: press('back') };
  switch (step) {
    case 'substitute': {
      const arranged = await substitutionsOf(turn.tx, body.personId, dayOf(turn.at));
      const places = new Set(body.candidates.map(({ organisationId }) => organisationId));
      return showView(turn, draft, {
        lines: [
          ...arranged.map((one) =>
            people.arranged(
              one.substituteName,
              one.personName,
              one.from,
              one.to,
              one.state === 'agreed',
            ),
          ),
          ...(body.candidates.length > 0 ? [people.whoStandsIn(name)] : []),
        ],
        buttons: [
          ...arranged.map(({ id, substituteName }) => [
            { label: people.endOf(substituteName), data: `se:${id}` },
          ]),
          ...body.candidates.map((one, at) => [
            {
              label: places.size > 1 ? `${one.name} – ${one.organisation}` : one.name,
              data: press('who', at),
            },
          ]),
          [cancel],
        ],
      });
    }
    case 'period':
      return showView(turn, draft, {
        lines: [people.whenAway(name, chosen?.name ?? '')],
        buttons: [
          ...body.periods.map(({ from, to }, at) => [
            { label: people.period(from, to), data: press('when', at) },
          ]),
          [back, cancel],
        ],
      });
    case 'confirm':
      return showView(turn, draft, {
        lines: people.confirmLeave(
          name,
          chosen?.name ?? '',
          chosen?.organisation ?? '',
          period?.from ?? '',
          period?.to ?? '',
        ),
        buttons: [[{ label: people.askNow, data: press('ok'), style: 'good' }], [back, cancel]],
      });
  }
}

function showView(turn: Turn, draft: DraftRow, view: CardView): Promise<void> {
  const { engine, tx, wake, chat } = turn;
  return showCard(engine, tx, wake, { chat, kind: 'dialogue', subjectId: draft.id, view });
}

function picked<T>(list: readonly T[], arg: string): T | undefined {
  return /^\d{1,3}$/.test(arg) ? list[Number(arg)] : undefined;
}

function stepOf({ step }: DraftRow): Step {
  return step === 'period' || step === 'confirm' ? step : 'substitute';
}

function leaveBody({ id, body }: DraftRow): LeaveBody {
  if (isLeaveBody(body)) return body;
  throw new Error(`Draft ${id} is not one of the leave dialogue: cancel it.`);
}

// Only this dialogue writes these rows, so one field is proof enough.
function isLeaveBody(body: unknown): body is LeaveBody {
  return typeof body === 'object' && body !== null && 'candidates' in body;
}
