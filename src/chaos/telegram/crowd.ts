import { randomUUID } from 'node:crypto';
import { messagesIn } from '../../messages/messages.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import type { SeenMessage } from '../../sandbox/telegram/seen.ts';
import type { Answer, Crowd } from '../town.ts';
import type { Habit } from './plan.ts';
import type { TelegramTown } from './town.ts';

const { acknowledge } = messagesIn('vi').card.buttons;

/** Lets everybody watch their group and press by their habit, once the card is there. */
export function startCrowd(town: TelegramTown, habits: readonly Habit[]): Crowd {
  const answers: Answer[] = [];
  const waiting = new Map(habits.map((habit, commune) => [commune, habit]));
  const dueAt = new Map<number, number>();
  const look = () => {
    for (const [commune, habit] of waiting) {
      const due = dueAt.get(commune);
      if (due === undefined) {
        if (shownCard(town, commune)) dueAt.set(commune, Date.now() + habit.afterMs);
        continue;
      }
      const card = shownCard(town, commune);
      if (!card || Date.now() < due) continue;
      waiting.delete(commune);
      answers.push(...pressAll(town, { commune, habit, card }));
    }
  };
  const timer = setInterval(look, 40);
  return {
    answers,
    isDone: () => [...waiting.keys()].every((commune) => shownCard(town, commune) === undefined),
    stop: () => clearInterval(timer),
  };
}

/** A card people can press: there, with its button. */
function shownCard(town: TelegramTown, commune: number): SeenMessage | undefined {
  return town.cards(commune).find((card) => !card.isDeleted && dataOf(card) !== undefined);
}

function dataOf({ buttons }: SeenMessage): string | undefined {
  return buttons.flat().find(({ text }) => text === acknowledge)?.callback_data;
}

function pressAll(
  town: TelegramTown,
  { commune, habit, card }: { commune: number; habit: Habit; card: SeenMessage },
): readonly Answer[] {
  const data = dataOf(card) ?? '';
  const { chat, messageId } = card;
  const press = (person: Person, what: string, isOwn: boolean): Answer => {
    const pressId = person.pressRaw(chat, messageId, what);
    return {
      commune,
      userId: String(person.id),
      isOwn,
      told: () => person.answersTo(pressId).map(({ text }) => text ?? ''),
    };
  };
  const own = Array.from({ length: habit.presses }, () => press(town.clerk(commune), data, true));
  const stranger = town.strangers[commune % town.strangers.length] ?? town.composer;
  const neighbour = commune === 0 ? 1 : commune - 1;
  switch (habit.forged) {
    case 'none':
      return own;
    case 'stranger':
      return [
        press(stranger, data, false),
        press(stranger, `ack:${randomUUID()}`, false),
        press(stranger, 'ack:1; drop table part', false),
        ...own,
      ];
    case 'neighbour':
      return [press(town.clerk(neighbour), data, false), ...own];
    case 'elsewhere': {
      // The clerk presses, in their own group, a button that belongs to another one.
      const [foreign] = town.cards(neighbour);
      const stolen = foreign ? dataOf(foreign) : undefined;
      return [...own, ...(stolen ? [press(town.clerk(commune), stolen, false)] : [])];
    }
  }
}
