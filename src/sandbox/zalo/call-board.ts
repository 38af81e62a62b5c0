/** Reminders and polls. */
import { z } from 'zod';
import {
  done,
  type Handler,
  handle,
  id,
  jsonText,
  NOT_FOUND,
  refuseThread,
} from './call-support.ts';
import type { History } from './history.ts';

/** The calls about reminders and polls. */
export const boardCalls: Readonly<Record<string, Handler>> = {
  '/api/board/topic/createv2': handle(
    z.object({
      grid: id,
      type: z.number(),
      emoji: z.string(),
      startTime: z.number(),
      repeat: z.number(),
      params: jsonText.pipe(z.object({ title: z.string().min(1) })),
    }),
    (context, params) => {
      const refusal = refuseThread(context, 'group', params.grid);
      if (refusal) return refusal;
      const { history, uid } = context;
      const reminder = {
        id: history.nextId(),
        thread: 'group' as const,
        to: params.grid,
        by: uid,
        title: params.params.title,
        emoji: params.emoji,
        startTime: params.startTime,
        repeat: params.repeat,
        at: history.now().toISOString(),
      };
      history.record({ type: 'reminder-created', reminder });
      return {
        data: {
          id: reminder.id,
          groupId: reminder.to,
          type: 0,
          params: { title: reminder.title },
          startTime: reminder.startTime,
          repeat: reminder.repeat,
          emoji: reminder.emoji,
          creatorId: uid,
          editorId: uid,
          createTime: new Date(reminder.at).getTime(),
          editTime: new Date(reminder.at).getTime(),
          duration: -1,
          eventType: 0,
        },
      };
    },
  ),
  '/api/board/listReminder': handle(
    z.object({
      objectData: jsonText.pipe(z.object({ group_id: id, page: z.number(), count: z.number() })),
    }),
    (context, { objectData }) => {
      const { group_id: group, page, count } = objectData;
      const refusal = refuseThread(context, 'group', group);
      if (refusal) return refusal;
      const newest = [...context.history.world.reminders.values()]
        .filter(({ to }) => to === group)
        .reverse()
        .slice((page - 1) * count, page * count);
      // A list is JSON inside the JSON.
      return {
        data: JSON.stringify(
          newest.map(({ id: topic, title, startTime, by }) => ({
            id: topic,
            groupId: group,
            params: { title },
            startTime,
            creatorId: by,
          })),
        ),
      };
    },
  ),
  '/api/board/topic/remove': handle(
    z.object({ grid: id, topicId: id }),
    ({ history }, { topicId }) => {
      if (!history.world.reminders.has(topicId)) return NOT_FOUND;
      history.record({ type: 'reminder-removed', id: topicId });
      return done;
    },
  ),
  '/api/board/topic/listResponseEvent': handle(
    z.object({ eventId: id }),
    ({ history }, { eventId }) => {
      const reminder = history.world.reminders.get(eventId);
      if (reminder === undefined) return NOT_FOUND;
      const who = (accepted: boolean) =>
        [...reminder.answers].filter(([, answer]) => answer === accepted).map(([uid]) => uid);
      return { data: { acceptMember: who(true), rejectMember: who(false) } };
    },
  ),
  '/api/poll/create': handle(
    z.object({
      group_id: id,
      question: z.string().min(1),
      options: z.array(z.string().min(1)).min(2),
      expired_time: z.number(),
      allow_multi_choices: z.boolean(),
      is_anonymous: z.boolean(),
    }),
    (context, params) => {
      const refusal = refuseThread(context, 'group', params.group_id);
      if (refusal) return refusal;
      const { history, uid } = context;
      const poll = {
        id: Number(history.nextId()),
        group: params.group_id,
        by: uid,
        question: params.question,
        options: params.options,
        multiple: params.allow_multi_choices,
        anonymous: params.is_anonymous,
        expiresAt: params.expired_time,
        at: history.now().toISOString(),
      };
      history.record({ type: 'poll-created', poll });
      return { data: pollDetail(history, poll.id) };
    },
  ),
  '/api/poll/detail': handle(z.object({ poll_id: z.number() }), ({ history }, params) =>
    history.world.polls.has(params.poll_id)
      ? { data: pollDetail(history, params.poll_id) }
      : NOT_FOUND,
  ),
  '/api/poll/end': handle(z.object({ poll_id: z.number() }), ({ history }, params) => {
    if (!history.world.polls.has(params.poll_id)) return NOT_FOUND;
    history.record({ type: 'poll-closed', id: params.poll_id });
    return done;
  }),
};

function pollDetail(history: History, pollId: number): unknown {
  const poll = history.world.polls.get(pollId);
  if (poll === undefined) return null;
  const votes = [...poll.votes];
  const at = new Date(poll.at).getTime();
  return {
    poll_id: poll.id,
    creator: poll.by,
    question: poll.question,
    options: poll.options.map((content, index) => {
      const voters = votes.filter(([, chosen]) => chosen.includes(index + 1)).map(([uid]) => uid);
      return {
        option_id: index + 1,
        content,
        votes: voters.length,
        voted: false,
        voters: poll.anonymous ? [] : voters,
      };
    }),
    joined: false,
    closed: poll.closed,
    allow_multi_choices: poll.multiple,
    is_anonymous: poll.anonymous,
    poll_type: 0,
    created_time: at,
    updated_time: at,
    expired_time: poll.expiresAt,
    num_vote: votes.length,
  };
}
