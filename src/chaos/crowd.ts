import { randomUUID } from 'node:crypto';
import { messagesIn } from '../messages/messages.ts';
import type { Person } from '../sandbox/telegram/person.ts';
import type { SeenMessage } from '../sandbox/telegram/seen.ts';
import type { Habit } from './plan.ts';
import type { Town } from './town.ts';

const { acknowledge } = messagesIn('vi').card.buttons;

/** One press of somebody in the crowd. */
export interface CrowdPress {
  readonly commune: number;
  readonly person: Person;
  readonly pressId: string;
  /** A press of the commune's own clerk on the commune's own card; the others must change nothing. */
  readonly isOwn: boolean;
}

/** The people of the communes, who press when they see a card. */
export interface Crowd {
  readonly presses: readonly CrowdPress[];
  /** Whether everybody who has a card has done what they do. */
  isDone(): boolean;
  stop(): void;
}

/** Lets everybody watch their group and press by their habit, once the card is there. */
export function startCrowd(town: Town, habits: readonly Habit[]): Crowd {
  const presses: CrowdPress[] = [];
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
      presses.push(...pressAll(town, { commune, habit, card }));
    }
  };
  const timer = setInterval(look, 40);
  return {
    presses,
    isDone: () => [...waiting.keys()].every((commune) => shownCard(town, commune) === undefined),
    stop: () => clearInterval(timer),
  };
}

/** A card people can press: there, with its button. */
function shownCard(town: Town, commune: number): SeenMessage | undefined {
  return town.cards(commune).find((card) => !card.isDeleted && dataOf(card) !== undefined);
}

function dataOf({ buttons }: SeenMessage): string | undefined {
  return buttons.flat().find(({ text }) => text === acknowledge)?.callback_data;
}

function pressAll(
  town: Town,
  { commune, habit, card }: { commune: number; habit: Habit; card: SeenMessage },
): readonly CrowdPress[] {
  const data = dataOf(card) ?? '';
  const { chat, messageId } = card;
  const press = (person: Person, what: string, isOwn: boolean): CrowdPress => ({
    commune,
    person,
    pressId: person.pressRaw(chat, messageId, what),
    isOwn,
  });
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
