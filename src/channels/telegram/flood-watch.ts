import type { Clock } from '../../ports/clock.ts';

const WINDOW_MS = 5000;
const CHATS = 3;

/**
 * Remembers which chats were answered "too many requests" and says whether so many were, so shortly
 * after each other, that the account is meant: three different chats within five seconds.
 */
export function createFloodWatch(clock: Clock): (chatId: string) => boolean {
  const lastAt = new Map<string, number>();
  return (chatId) => {
    const now = clock.now().getTime();
    for (const [chat, at] of lastAt) if (now - at > WINDOW_MS) lastAt.delete(chat);
    lastAt.set(chatId, now);
    return lastAt.size >= CHATS;
  };
}
