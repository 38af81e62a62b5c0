import { vi } from '../../messages/vi/index.ts';
import type { TelegramNetwork } from '../telegram/network.ts';
import type { Person } from '../telegram/person.ts';
import type { Dates } from './habits.ts';
import { type Phones, pressLabel } from './phones.ts';
import type { Population } from './population.ts';

const hour = 3_600_000;

/** What the issuing office looks up, and when; the words are its own. */
export interface Lookup {
  readonly at: Date;
  readonly words: string;
}

/** The lookups of a play, in order: how it goes, who is missing, and how it ended. */
export function planLookups(
  { releasedAt, acknowledgeBy, reportBy }: Dates,
  end: Date,
): readonly Lookup[] {
  const at = (moment: Date, ms: number) => new Date(moment.getTime() + ms);
  return [
    { at: at(releasedAt, 1.5 * hour), words: '/status' },
    { at: at(acknowledgeBy ?? releasedAt, hour), words: '/pending' },
    { at: at(reportBy ?? end, -2 * hour), words: '/status' },
    { at: at(end, -hour), words: '/pending' },
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Lets staff look up what is due by now; a stranger tries as well, and the progress card is pressed once. */
export function lookUpWhatIsDue(
  {
    phones,
    network,
    people,
  }: { readonly phones: Phones; readonly network: TelegramNetwork; readonly people: Population },
  lookups: readonly Lookup[],
  now: Date,
): void {
  const { composer, bystanders } = people;
  const due = lookups.filter(({ at }) => at <= now);
  const asked = commandsOf(network, composer).length;
  for (const { words } of due.slice(asked)) composer.send(composer.id, words);
  const first = due[0];
  if (!first) return;
  if (commandsOf(network, bystanders.person).length === 0) {
    bystanders.person.openDeepLink();
    bystanders.person.send(bystanders.person.id, '/status');
  }
  const { pending } = vi.progress.buttons;
  const progress = phones.find(composer.id, ({ buttons }) =>
    buttons.some(({ text }) => text === pending),
  );
  if (progress && phones.presses(composer, composer.id, progress.id) === 0)
    pressLabel(composer, composer.id, progress, pending);
}

/** The lookups a person has written so far. */
function commandsOf(network: TelegramNetwork, person: Person): readonly string[] {
  const [bot] = network.bots;
  const chat = network.world.state.chats.get(`p${bot?.id}:${person.id}`);
  const said: string[] = [];
  for (const { from, content } of chat?.messages.values() ?? []) {
    const { text = '' } = content;
    if (from === person.id && (text === '/status' || text === '/pending')) said.push(text);
  }
  return said;
}
