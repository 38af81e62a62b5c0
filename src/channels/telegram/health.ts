import type { ChannelHealth } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';

/** What is known about the account's condition, and since when. */
export interface HealthRecord {
  current(): ChannelHealth;
  /** Notes a condition; telling the same state twice changes nothing. */
  report(state: ChannelHealth['state'], detail?: string): void;
  /** Overlays `ready` with `throttled` until `until`, whatever is reported meanwhile. */
  throttle(until: Date, detail: string): void;
}

/** Starts as `stopped`. `onChange` hears every change of state, not the end of throttling by time. */
export function createHealthRecord(
  clock: Clock,
  onChange: (health: ChannelHealth) => void,
): HealthRecord {
  let base: ChannelHealth = { state: 'stopped', since: clock.now() };
  let throttled: { readonly until: Date; readonly health: ChannelHealth } | undefined;

  const current = () => {
    const isThrottled = throttled !== undefined && clock.now() < throttled.until;
    return base.state === 'ready' && isThrottled && throttled ? throttled.health : base;
  };
  return {
    current,
    report(state, detail) {
      if (state === base.state) return;
      base = { state, since: clock.now(), ...(detail !== undefined && { detail }) };
      onChange(current());
    },
    throttle(until, detail) {
      throttled = { until, health: { state: 'throttled', since: clock.now(), detail } };
      if (base.state === 'ready') onChange(current());
    },
  };
}
