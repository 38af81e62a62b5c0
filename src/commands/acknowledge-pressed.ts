import { type AckAnswer, acknowledgeAll } from '../engine/acknowledge.ts';
import type { Messages } from '../messages/messages.ts';
import { type Answer, alert, note, unknownPress } from './press.ts';
import { mayBeAsked, type PartPress, pressedParts } from './pressed-parts.ts';

/**
 * Records acknowledgements by button, in their order, and returns the answer to each press.
 *
 * One may be given wherever somebody was asked for it: it is judged by who gives it. All presses are of
 * one transaction.
 */
export async function acknowledgePressed(
  presses: readonly PartPress[],
): Promise<readonly Answer[]> {
  const [first] = presses;
  if (!first) return [];
  const { engine, tx, wake } = first.turn;
  const pressed = await pressedParts(presses);
  const asked = presses.flatMap(({ turn, press }, at) => {
    const part = pressed[at];
    if (part?.delivery.purpose !== 'directive' || !mayBeAsked(part, turn.chat)) return [];
    const { directiveId, organisationId } = part.delivery;
    return [
      {
        at,
        input: {
          directiveId,
          organisationId,
          personId: turn.person?.id,
          externalUserId: turn.externalUserId,
          way: press.pressId === undefined ? ('code' as const) : ('button' as const),
          evidence: turn.updateId,
          at: turn.at,
        },
      },
    ];
  });
  const judged = await acknowledgeAll(
    engine,
    tx,
    wake,
    asked.map(({ input }) => input),
  );
  const verdicts = new Map(asked.map(({ at }, n) => [at, judged[n]]));
  const answers: Answer[] = [];
  for (const [at, { turn, press }] of presses.entries()) {
    const verdict = verdicts.get(at);
    answers.push(verdict ? ackWords(turn.m, verdict) : await unknownPress(turn, press));
  }
  return answers;
}

/** What somebody who acknowledged, or tried to, is told. */
export function ackWords(m: Messages, answer: AckAnswer): Answer {
  switch (answer.type) {
    case 'accepted':
      return note(
        answer.completes
          ? m.answer.acknowledged(answer.role, answer.organisation, answer.at)
          : m.answer.acknowledgedWaitingOthers(answer.at),
      );
    case 'repeated':
      return note(m.answer.repeated(answer.at));
    case 'taken':
      return note(m.handling.takenBy(answer.role, answer.name, answer.at));
    case 'let-off':
      return alert(m.handling.letOff);
    case 'foreign':
      return alert(m.answer.foreign(answer.organisation));
    case 'leader-needed':
      return alert(m.answer.leaderNeeded);
    case 'recalled':
      return alert(m.answer.recalled);
    case 'replaced':
      return alert(m.answer.replaced);
    case 'unknown':
      return alert(m.answer.unknown);
  }
}
