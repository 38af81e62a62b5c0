import type { ChannelHealth } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';

/** What is known about the account's condition, and since when. */
export interface HealthRecord {
  current(): ChannelHealth;
  /** Notes a condition; telling the same one twice changes nothing. */
  report(state: ChannelHealth['state'], detail?: string): void;
  /** Overlays `ready` with `throttled` until then, whatever is reported meanwhile. */
  throttle(until: Date, detail: string): void;
}

/** Starts as `stopped`. `onChange` hears every change, but not that throttling ended by time. */
export function createHealthRecord(
  clock: Clock,
  onChange: (health: ChannelHealth) => void,
): HealthRecord {
  let base: ChannelHealth = { state: 'stopped', since: clock.now() };
  let throttled: { readonly until: Date; readonly health: ChannelHealth } | undefined;

  const current = (): ChannelHealth =>
    throttled !== undefined && base.state === 'ready' && clock.now() < throttled.until
      ? throttled.health
      : base;

  return {
    current,
    report: (state, detail) => {
      if (state === base.state && detail === base.detail) return;
      const since = state === base.state ? base.since : clock.now();
      base = { state, since, ...(detail !== undefined && { detail }) };
      onChange(current());
    },
    throttle: (until, detail) => {
      throttled = { until, health: { state: 'throttled', since: clock.now(), detail } };
      if (base.state === 'ready') onChange(current());
    },
  };
}
