import type { InboundEvent } from '../domain/inbound-event.ts';
import { answerOffer, chooseChannel } from '../engine/answer-offer.ts';
import { decideJoin } from '../engine/decide-join.ts';
import type { PressEvent, PressTurn } from '../engine/process-inbox.ts';
import type { Turn } from '../engine/turn.ts';
import { acknowledgePressed } from './acknowledge-pressed.ts';
import { amendPresses } from './amend-presses.ts';
import { approvalPresses } from './compose/approval.ts';
import { pressDialogue } from './dialogues.ts';
import { officialPresses } from './official-presses.ts';
import { partPresses } from './part-presses.ts';
import { peoplePresses } from './people/people-presses.ts';
import { petitionPresses } from './petition-presses.ts';
import { phonePresses } from './phone/presses.ts';
import { type Answer, note, type Press, type PressHandler, unknownPress } from './press.ts';
import { progressPresses } from './progress-presses.ts';
import { remindPresses } from './remind.ts';
import { reportPresses } from './report/report.ts';
import { takeOverPress } from './take-over.ts';

const joinPresses: Readonly<Record<string, PressHandler>> = {
  jy: async (turn, _press, id) => note(await answerOffer(turn, id, true)),
  jn: async (turn, _press, id) => note(await answerOffer(turn, id, false)),
  jk: async (turn, _press, id) => note(await chooseChannel(turn, id)),
  jc: async (turn, _press, id) => note(await decideJoin(turn, id, true)),
  jr: async (turn, _press, id) => note(await decideJoin(turn, id, false)),
};

/** Every button but those of dialogues, by the verb its data begins with. */
export const pressHandlers: ReadonlyMap<string, PressHandler> = new Map(
  Object.entries({
    ...partPresses,
    ...officialPresses,
    ...petitionPresses,
    ...progressPresses,
    ...amendPresses,
    ...remindPresses,
    ...reportPresses,
    ...phonePresses,
    ...joinPresses,
    ...approvalPresses,
    ...peoplePresses,
    dt: takeOverPress,
    noop: async (turn: Turn) => note(turn.m.answer.sample),
  }),
);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Does what a button asks for, if this person may ask for it, and answers the press. */
export async function handlePress(turn: Turn, press: Press): Promise<void> {
  const [verb = '', id = ''] = press.data.split(':', 2);
  const answer =
    verb === 'd' ? await pressDialogue(turn, press.data) : await route(turn, press, verb, id);
  turn.answers.push({ ...answer, pressId: press.pressId ?? '' });
}

async function route(turn: Turn, press: Press, verb: string, id: string): Promise<Answer> {
  const handler = pressHandlers.get(verb);
  return handler && uuid.test(id) ? handler(turn, press, id) : unknownPress(turn, press);
}

/** Whether an event is an acknowledgement by button: these come by the hundred. */
export function isAcknowledgement(event: InboundEvent): event is PressEvent {
  if (event.type !== 'press') return false;
  const [verb, id = ''] = event.data.split(':', 2);
  return verb === 'ack' && uuid.test(id);
}

/** As `handlePress` of each, in their order. */
export async function handleAcknowledgements(presses: readonly PressTurn[]): Promise<void> {
  const answers = await acknowledgePressed(
    presses.map(({ turn, press }) => ({ turn, press, partId: press.data.split(':', 2)[1] ?? '' })),
  );
  for (const [at, answer] of answers.entries()) {
    const one = presses[at];
    one?.turn.answers.push({ ...answer, pressId: one.press.pressId ?? '' });
  }
}
