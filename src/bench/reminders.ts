import { rounded } from './figures.ts';
import { type Backend, openStage } from './stage.ts';

/** How very many far reminders and a minute full of near ones are carried. */
export interface RemindersFigures {
  readonly rows: number;
  /** Of these so many were near enough to become jobs. */
  readonly queued: number;
  /** Planning and writing all rows, and making jobs of the near ones. */
  readonly planSeconds: number;
  /** How long after its time the handling of a reminder began. */
  readonly latenessP99Ms: number;
  /** What the jobs added to the product's memory. */
  readonly queueMb: number;
  readonly rssMb: number;
}

/** Plans so many reminders over a year, some of them due within one minute, and waits for that minute. */
export async function benchReminders(options: {
  readonly backend: Backend;
  readonly rows: number;
  readonly near: number;
  /** The near ones are due within this time. */
  readonly withinMs: number;
  readonly print: (line: string) => void;
}): Promise<RemindersFigures> {
  const { backend, rows, near, withinMs, print } = options;
  const cast = { groups: 1_000, membersEach: 0, people: 0 };
  const stage = await openStage({ backend, cast, limits: false, pacing: 'unlimited' });
  const { product } = stage;
  try {
    const release = { number: '1', chats: 1_000, first: 0, text: '', ackPolicy: 'none' } as const;
    const { versionId } = await product.ask('release', release);
    await product.ask('settled', { versionId });

    // The near ones are due when writing and planning have certainly ended.
    const nearAt = Date.now() + 8_000 + rows / 5 + near * 10;
    const seedStart = performance.now();
    const { written } = await product.ask('seedReminders', {
      versionId,
      rows,
      near,
      nearAt,
      withinMs,
    });
    const writeSeconds = (performance.now() - seedStart) / 1000;
    const before = await product.ask('memory');
    const { seconds } = await product.ask('plan');
    const after = await product.ask('memory');
    const to = nearAt + withinMs;
    // The product may have begun to plan by itself.
    const { queued = 0 } = (await product.ask('reminders', { from: nearAt, to })).states;
    print(
      `${written} rows written in ${rounded(writeSeconds, 1)} s, ${queued} queued in ${rounded(seconds, 1)} s`,
    );
    await pause(Math.max(0, to + 5_000 - Date.now()));
    let end = await product.ask('reminders', { from: nearAt, to });
    for (let tries = 0; tries < 60 && end.handled < end.due; tries += 1) {
      await pause(1_000);
      end = await product.ask('reminders', { from: nearAt, to });
    }
    print(
      `${end.handled} of ${end.due} handled, half of them within ${end.latenessP50Ms} ms; states ${JSON.stringify(end.states)}`,
    );
    const { peak } = await product.ask('memory');
    return {
      rows: written,
      queued,
      planSeconds: rounded(writeSeconds + seconds, 1),
      latenessP99Ms: end.latenessP99Ms,
      queueMb: Math.max(0, after.now - before.now),
      rssMb: peak,
    };
  } finally {
    await stage.close();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
