import type { History } from './history.ts';

/** A group as it is now. */
export interface GroupView {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** What a group's board shows. */
export interface ReminderView {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
}

/** A poll as the group sees it. */
export interface PollView {
  readonly id: number;
  readonly question: string;
  readonly options: readonly string[];
  readonly isClosed: boolean;
  /** Options, counted from 1, by the uid of who voted. */
  readonly votes: Readonly<Record<string, readonly number[]>>;
}

/** What lies in no single person's hands. */
export interface WorldControls {
  /** Adds a group, made by the first member; gives its id. One with this id stays as it is. */
  addGroup(group: {
    readonly name: string;
    readonly members: readonly { readonly uid: string }[];
    readonly id?: string;
  }): string;
  groups(): readonly GroupView[];
  reminders(group: string): readonly ReminderView[];
  polls(group: string): readonly PollView[];
}

/** The controls of one world. */
export function createWorldControls(history: History): WorldControls {
  const { world } = history;
  return {
    addGroup: ({ name, members, id = history.nextUid() }) => {
      if (!world.groups.has(id)) {
        const uids = members.map(({ uid }) => uid);
        history.record({ type: 'group-added', id, name, members: uids });
      }
      return id;
    },
    groups: () =>
      [...world.groups.values()].map(({ id, name, members }) => ({
        id,
        name,
        members: [...members],
      })),
    reminders: (group) =>
      [...world.reminders.values()]
        .filter(({ to }) => to === group)
        .map(({ id, title, startTime, answers }) => {
          const who = (wanted: boolean) =>
            [...answers].filter(([, accepted]) => accepted === wanted).map(([uid]) => uid);
          return { id, title, startTime, accepted: who(true), rejected: who(false) };
        }),
    polls: (group) =>
      [...world.polls.values()]
        .filter((poll) => poll.group === group)
        .map(({ id, question, options, closed, votes }) => ({
          id,
          question,
          options,
          isClosed: closed,
          votes: Object.fromEntries(votes),
        })),
  };
}
