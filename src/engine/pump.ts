import type { Channel } from '../ports/channel.ts';
import type { Wakeup } from '../ports/job-queue.ts';
import { type Bell, createBell } from './bell.ts';
import type { ClaimedCall } from './claim-calls.ts';
import type { Engine } from './engine.ts';
import type { FinishedCall } from './finished-call.ts';
import { createGate, type Gate } from './gate.ts';
import type { RenderedPart } from './render-parts.ts';

/** What one account has under way in this process. */
export interface Pump {
  readonly bell: Bell;
  readonly gate: Gate;
  isRunning: boolean;
  /** Something was queued since the last claim; a pump that runs looks again before it rests. */
  isAsked: boolean;
  /** Claimed calls for which there is no room at the network yet. */
  readonly queue: ReadyCall[];
  /** Calls that wait for their moment or are at the network. */
  calling: number;
  /** Of all these, the ones that have not left yet. */
  waiting: number;
  finished: FinishedCall[];
  isRecording: boolean;
  failure: { readonly error: unknown } | undefined;
  /** How long a call takes lately, in milliseconds. */
  answersIn: number;
  /** When the last call ended, in milliseconds of the process. */
  lastEnd: number;
}

export interface ReadyCall {
  readonly call: ClaimedCall;
  readonly item: RenderedPart | undefined;
  /** Why it cannot go out now although it was claimed. */
  readonly obstacle?: string;
}

const pumps = new WeakMap<Channel, Pump>();

export function pumpOf(engine: Engine, channel: Channel): Pump {
  const known = pumps.get(channel);
  if (known) return known;
  const pump: Pump = {
    bell: createBell(),
    gate: createGate(engine.settings.pacing[channel.driver].account),
    isRunning: false,
    isAsked: false,
    queue: [],
    calling: 0,
    waiting: 0,
    finished: [],
    isRecording: false,
    failure: undefined,
    answersIn: Infinity,
    lastEnd: -Infinity,
  };
  pumps.set(channel, pump);
  return pump;
}

/** Makes a pump look at the rows again. */
export function ask(pump: Pump): void {
  pump.isAsked = true;
  pump.bell.ring();
}

/** Asks for a wake-up. What works already in this process is told directly: a job would only say the same. */
export async function wakeUp(engine: Engine, wakeup: Wakeup, at?: Date): Promise<void> {
  const channel = wakeup.job === 'deliver' && !at && engine.channels.get(wakeup.accountId);
  const pump = channel ? pumps.get(channel) : undefined;
  if (pump?.isRunning) ask(pump);
  else await engine.jobs.enqueue(wakeup, at);
}
