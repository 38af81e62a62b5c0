import type { InboundEvent } from '../domain/inbound-event.ts';
import { messagesIn } from '../messages/messages.ts';
import type { Channel } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { recordChat } from '../store/chats.ts';
import { closeUpdate, countTry, type InboxRow, takeUpdates } from '../store/inbox.ts';
import { lockAccountPace } from '../store/pace.ts';
import { personByIdentity } from '../store/people.ts';
import type { RefusedUpdate } from './accept-updates.ts';
import { alertAdministrators } from './alert-staff.ts';
import { accountKey } from './claim-calls.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { recordRefusalAnswer } from './refusal-answer.ts';
import type { PressAnswer, Turn } from './turn.ts';

/** What the commands make of one event. Rejecting rolls everything back; the event is tried again. */
export type HandleEvent = (turn: Turn, event: InboundEvent) => Promise<void>;

/** Presses of one transaction; their answers are under way at once. */
const batchSize = 20;
const maxTries = 5;

/**
 * Works off the stored updates of an account: presses first, each chat in the order things happened.
 *
 * An update and everything that follows from it are one transaction, so it happens once or not at all.
 */
export async function processInbox(
  engine: Engine,
  accountId: string,
  handle: HandleEvent,
): Promise<{ updates: number; failed: number }> {
  const channel = engine.channels.get(accountId);
  if (!channel) return { updates: 0, failed: 0 };
  let updates = 0;
  let failed = 0;
  let size = batchSize;
  let answering: Promise<unknown> = Promise.resolve();
  for (;;) {
    const batch = await processBatch(engine, channel, handle, size);
    updates += batch.done;
    // People are answered while the next batch is worked off, but no further ahead than that.
    await answering;
    answering = Promise.all(
      batch.answers.map(({ pressId, text, alert }) => channel.answer?.(pressId, { text, alert })),
    );
    if (batch.broken) {
      // One of them broke the batch: take them one by one, so that only that one waits.
      if (size === 1) failed += await giveBack(engine, batch.broken);
      size = 1;
      continue;
    }
    if (batch.done === 0) {
      await answering;
      return { updates, failed };
    }
    size = batchSize;
  }
}

interface BatchEnd {
  readonly done: number;
  readonly answers: readonly PressAnswer[];
  readonly broken?: { readonly row: InboxRow; readonly error: unknown };
}

async function processBatch(
  engine: Engine,
  channel: Channel,
  handle: HandleEvent,
  size: number,
): Promise<BatchEnd> {
  const answers: PressAnswer[] = [];
  let current: InboxRow | undefined;
  try {
    const done = await commit(engine, async (tx, wake) => {
      answers.length = 0;
      const rows = await takeUpdates(tx, channel.accountId, size);
      if (rows.length > 0) await lockAccountPace(tx, accountKey(channel.accountId));
      for (const row of rows) {
        current = row;
        await processUpdate(engine, channel, { tx, wake, row, answers }, handle);
        await closeUpdate(tx, row.id, { state: 'done' });
      }
      return rows.length;
    });
    return { done, answers };
  } catch (error) {
    if (!current || isPassing(error)) throw error;
    return { done: 0, answers: [], broken: { row: current, error } };
  }
}

async function processUpdate(
  engine: Engine,
  channel: Channel,
  at: {
    readonly tx: Database;
    readonly wake: Wake;
    readonly row: InboxRow;
    readonly answers: PressAnswer[];
  },
  handle: HandleEvent,
): Promise<void> {
  const { tx, wake, row, answers } = at;
  if (isRefused(row.payload)) {
    await recordRefusalAnswer(engine, tx, wake, channel, row.payload);
    return;
  }
  for (const event of channel.parse(row.payload)) {
    const chat = await recordChat(tx, {
      driver: channel.driver,
      accountId: channel.accountId,
      externalId: event.chat.externalId,
      kind: event.chat.kind,
      title: event.chat.title,
    });
    const externalUserId = 'person' in event ? event.person.externalId : '';
    const person = externalUserId
      ? await personByIdentity(tx, channel.driver, externalUserId)
      : undefined;
    const turn: Turn = {
      engine: { ...engine, db: tx },
      tx,
      wake,
      channel,
      chat,
      person,
      externalUserId,
      displayName: 'person' in event ? event.person.name : '',
      m: messagesIn(chat.language),
      at: row.receivedAt,
      updateId: row.id,
      answers,
    };
    // An id from a group that became a supergroup names another message there.
    const isFormer = event.chat.externalId !== chat.externalId;
    await handle(turn, isFormer && event.type === 'press' ? { ...event, messageId: '' } : event);
  }
}

/**
 * Whether the records were away, busy or in each other's way: nothing is wrong with the update then,
 * and no try is counted. Class of the SQLSTATE: connection, rollback, resources, lock, intervention.
 */
function isPassing(error: unknown): boolean {
  const { code, cause } = error instanceof Error ? (error as Error & { code?: unknown }) : {};
  if (typeof code === 'string') return /^(?:08|40|53|55|57)/.test(code) || /^E[A-Z]+$/.test(code);
  return cause !== undefined && isPassing(cause);
}

function isRefused(payload: unknown): payload is RefusedUpdate {
  return typeof payload === 'object' && payload !== null && 'refusedBySecrecyGate' in payload;
}

/** Counts the try; gives the update up after some and tells administrators. Returns 1 when given up. */
async function giveBack(
  engine: Engine,
  { row, error }: { readonly row: InboxRow; readonly error: unknown },
): Promise<number> {
  const reason = error instanceof Error ? error.name : 'unknown error';
  const stack = error instanceof Error ? error.stack?.split('\n').slice(1, 6) : undefined;
  engine.log.error(
    { updateId: row.id, attempt: row.attempt + 1, reason, stack },
    'an update failed',
  );
  const tries = await countTry(engine.db, row.id);
  if (tries < maxTries) return 0;
  await commit(engine, async (tx, wake) => {
    await closeUpdate(tx, row.id, { state: 'failed', reason });
    await alertAdministrators(engine, tx, wake, (m) => m.alert.updateFailed(row.id.slice(0, 8)));
  });
  return 1;
}
