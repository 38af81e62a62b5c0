import type { Channel, Outcome } from '../ports/channel.ts';
import { isHeldElsewhere } from '../store/account-leases.ts';
import { addressOf } from '../store/chats.ts';
import { keepChoices, nextAttention } from '../store/part-claims.ts';
import { type ClaimedCall, claimCalls, releaseAccount } from './claim-calls.ts';
import type { Engine } from './engine.ts';
import { ask, type Pump, pumpOf, type ReadyCall } from './pump.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { type RenderedPart, renderParts } from './render-parts.ts';

/** A longer hold, such as a flood limit, is left to a delayed wake-up. */
const longestWaitMs = 2_000;

/** How soon something new is seen while calls are still under way. */
const lookAgainMs = 250;

/** After this even a claim of few calls is worth its queries. */
const smallClaimMs = 100;

/** Claims reach as far ahead as the network answers in this time. */
const aheadMs = 200;
const mostAhead = 600;

/** One that has not answered for so long may hang, and is given nothing in advance. */
const hangsAfterMs = 400;

/** A slower answer is believed at once, a faster one by so much. */
const weight = 1 / 8;

/** No call is begun that could outlast its claim by this much. */
const longestCallMs = 1_000;

/** Before something that stood in the way is tried again. */
const obstacleMs = 30_000;

/** How soon a wake-up is tried again that came to a process without the account. */
const passOnMs = 500;

/** Outcomes that come this close together are written together. */
const gatherMs = 80;
const gatherMost = 400;

/** The records may be away for a while; what was sent is not forgotten until its claim has ended. */
const recordAgainMs = 500;

/**
 * Works off what an account has to send and to edit, best lane first, at the pace its network allows.
 *
 * Claims are committed before the network is called. One round runs at a time per account; a call of
 * this function while it runs makes it look again. Resolves when every call it made has ended and is
 * recorded; a process that is to stop claims nothing more and leaves the rest to the next one.
 */
export async function deliver(engine: Engine, accountId: string): Promise<{ calls: number }> {
  const channel = engine.channels.get(accountId);
  if (!channel) return { calls: 0 };
  if (channel.health().state === 'stopped') {
    await passOn(engine, accountId);
    return { calls: 0 };
  }
  const pump = pumpOf(engine, channel);
  ask(pump);
  if (pump.isRunning) return { calls: 0 };
  pump.isRunning = true;
  let calls = 0;
  let free: Date | undefined;
  try {
    ({ calls, free } = await work(engine, channel, pump));
  } finally {
    await idle(pump);
    pump.isRunning = false;
    // Whoever asked since the last claim, while this one was ending, relies on it.
    if (pump.isAsked) await engine.jobs.enqueue({ job: 'deliver', accountId });
  }
  await releaseAccount(engine, accountId);
  await wakeForTheRest(engine, accountId, free);
  return { calls };
}

/** Leaves a wake-up to the process that has the account: of several any may be given it. */
async function passOn(engine: Engine, accountId: string): Promise<void> {
  const { db, machine, processId: owner, stopping } = engine;
  const now = machine.now();
  if (stopping?.aborted || !(await isHeldElsewhere(db, accountId, { owner, now }))) return;
  await wakeForTheRest(engine, accountId, new Date(now.getTime() + passOnMs));
}

/** Wakes up again when something that had to wait may go out. */
async function wakeForTheRest(
  engine: Engine,
  accountId: string,
  free: Date | undefined,
): Promise<void> {
  const next = await nextAttention(engine.db, accountId);
  if (!next) return;
  const soonest = engine.machine.now().getTime() + 200;
  const at = new Date(Math.max(next.getTime(), free?.getTime() ?? 0, soonest));
  await engine.jobs.enqueue({ job: 'deliver', accountId }, at);
}

