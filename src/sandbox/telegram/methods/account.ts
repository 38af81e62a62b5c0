import { chatNumberOf } from '../places.ts';
import { readAllowed } from '../poller.ts';
import { malformed, Refusal } from '../refusal.ts';
import type { Wire } from '../wire.ts';
import type { Call } from './call.ts';

/** getMe. */
export function getMe({ bot }: Call): Wire {
  return {
    ...bot.user,
    can_join_groups: true,
    can_read_all_group_messages: !bot.privacy,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  };
}

/** logOut: the token is refused for the next ten minutes. */
export function logOut({ core, bot }: Call): true {
  core.log.record({ type: 'logged-out', bot: bot.user.id, at: core.now() });
  return true;
}

/** close: nothing to take down here, but a webhook has to be deleted first. */
export function close({ bot }: Call): true {
  if (bot.webhook !== undefined) throw new Refusal(400, 'Bad Request: delete the webhook first');
  return true;
}

/** setWebhook; an empty address removes it. Plain http is taken because the loopback has no certificates. */
export function setWebhook(call: Call): true {
  const { core, bot, params } = call;
  const url = params.text('url') ?? '';
  if (url === '') return deleteWebhook(call);
  if (!/^https?:\/\/\S+$/.test(url)) throw malformed('bad webhook: invalid webhook URL specified');
  const secret = params.text('secret_token');
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw malformed('secret token contains unallowed characters');
  }
  const allowed = readAllowed(params.json('allowed_updates'));
  if (allowed !== undefined) core.log.record({ type: 'allowed-set', bot: bot.user.id, allowed });
  if (params.flag('drop_pending_updates')) dropPending(call);
  const webhook = secret === undefined ? { url } : { url, secret };
  core.log.record({ type: 'webhook-set', bot: bot.user.id, webhook });
  return true;
}

/** deleteWebhook. */
export function deleteWebhook(call: Call): true {
  const { core, bot, params } = call;
  if (params.flag('drop_pending_updates')) dropPending(call);
  if (bot.webhook !== undefined) {
    core.log.record({ type: 'webhook-set', bot: bot.user.id, webhook: undefined });
  }
  return true;
}

function dropPending({ core, bot }: Call): void {
  core.log.record({ type: 'updates-dropped', bot: bot.user.id, ids: [...bot.pending.keys()] });
}

/** getWebhookInfo. */
export function getWebhookInfo({ bot }: Call): Wire {
  return {
    url: bot.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.pending.size,
    ...(bot.allowed === undefined ? {} : { allowed_updates: bot.allowed }),
  };
}

/** setMyCommands: at most 100 of the documented shape, by scope and language. */
export function setMyCommands(call: Call): true {
  const list = call.params.json('commands');
  if (!Array.isArray(list) || list.length > 100) throw malformed('BOT_COMMANDS_TOO_MUCH');
  const commands = list.map(readCommand);
  call.core.log.record({
    type: 'commands-set',
    bot: call.bot.user.id,
    scope: scopeOf(call),
    commands,
  });
  return true;
}

/** getMyCommands of exactly this scope and language. */
export function getMyCommands(call: Call): readonly Wire[] {
  return call.bot.commands.get(scopeOf(call)) ?? [];
}

/** deleteMyCommands. */
export function deleteMyCommands(call: Call): true {
  call.core.log.record({
    type: 'commands-set',
    bot: call.bot.user.id,
    scope: scopeOf(call),
    commands: undefined,
  });
  return true;
}

function readCommand(value: unknown): Wire {
  // Both fields are checked below.
  const { command, description } = (value ?? {}) as { command?: unknown; description?: unknown };
  if (typeof command !== 'string' || !/^\/?[a-z0-9_]{1,32}$/.test(command)) {
    throw malformed('BOT_COMMAND_INVALID');
  }
  if (typeof description !== 'string' || description.length < 1 || description.length > 256) {
    throw malformed('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return { command: command.replace('/', ''), description };
}

const SCOPES = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];
const CHAT_SCOPES = ['chat', 'chat_administrators', 'chat_member'];

function scopeOf({ core, params }: Call): string {
  const scope = (params.json('scope') ?? { type: 'default' }) as Wire;
  const type = String(scope.type);
  const language = params.text('language_code') ?? '';
  if (SCOPES.includes(type)) return `${type}|${language}`;
  const chat = chatNumberOf(core, scope.chat_id);
  if (!CHAT_SCOPES.includes(type) || chat === undefined) {
    throw malformed("can't parse BotCommandScope");
  }
  return `${type} ${chat} ${String(scope.user_id ?? '')}|${language}`;
}
