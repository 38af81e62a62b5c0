import type { Channel, Outcome } from '../ports/channel.ts';
import { addressOf } from '../store/chats.ts';
import { nextAttention } from '../store/parts.ts';
import { type ClaimedCall, claimCalls } from './claim-calls.ts';
import type { Engine } from './engine.ts';
import { type FinishedCall, recordOutcomes } from './record-outcomes.ts';
import { type RenderedPart, renderParts } from './render-parts.ts';

/** What one account has under way in this process. */
interface Pump {
  claiming: boolean;
  again: boolean;
  readonly calls: Set<Promise<void>>;
  finished: FinishedCall[];
  recording: Promise<void> | undefined;
}

/** A longer hold, such as a flood limit, is left to a delayed wake-up. */
const longestWaitMs = 2_000;

const pumps = new WeakMap<Channel, Pump>();

/**
 * Works off what an account has to send and to edit, best lane first, at the pace its network allows.
 *
 * Claims are committed before the network is called. In one process one round of claims runs at a
 * time per account; several processes share the work by row locks. Resolves when every call it made
 * has ended and is recorded.
 */
export async function deliver(engine: Engine, accountId: string): Promise<{ calls: number }> {
  const channel = engine.channels.get(accountId);
  if (!channel || channel.health().state === 'stopped') return { calls: 0 };
  const pump = pumpOf(channel);
  pump.again = true;
  if (pump.claiming) return { calls: 0 };
  pump.claiming = true;
  const own: Promise<void>[] = [];
  let accountFree: Date | undefined;
  try {
    while (pump.again) {
      pump.again = false;
      accountFree = await claimUntilDry(engine, channel, pump, own);
    }
  } finally {
    pump.claiming = false;
  }
  await wakeForTheRest(engine, accountId, accountFree);
  await Promise.all(own);
  while (pump.recording !== undefined) await pump.recording;
  return { calls: own.length };
}

function pumpOf(channel: Channel): Pump {
  const known = pumps.get(channel);
  if (known) return known;
  const pump: Pump = {
    claiming: false,
    again: false,
    calls: new Set(),
    finished: [],
    recording: undefined,
  };
  pumps.set(channel, pump);
  return pump;
}

/** Wakes up again when something that had to wait may go out. */
async function wakeForTheRest(
  engine: Engine,
  accountId: string,
  accountFree: Date | undefined,
): Promise<void> {
  const next = await nextAttention(engine.db, accountId);
  if (!next) return;
  const soonest = engine.machine.now().getTime() + 200;
  const at = new Date(Math.max(next.getTime(), accountFree?.getTime() ?? 0, soonest));
  await engine.jobs.enqueue({ job: 'deliver', accountId }, at);
}

/** Claims batch after batch; returns when the account may call again where its pace ended it. */
async function claimUntilDry(
  engine: Engine,
  channel: Channel,
  pump: Pump,
  own: Promise<void>[],
): Promise<Date | undefined> {
  const { inFlight } = engine.settings.pacing[channel.driver];
  for (;;) {
    while (pump.calls.size >= inFlight) await Promise.race(pump.calls);
    const room = inFlight - pump.calls.size;
    const { calls, nextAt } = await claimCalls(engine, channel.accountId, channel.driver, room);
    const rendered = await renderClaimed(engine, calls);
    for (const { call, item } of rendered) {
      const running: Promise<void> = carry(engine, channel, pump, call, item).finally(() =>
        pump.calls.delete(running),
      );
      pump.calls.add(running);
      own.push(running);
    }
    if (calls.length > 0) continue;
    const waitMs = nextAt ? engine.machine.msUntil(nextAt) : 0;
    if (!nextAt || waitMs > longestWaitMs) return nextAt;
    await pause(Math.max(1, waitMs - 100));
  }
}

async function renderClaimed(
  engine: Engine,
  calls: readonly ClaimedCall[],
): Promise<readonly { readonly call: ClaimedCall; readonly item: RenderedPart | undefined }[]> {
  const rendered = await renderParts(
    engine,
    engine.db,
    calls.map((call) => call.part),
  );
  const byId = new Map(rendered.map((item) => [item.part.id, item]));
  return calls.map((call) => ({ call, item: byId.get(call.part.id) }));
}

/** Makes one call and hands its outcome to the recorder. Never rejects but for a broken record. */
async function carry(
  engine: Engine,
  channel: Channel,
  pump: Pump,
  call: ClaimedCall,
  item: RenderedPart | undefined,
): Promise<void> {
  const waitMs = engine.machine.msUntil(call.at);
  if (waitMs > 0) await pause(waitMs);
  const outcome = await callNetwork(channel, call, item);
  pump.finished.push({ call, item, outcome });
  await record(engine, pump);
}

async function callNetwork(
  channel: Channel,
  { part, action }: ClaimedCall,
  item: RenderedPart | undefined,
): Promise<Outcome> {
  if (!item) return { type: 'refused', reason: 'nothing left to show' };
  if (action === 'send') return channel.send(addressOf(item.chat), item.outgoing);
  const { messageId, shownHash } = part;
  if (messageId === null) return { type: 'refused', reason: 'message id unknown' };
  const ref = { chat: addressOf(item.chat), messageId, clientId: part.clientId };
  if (part.state === 'superseded' && part.reason === 'twin' && channel.remove) {
    const removed = await channel.remove(ref);
    if (removed.type !== 'refused') return removed;
  }
  if (item.outgoing.kind !== 'card' || !channel.edit) {
    return { type: 'refused', reason: 'cannot be edited' };
  }
  if (shownHash === item.hash) return { type: 'sent', messageId };
  return channel.edit(ref, item.outgoing.view);
}

/** Writes what has ended so far; calls that end meanwhile go into the next write. */
async function record(engine: Engine, pump: Pump): Promise<void> {
  while (pump.recording !== undefined) await pump.recording;
  if (pump.finished.length === 0) return;
  const batch = pump.finished;
  pump.finished = [];
  const writing = recordOutcomes(engine, batch).finally(() => {
    pump.recording = undefined;
  });
  pump.recording = writing;
  await writing;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