/** Claims and calls until nothing is ready; returns when the account is free where that ended it. */
async function work(
  engine: Engine,
  channel: Channel,
  pump: Pump,
): Promise<{ readonly calls: number; readonly free: Date | undefined }> {
  const { accountId, driver } = channel;
  const { inFlight } = engine.settings.pacing[driver];
  let calls = 0;
  for (;;) {
    const room = await roomForClaims(pump, inFlight);
    if (engine.stopping?.aborted) return { calls, free: undefined };
    pump.isAsked = false;
    const claims = await claimCalls(engine, accountId, driver, {
      room,
      isContinuing: calls > 0,
    });
    if (claims.calls.length > 0) {
      pump.queue.push(...(await renderClaimed(engine, claims.calls)));
      pump.waiting += claims.calls.length;
      calls += claims.calls.length;
      startCalls(engine, channel, pump);
      continue;
    }
    const free = claims.nextAt;
    const waitMs = free ? engine.machine.msUntil(free) : Number.POSITIVE_INFINITY;
    if (isBusy(pump)) await rest(pump, Math.min(Math.max(1, waitMs), lookAgainMs));
    else if (!pump.isAsked && waitMs > longestWaitMs) return { calls, free };
    else if (!pump.isAsked) await pump.bell.wait(Math.max(1, waitMs - 100));
  }
}

/** Waits while calls are under way: for a request to look again, the end of all of them, or the time. */
async function rest(pump: Pump, ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (let left = ms; left > 0 && isBusy(pump) && !pump.isAsked; left = end - performance.now()) {
    await pump.bell.wait(left);
  }
}

/** Waits until it is worth while to claim again; returns how many calls to claim. */
async function roomForClaims(pump: Pump, inFlight: number): Promise<number> {
  const start = performance.now();
  for (;;) {
    if (pump.failure) throw pump.failure.error;
    const ahead = aheadOf(pump, inFlight);
    const room = inFlight + ahead - pump.calling - pump.queue.length;
    const isWorthIt =
      room >= Math.max(inFlight, ahead) / 2 || performance.now() - start > smallClaimMs;
    if (room > 0 && pump.waiting <= ahead && isWorthIt) return room;
    await pump.bell.wait(smallClaimMs);
  }
}

/** How many calls to claim beyond those for which there is room at the network. */
function aheadOf({ answersIn, lastEnd }: Pump, inFlight: number): number {
  if (performance.now() - lastEnd > hangsAfterMs) return 0;
  return Math.min(mostAhead, Math.floor((inFlight * aheadMs) / answersIn));
}

/** Learns from a call how fast the network answers. */
async function timed(pump: Pump, call: Promise<Outcome>): Promise<Outcome> {
  const start = performance.now();
  const outcome = await call;
  const ms = performance.now() - start;
  const before = Number.isFinite(pump.answersIn) ? pump.answersIn : ms;
  pump.answersIn = Math.max(ms, before + weight * (ms - before));
  pump.lastEnd = start + ms;
  return outcome;
}

function isBusy(pump: Pump): boolean {
  return pump.calling + pump.queue.length + pump.finished.length > 0 || pump.isRecording;
}

/** Resolves when every call has ended and is recorded. */
async function idle(pump: Pump): Promise<void> {
  while (isBusy(pump) && !pump.failure) await pump.bell.wait(lookAgainMs);
  pump.failure = undefined;
}

async function renderClaimed(
  engine: Engine,
  calls: readonly ClaimedCall[],
): Promise<readonly ReadyCall[]> {
  try {
    // One connection for all its questions, most of which travel together.
    const rendered = await engine.db.transaction((tx) =>
      renderParts(
        engine,
        tx,
        calls.map((call) => call.part),
        new Map(calls.map(({ chat }) => [chat.id, chat])),
      ),
    );
    const byId = new Map(rendered.map((item) => [item.part.id, item]));
    // Before the call: should its answer get lost, people answer with the numbers all the same.
    const printed = calls.flatMap(({ part: { id }, action }) => {
      const choices = action === 'send' ? byId.get(id)?.choices : undefined;
      return choices ? [{ id, choices }] : [];
    });
    await keepChoices(engine.db, printed);
    return calls.map((call) => ({ call, item: byId.get(call.part.id) }));
  } catch (error) {
    // One by one, so that a part that cannot be shown does not keep back the others.
    const [only] = calls;
    if (calls.length > 1 || !only) {
      const each = await Promise.all(calls.map((call) => renderClaimed(engine, [call])));
      return each.flat();
    }
    const reason = error instanceof Error ? error.name : 'unknown error';
    engine.log.error({ partId: only.part.id, reason }, 'a part could not be shown');
    return [{ call: only, item: undefined, obstacle: 'could not be shown' }];
  }
}

