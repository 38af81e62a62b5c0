import { wireMessage, wireReaction } from './wire.ts';
import { canRead, type ThreadKind, type World } from './world.ts';

/** One page of the past: the newest, or the one before an id. Oldest first. */
export interface PageOf {
  readonly uid: string;
  readonly before: string | undefined;
  readonly size: number;
}

function lastOf<T extends { readonly id: string }>(items: T[], page: PageOf): [T[], number] {
  const older = items
    .filter(({ id }) => page.before === undefined || BigInt(id) < BigInt(page.before))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  return [older.slice(-page.size), older.length > page.size ? 1 : 0];
}

/** What the account missed, or wrote itself, in all threads of one kind (commands 510 and 511). */
export function oldMessages(world: World, thread: ThreadKind, page: PageOf): unknown {
  const readable = [...world.messages.values()].filter(
    (message) =>
      message.thread === thread &&
      canRead(world, page.uid, message) &&
      !world.undone.has(message.id),
  );
  const [messages, more] = lastOf(readable, page);
  const wire = messages.map((message) => wireMessage(world, page.uid, message));
  return {
    data: {
      ...(thread === 'group' ? { groupMsgs: wire } : { msgs: wire }),
      more,
      lastActionId: messages.at(-1)?.id ?? '0',
    },
  };
}

/** The reactions of all threads of one kind (commands 610 and 611). */
export function oldReactions(world: World, thread: ThreadKind, page: PageOf): unknown {
  const readable = world.reactions.filter((reaction) => {
    const target = world.messages.get(reaction.messageId);
    return target?.thread === thread && canRead(world, page.uid, target);
  });
  const [reactions, more] = lastOf(readable, page);
  const wire = reactions.map((reaction) => wireReaction(world, page.uid, reaction));
  return { data: { ...(thread === 'group' ? { reactGroups: wire } : { reacts: wire }), more } };
}
