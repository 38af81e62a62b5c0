import { formatHour } from '../../messages/format.ts';
import type { TelegramNetwork } from '../telegram/network.ts';
import type { StoredMessage } from '../telegram/world.ts';
import { words } from './words.ts';

const maxWords = 70;

/** Tells what is said in the chats as it happens, one short line each; returns the function that stops it. */
export function tellChats(
  network: TelegramNetwork,
  clock: { now(): Date },
  tell: (line: string) => void,
): () => void {
  const { state } = network.world;
  return network.subscribe((events) => {
    for (const event of events) {
      if (event.type === 'message-added') {
        const line = lineOf(event.message);
        if (line) tell(`${formatHour(clock.now())} ${line}`);
      } else if (event.type === 'answered' && event.answer.text) {
        const press = state.presses.get(event.press);
        if (press)
          tell(`${formatHour(clock.now())} ${nameOf(press.person)}: «${short(event.answer.text)}»`);
      }
    }
  });

  function lineOf({ chat, from, content }: StoredMessage): string | undefined {
    const file = content.file ? `📎 ${state.files.get(content.file)?.name ?? ''}` : '';
    const said = short(content.text ?? content.caption ?? file);
    if (said === '') return undefined;
    const place = state.chats.get(chat);
    // A person's private chat has their number.
    const whose = place?.title ?? (place && place.id !== from ? nameOf(place.id) : undefined);
    const where = whose ? ` → ${whose}` : '';
    return `${nameOf(from)}${where}: ${said}`;
  }

  function nameOf(id: number): string {
    const user = state.users.get(id);
    if (!user) return words.bot;
    return [user.last_name, user.first_name].filter(Boolean).join(' ');
  }
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= maxWords ? line : `${letters.slice(0, maxWords - 1).join('')}…`;
}
