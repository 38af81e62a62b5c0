import type { BotCommandScope } from 'grammy/types';
import type { ChatAddress, CommandHint } from '../../ports/channel.ts';
import { toNumber } from './calls.ts';
import type { Client } from './client.ts';
import { attempt, describeFailure } from './failure.ts';

/**
 * Announces commands for one chat, or for those that have none of their own. People whose Telegram
 * speaks English see the English descriptions, everybody else the Vietnamese ones.
 */
export async function announceCommands(
  client: Client,
  commands: readonly CommandHint[],
  scope: 'everyone' | 'private-chats' | ChatAddress,
): Promise<void> {
  const where = scopeOf(scope);
  for (const language of ['vi', 'en'] as const) {
    const hints = commands.map(({ command, descriptions }) => ({
      command,
      description: descriptions[language],
    }));
    const announced = await attempt(
      client.api.setMyCommands(hints, {
        scope: where,
        ...(language === 'en' && { language_code: language }),
      }),
    );
    if (!announced.ok) {
      throw new Error(`commands were not announced (${describeFailure(announced.failure)})`);
    }
  }
}

function scopeOf(scope: 'everyone' | 'private-chats' | ChatAddress): BotCommandScope {
  if (scope === 'everyone') return { type: 'default' };
  if (scope === 'private-chats') return { type: 'all_private_chats' };
  return { type: 'chat', chat_id: toNumber(scope.externalId) ?? scope.externalId };
}
