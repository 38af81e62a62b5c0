import { expect, test } from '@jest/globals';
import { benchAcks } from '../../src/bench/acks.ts';
import { benchFanout } from '../../src/bench/fanout.ts';
import { benchLimits } from '../../src/bench/limits.ts';
import { benchReminders } from '../../src/bench/reminders.ts';

const backend = 'embedded';
const print = () => {};
const patientMs = 180_000;

test(
  'a release reaches every chat once and is set against grammY alone',
  async () => {
    const figures = await benchFanout({ backend, chats: 60, rounds: 1, print });

    expect(figures).toMatchObject({ backend, chats: 60, lost: 0, duplicates: 0 });
    expect(figures.ratio).toBeGreaterThan(0);
    expect(figures.rssMb).toBeGreaterThan(0);
  },
  patientMs,
);

test(
  'a network that enforces its limits is set against what others do there',
  async () => {
    const figures = await benchLimits({ backend, chats: 12, print });

    expect(figures.perSecond).toBeGreaterThan(0);
    expect(figures.http429).toBe(0);
    expect(figures.peers.map(({ peer }) => peer)).toEqual(['auto-retry', 'throttler']);
  },
  patientMs,
);

test(
  'everybody who presses is recorded once and answered',
  async () => {
    const sizes = { groups: 3, membersEach: 10, forMs: 1_000 };
    const figures = await benchAcks({ backend, ...sizes, print });

    expect(figures).toMatchObject({ people: 30, recorded: 30, duplicates: 0 });
    expect(figures.cardEdits).toBeLessThanOrEqual(20);
  },
  patientMs,
);

test(
  'only reminders within the horizon become jobs, and those due are handled',
  async () => {
    const sizes = { rows: 500, near: 20, withinMs: 1_000 };
    const figures = await benchReminders({ backend, ...sizes, print });

    expect(figures.rows).toBe(500);
    expect(figures.queued).toBeGreaterThanOrEqual(20);
    expect(figures.queued).toBeLessThan(100);
  },
  patientMs,
);
