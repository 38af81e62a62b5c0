import type { Turn } from '../engine/turn.ts';

/** The organisation whose group the turn is in; undefined in a private chat or a group of nobody. */
export function boundGroup({ chat }: Pick<Turn, 'chat'>): string | undefined {
  if (chat.kind !== 'group' || chat.state !== 'active') return undefined;
  return chat.organisationId ?? undefined;
}
