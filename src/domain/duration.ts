const minuteMs = 60_000;
const unitMs = { m: minuteMs, h: 60 * minuteMs, d: 24 * 60 * minuteMs } as const;

/** A length of time as the configuration writes it: '30m', '2h', '1d'. */
export type Duration = string;

/** Milliseconds of a duration; undefined when it is not one. */
export function durationMs(text: Duration): number | undefined {
  const match = /^(\d{1,5})([mhd])$/.exec(text);
  if (!match) return undefined;
  const unit = match[2] === 'm' || match[2] === 'h' ? match[2] : 'd';
  return Number(match[1]) * unitMs[unit];
}
