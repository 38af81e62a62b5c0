import type { Person } from '../../sandbox/zalo/person.ts';
import type { SeenMessage } from '../../sandbox/zalo/seen.ts';
import { zaloCast } from '../cast.ts';
import type { Answer, Crowd } from '../town.ts';
import type { Habit } from './plan.ts';
import { wrongCode, type ZaloTown } from './town.ts';

/** Lets everybody watch their group and answer by their habit, once the card is there. */
export function startCrowd(town: ZaloTown, habits: readonly Habit[]): Crowd {
  const answers: Answer[] = [];
  const waiting = new Map(habits.map((habit, commune) => [commune, habit]));
  const dueAt = new Map<number, number>();
  const look = () => {
    for (const [commune, habit] of waiting) {
      const card = town.cards(commune).at(-1);
      if (!card) continue;
      const due = dueAt.get(commune) ?? Date.now() + habit.afterMs;
      dueAt.set(commune, due);
      if (Date.now() < due) continue;
      waiting.delete(commune);
      answers.push(...answerAll(town, { commune, habit, card }));
    }
  };
  const timer = setInterval(look, 40);
  return {
    answers,
    isDone: () => [...waiting.keys()].every((commune) => town.cards(commune).length === 0),
    stop: () => clearInterval(timer),
  };
}

function answerAll(
  town: ZaloTown,
  { commune, habit, card }: { commune: number; habit: Habit; card: SeenMessage },
): readonly Answer[] {
  const group = zaloCast.groupOf(commune);
  const clerk = town.clerk(commune);
  // What Zalo tells, it tells the group: a forged answer shows as a row that nobody should have.
  const of = (person: Person, isOwn: boolean): Answer => ({
    commune,
    userId: person.uid,
    isOwn,
    told: () => [],
  });
  const own = () =>
    Array.from({ length: habit.answers }, () => {
      answer(clerk, habit.way, { group, card });
      return of(clerk, true);
    });
  switch (habit.forged) {
    case 'none':
      return own();
    case 'stranger': {
      const stranger = town.strangers[commune % town.strangers.length] ?? clerk;
      stranger.react(card.messageId, '/-strong');
      stranger.send(group, `DN ${codeOf(card)}`);
      return [of(stranger, false), ...own()];
    }
    case 'neighbour': {
      const neighbour = town.clerk(commune === 0 ? 1 : commune - 1);
      neighbour.joinGroup(group);
      neighbour.quote(card.messageId, 'Đã nhận');
      return [of(neighbour, false), ...own()];
    }
    case 'wrong-code':
      clerk.send(group, `DN ${wrongCode}`);
      return own();
  }
}

function answer(
  person: Person,
  way: Habit['way'],
  { group, card }: { readonly group: string; readonly card: SeenMessage },
): void {
  switch (way) {
    case 'code':
      person.send(group, `dn ${codeOf(card)}`);
      return;
    case 'words':
      person.send(group, 'Đã nhận ạ');
      return;
    case 'number':
      person.send(group, '1');
      return;
    case 'quote':
      person.quote(card.messageId, 'da nhan');
      return;
    case 'reaction':
      person.react(card.messageId, '/-strong');
  }
}

/** The code that is printed on a card. */
function codeOf({ text }: SeenMessage): string {
  const code = /Mã: (\w+)/.exec(text)?.[1];
  if (!code) throw new Error(`no code on the card: ${text.slice(0, 60)}`);
  return code;
}
