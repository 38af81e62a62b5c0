import { lanes } from '../domain/delivery.ts';
import { bookCall, earliestCall, type Limit } from '../domain/pacing.ts';
import type { Driver } from '../ports/channel.ts';
import type { Database } from '../ports/database.ts';
import { type ChatRow, chatsById } from '../store/chats.ts';
import { holdAccountPace, paceRows, releaseAccountPace, savePace } from '../store/pace.ts';
import { claimParts, postponeParts, type ReadyPart, readyParts } from '../store/part-claims.ts';
import { dropEdits, staleParts, takeStale } from '../store/part-edits.ts';
import type { PartRow } from '../store/parts.ts';
import type { Engine } from './engine.ts';
import type { Pacing } from './settings.ts';

/** What a call does with a part: puts it out there, changes it, or takes it back. */
export type CallAction = 'send' | 'edit' | 'remove';

/** One call to the network that a committed claim allows. */
export interface ClaimedCall {
  readonly part: PartRow;
  readonly chat: ChatRow;
  readonly action: CallAction;
  /** The fence of the claim: an outcome counts only while the part still has it. */
  readonly fence: number;
  /** When the claim ends; the call must not go out after it. */
  readonly leaseUntil: Date;
  /** Machines' time before which the call must not go out. */
  readonly at: Date;
}

export interface Claims {
  readonly calls: readonly ClaimedCall[];
  /** When the account may call next, where its pace or another process was what ended the batch. */
  readonly nextAt: Date | undefined;
}

/** How far ahead a claim books; also the longest that a pause or an urgent part waits for the pump. */
const windowMs = 700;

/** What was lost while calls were held up is made up for, as far back as this. */
const makeUpMs = 300;

/** How long another process waits for one that holds an account's pace and is not heard of again. */
const holdMs = 2_000;

/**
 * Claims the next calls of an account: best lane first, each with the moment its pace allows.
 *
 * One process at a time calls for an account, since only who makes the calls can keep them evenly
 * apart; another one takes over as soon as it rests or is gone. What a chat's own limit keeps back is
 * put off to when that chat is free.
 */
