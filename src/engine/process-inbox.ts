import type { InboundEvent } from '../domain/inbound-event.ts';
import { messagesIn } from '../messages/messages.ts';
import type { Channel } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { type ChatRow, knownChats, recordChat } from '../store/chats.ts';
import { closeUpdate, closeUpdates, countTry, type InboxRow, takeUpdates } from '../store/inbox.ts';
import { lockAccountPaces } from '../store/pace.ts';
import { peopleByIdentity } from '../store/people.ts';
import type { RefusedUpdate } from './accept-updates.ts';
import { alertAdministrators } from './alert-staff.ts';
import { accountKey } from './claim-calls.ts';
import { commit, type Wake } from './commit.ts';
import type { Engine } from './engine.ts';
import { recordRefusalAnswer } from './refusal-answer.ts';
import type { PressAnswer, Turn } from './turn.ts';

/** What the commands make of events. Rejecting rolls everything back; the events are tried again. */
export interface EventHandler {
  one(turn: Turn, event: InboundEvent): Promise<void>;
  /** Whether an event may be handled together with others of its kind that follow it. */
  isOfMany(event: InboundEvent): event is PressEvent;
  /** As `one` of each, in their order; in statements that do not grow with their number. */
  many(presses: readonly PressTurn[]): Promise<void>;
}

export type PressEvent = InboundEvent & { readonly type: 'press' };

export interface PressTurn {
  readonly turn: Turn;
  readonly press: PressEvent;
}

/** Updates of one transaction; the answers to presses among them are under way at once. */
const batchSize = 100;
const maxTries = 5;

/**
 * Works off the stored updates of an account: presses first, each chat in the order things happened.
 *
 * An update and everything that follows from it are one transaction, so it happens once or not at all.
 */
export async function processInbox(
  engine: Engine,
  accountId: string,
  handler: EventHandler,
): Promise<{ updates: number; failed: number }> {
  const channel = engine.channels.get(accountId);
  if (!channel) return { updates: 0, failed: 0 };
  let updates = 0;
  let failed = 0;
  let size = batchSize;
  let answering: Promise<unknown> = Promise.resolve();
  for (;;) {
    const batch = await processBatch(engine, channel, handler, size);
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
  handler: EventHandler,
  size: number,
): Promise<BatchEnd> {
  const answers: PressAnswer[] = [];
  let current: InboxRow | undefined;
  try {
    const done = await commit(engine, async (tx, wake) => {
      answers.length = 0;
      const rows = await takeUpdates(tx, channel.accountId, size);
      if (rows.length === 0) return 0;
      await lockAccountPaces(tx, [...engine.channels.keys()].map(accountKey));
      const at = { engine, channel, tx, wake, answers };
      for (const run of runsOf(channel, rows, handler)) {
        current = run.rows[0];
        await processRun(at, run, handler);
      }
      await closeUpdates(
        tx,
        rows.map(({ id }) => id),
      );
      return rows.length;
    });
    return { done, answers };
  } catch (error) {
    if (!current || isPassing(error)) throw error;
    return { done: 0, answers: [], broken: { row: current, error } };
  }
}

/** What every update of a batch is worked off with. */
interface Desk {
  readonly engine: Engine;
  readonly channel: Channel;
  readonly tx: Database;
  readonly wake: Wake;
  readonly answers: PressAnswer[];
}

/** Updates that follow each other and are worked off together: one, or presses of one kind. */
interface Run {
  readonly rows: InboxRow[];
  readonly seen: { readonly row: InboxRow; readonly event: InboundEvent }[];
  readonly presses: { readonly row: InboxRow; readonly event: PressEvent }[];
}

function runsOf(
  channel: Channel,
  rows: readonly InboxRow[],
  handler: EventHandler,
): readonly Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const events = isRefused(row.payload) ? [] : channel.parse(row.payload);
    const [event] = events;
    const last = runs.at(-1);
    if (event && events.length === 1 && handler.isOfMany(event)) {
      const press = { row, event };
      if (last && last.presses.length > 0) {
        last.rows.push(row);
        last.presses.push(press);
      } else runs.push({ rows: [row], seen: [], presses: [press] });
    } else {
      runs.push({ rows: [row], seen: events.map((one) => ({ row, event: one })), presses: [] });
    }
  }
  return runs;
}

async function processRun(desk: Desk, run: Run, handler: EventHandler): Promise<void> {
  const { engine, channel, tx, wake } = desk;
  const [row] = run.rows;
  if (row && isRefused(row.payload)) {
    await recordRefusalAnswer(engine, tx, wake, channel, row.payload);
  }
  // One after the other: a group that moves has another id for the next one.
  for (const seen of run.seen) {
    const [taken] = await turnsOf(desk, [seen]);
    if (taken) await handler.one(taken.turn, taken.event);
  }
  if (run.presses.length === 0) return;
  const turns = await turnsOf(desk, run.presses);
  await handler.many(turns.map(({ turn, event }) => ({ turn, press: event })));
}

/** Finds who and where each event is from, and hands it on as it is to be understood. */
async function turnsOf<E extends InboundEvent>(
  desk: Desk,
  seen: readonly { readonly row: InboxRow; readonly event: E }[],
): Promise<readonly { readonly turn: Turn; readonly event: E }[]> {
  const { engine, channel, tx } = desk;
  const [chats, people] = await Promise.all([
    knownChats(
      tx,
      channel.accountId,
      seen.map(({ event }) => event.chat.externalId),
    ),
    peopleByIdentity(
      tx,
      channel.driver,
      seen.map(({ event }) => personOf(event).externalId),
    ),
  ]);
  const known = new Map(chats);
  const turns: { turn: Turn; event: E }[] = [];
  for (const { row, event } of seen) {
    const chat = await chatOf(desk, known, event);
    const { externalId, name } = personOf(event);
    const turn: Turn = {
      ...desk,
      engine: { ...engine, db: tx },
      chat,
      person: people.get(externalId),
      externalUserId: externalId,
      displayName: name,
      m: messagesIn(chat.language),
      at: row.receivedAt,
      updateId: row.id,
    };
    // An id from a group that became a supergroup names another message there.
    const isFormer = event.chat.externalId !== chat.externalId && event.type === 'press';
    turns.push({ turn, event: isFormer ? { ...event, messageId: '' } : event });
  }
  return turns;
}

function personOf(event: InboundEvent): { readonly externalId: string; readonly name: string } {
  return 'person' in event ? event.person : { externalId: '', name: '' };
}

/** The chat of an event as it is recorded now; a new one, and a new title, are recorded. */
async function chatOf(
  { channel, tx }: Desk,
  known: Map<string, ChatRow>,
  { chat: { externalId, kind, title } }: InboundEvent,
): Promise<ChatRow> {
  const chat = known.get(externalId);
  if (chat && (!title || chat.title === title)) return chat;
  const { driver, accountId } = channel;
  const recorded = await recordChat(tx, { driver, accountId, externalId, kind, title });
  known.set(externalId, recorded);
  return recorded;
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
