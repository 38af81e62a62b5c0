import { presentMessage, readableChat } from '../access.ts';
import { badRequest, malformed } from '../refusal.ts';
import { renderPoll } from '../render.ts';
import type { Wire } from '../wire.ts';
import type { StoredPoll } from '../world.ts';
import type { Call } from './call.ts';
import { send } from './sending.ts';

/** sendPoll. Quizzes, timers and media of a poll are not simulated. */
export function sendPoll(call: Call): Wire {
  const { core, params } = call;
  const question = params.text('question') ?? '';
  const options = readOptions(params.json('options'));
  if (question.length < 1 || question.length > 300)
    throw malformed('poll question must be 1 to 300 characters');
  for (const name of ['open_period', 'close_date', 'media', 'explanation', 'correct_option_ids']) {
    if (params.has(name)) throw malformed(`parameter "${name}" of sendPoll is not simulated`);
  }
  const poll: StoredPoll = {
    id: `5${core.world.sequence}`,
    question,
    options,
    isAnonymous: !params.has('is_anonymous') || params.flag('is_anonymous'),
    allowsSeveral: params.flag('allows_multiple_answers'),
    isClosed: params.flag('is_closed'),
    type: params.text('type') ?? 'regular',
    votes: {},
  };
  core.log.record({ type: 'poll-set', poll });
  return send(call, { poll: poll.id });
}

/** stopPoll: the bot's own, once. */
export function stopPoll(call: Call): Wire {
  const { core, bot, params } = call;
  const chat = readableChat(core, bot, params.chat('chat_id'));
  const message = presentMessage(
    chat,
    params.int('message_id'),
    'message with poll to stop not found',
  );
  const poll = core.world.polls.get(message.content.poll ?? '');
  if (poll === undefined) throw badRequest('message is not a poll');
  if (message.from !== bot.user.id) throw badRequest("poll can't be stopped");
  if (poll.isClosed) throw badRequest('poll has already been closed');
  const closed = { ...poll, isClosed: true };
  core.log.record({ type: 'poll-set', poll: closed });
  return renderPoll(closed);
}

function readOptions(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 12) {
    throw malformed('poll must have 1 to 12 options');
  }
  return value.map((option: unknown) => {
    // A plain string was the form of older versions and is still taken.
    const text = typeof option === 'string' ? option : (option as { text?: unknown } | null)?.text;
    if (typeof text !== 'string' || text.length < 1 || text.length > 100) {
      throw malformed('poll options must be 1 to 100 characters');
    }
    return text;
  });
}