export function claimCalls(
  engine: Engine,
  accountId: string,
  driver: Driver,
  {
    room,
    isContinuing,
  }: {
    readonly room: number;
    /** Whether this process has been calling for the account without a rest. */
    readonly isContinuing: boolean;
  },
): Promise<Claims> {
  return engine.db.transaction(async (tx) => {
    const now = engine.machine.now();
    const pacing = engine.settings.pacing[driver];
    const until = new Date(now.getTime() + holdMs);
    const hold = { by: engine.processId, now, until };
    // Asked for together, answered in this order: whatever is read was read while the account was held.
    const [heldUntil, , wanted] = await Promise.all([
      holdAccountPace(tx, accountKey(accountId), hold),
      engine.channels.get(accountId)?.edit ? undefined : dropEdits(tx, accountId),
      wantedCalls(tx, accountId, now, room),
    ]);
    if (heldUntil) return { calls: [], nextAt: heldUntil };
    if (wanted.length === 0) return { calls: [], nextAt: undefined };
    const chatIds = wanted.map(({ chatId }) => chatId);
    const [chats, rows] = await Promise.all([
      chatsById(tx, chatIds),
      paceRows(tx, [accountKey(accountId), ...chatIds.map(chatKey)]),
    ]);
    const latest = now.getTime() + windowMs;
    const { everyMs, burst } = pacing.account;
    // The gate keeps calls apart that are booked for the same moment.
    const account: Limit = {
      key: accountKey(accountId),
      everyMs,
      burst: burst + (isContinuing ? Math.floor(makeUpMs / everyMs) : 0),
    };
    const leaseUntil = new Date(latest + engine.settings.delivery.leaseMs);
    const turns: (WantedCall & { readonly chat: ChatRow; readonly at: Date })[] = [];
    const postponed: { id: string; at: Date; action: CallAction }[] = [];
    const booked = new Set<string>([account.key]);
    let nextAt: Date | undefined;
    for (const one of wanted) {
      const chat = chats.get(one.chatId);
      if (!chat) continue;
      const accountFree = earliestCall(rows, [account], now);
      if (accountFree > latest) {
        nextAt = new Date(Math.ceil(accountFree));
        break;
      }
      const limits = [account, chatLimit(one.chatId, chat.kind, pacing)];
      const at = earliestCall(rows, limits, now);
      if (at > accountFree) {
        // Its turn would pass unused.
        postponed.push({ id: one.id, at: new Date(Math.ceil(at)), action: one.action });
        continue;
      }
      bookCall(rows, limits, at);
      booked.add(chatKey(one.chatId));
      turns.push({ ...one, chat, at: new Date(at) });
    }
    const sends = turns.flatMap(({ id, stale }) => (stale ? [] : id));
    const stale = turns.flatMap((turn) => turn.stale ?? []);
    const editAfter = new Date(now.getTime() + engine.settings.delivery.editEveryMs);
    const [claimed] = await Promise.all([
      claimParts(tx, sends, { by: engine.processId, leaseUntil }),
      savePace(tx, new Map([...rows].filter(([key]) => booked.has(key)))),
      takeStale(
        tx,
        stale.map(({ id }) => id),
        { editAfter, leaseUntil },
      ),
      postponeParts(tx, postponed),
    ]);
    const parts = new Map([...claimed, ...stale].map((part) => [part.id, part]));
    const calls = turns.flatMap(({ id, chat, action, at }): readonly ClaimedCall[] => {
      const part = parts.get(id);
      return part ? [{ part, chat, action, fence: part.fence, at, leaseUntil }] : [];
    });
    return { calls, nextAt };
  });
}

/** Lets other processes call for an account at once. */
export async function releaseAccount(engine: Engine, accountId: string): Promise<void> {
  await releaseAccountPace(engine.db, accountKey(accountId), engine.processId);
}

interface WantedCall extends ReadyPart {
  readonly action: CallAction;
  /** The part as it is shown now, where it is to be changed. */
  readonly stale?: PartRow;
}

async function wantedCalls(
  tx: Database,
  accountId: string,
  now: Date,
  room: number,
): Promise<readonly WantedCall[]> {
  const [sends, edits] = await Promise.all([
    readyParts(tx, accountId, now, room),
    staleParts(tx, accountId, now, room),
  ]);
  return [
    ...sends.map((part): WantedCall => ({ ...part, action: 'send' })),
    ...edits.map(
      (stale): WantedCall => ({
        ...{ id: stale.id, chatId: stale.chatId, lane: editLane(stale) },
        ...{ action: changeOf(stale), stale },
      }),
    ),
  ]
    .sort((a, b) => a.lane - b.lane)
    .slice(0, room);
}

function changeOf({ removal }: PartRow): CallAction {
  return removal === 'wanted' ? 'remove' : 'edit';
}

/** Cards on which somebody goes step by step. */
const steps: ReadonlySet<PartRow['kind']> = new Set(['dialogue', 'join', 'approval', 'decision']);

/**
 * What is taken back must not be read any longer; an edit of a dialogue is somebody's next step; any
 * other edit can wait behind what is new.
 */
function editLane(part: PartRow): number {
  if (part.removal === 'wanted') return lanes.urgent;
  return steps.has(part.kind) ? part.lane : 10;
}

function chatLimit(chatId: string, kind: ChatRow['kind'], pacing: Pacing): Limit {
  return { key: chatKey(chatId), ...(kind === 'private' ? pacing.privateChat : pacing.group) };
}

/** The pace rows of an account and of a chat. */
export const accountKey = (accountId: string): string => `account:${accountId}`;
export const chatKey = (chatId: string): string => `chat:${chatId}`;