/** Starts as many of the claimed calls as the network may have at once. */
function startCalls(engine: Engine, channel: Channel, pump: Pump): void {
  const { inFlight } = engine.settings.pacing[channel.driver];
  while (pump.calling < inFlight) {
    const ready = pump.queue.shift();
    if (!ready) return;
    pump.calling += 1;
    // Never rejects: what goes wrong is in `pump.failure`.
    void carry(engine, channel, pump, ready);
  }
}

/** Makes one call and hands its outcome to the recorder. */
async function carry(
  engine: Engine,
  channel: Channel,
  pump: Pump,
  { call, item, obstacle }: ReadyCall,
): Promise<void> {
  const end = await pump.gate.pass(engine.machine.msUntil(call.at));
  pump.waiting -= 1;
  const isOver = engine.machine.now().getTime() >= call.leaseUntil.getTime() - longestCallMs;
  const why = obstacle ?? (isOver ? 'the claim ran out' : undefined);
  const next: Outcome | (() => Promise<Outcome>) = why
    ? { type: 'not-sent', reason: why, afterMs: obstacleMs }
    : callFor(channel, call, item);
  const outcome = typeof next === 'function' ? await timed(pump, next()) : next;
  end();
  pump.calling -= 1;
  pump.finished.push({ call, item, outcome, endedAt: engine.machine.now() });
  startCalls(engine, channel, pump);
  pump.bell.ring();
  if (!pump.isRecording) await record(engine, pump);
}

/** Writes what has ended; what ends meanwhile goes into the next write. */
async function record(engine: Engine, pump: Pump): Promise<void> {
  pump.isRecording = true;
  while (pump.finished.length > 0) {
    if (pump.calling > 0 && pump.finished.length < gatherMost) await pause(gatherMs);
    const batch = pump.finished;
    pump.finished = [];
    try {
      await recordOutcomes(engine, batch);
    } catch (error) {
      const last = Math.max(...batch.map(({ call }) => call.leaseUntil.getTime()));
      if (engine.machine.now().getTime() >= last) pump.failure = { error };
      else {
        pump.finished = [...batch, ...pump.finished];
        await pause(recordAgainMs);
      }
    }
  }
  pump.isRecording = false;
  pump.bell.ring();
}

/** The call to make, or what becomes of the part where the network need not hear of it. */
function callFor(
  channel: Channel,
  { part, action }: ClaimedCall,
  item: RenderedPart | undefined,
): Outcome | (() => Promise<Outcome>) {
  if (!item) return { type: 'refused', reason: 'nothing left to show' };
  const chat = addressOf(item.chat);
  const { outgoing, hash } = item;
  if (action === 'send') return () => channel.send(chat, outgoing);
  const { messageId, clientId, shownHash } = part;
  if (messageId === null) return { type: 'refused', reason: 'message id unknown' };
  const ref = { chat, messageId, clientId };
  const { remove, edit } = channel;
  if (action === 'remove') {
    return remove
      ? () => remove(ref)
      : { type: 'refused', reason: 'the network takes nothing back' };
  }
  if (outgoing.kind !== 'card' || !edit) return { type: 'refused', reason: 'cannot be edited' };
  return shownHash === hash ? { type: 'sent', messageId } : () => edit(ref, outgoing.view);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
