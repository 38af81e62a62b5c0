import { badRequest, malformed } from '../refusal.ts';
import type { Call } from './call.ts';

const PRESS_MS = 150_000;

/** answerCallbackQuery: once, and within 150 s of the press. */
export function answerCallbackQuery({ core, bot, params }: Call): true {
  const id = params.text('callback_query_id') ?? '';
  const text = params.text('text');
  const url = params.text('url');
  if (text !== undefined && text.length > 200) throw malformed('MESSAGE_TOO_LONG');
  const press = core.world.presses.get(id);
  const isOpen =
    press !== undefined &&
    press.bot === bot.user.id &&
    core.now() - press.at <= PRESS_MS &&
    !core.world.answers.has(id);
  if (!isOpen) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  core.log.record({
    type: 'answered',
    press: id,
    answer: {
      at: core.now(),
      isAlert: params.flag('show_alert'),
      ...(text === undefined ? {} : { text }),
      ...(url === undefined ? {} : { url }),
    },
  });
  return true;
}
