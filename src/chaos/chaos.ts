import { casts, type Network } from './cast.ts';
import type { Verdict } from './judge.ts';
import { openGround } from './place.ts';
import type { Backend } from './plan.ts';
import { runChaos } from './run.ts';

/** What many runs came to. */
export interface ChaosFigures extends Omit<Verdict, 'problems'> {
  readonly network: Network;
  readonly backend: Backend;
  readonly runs: number;
  /** Everything that is not as it should be, also runs that did not come to rest or stop in order. */
  readonly problems: number;
}

/**
 * Runs the real program against a simulated network again and again, with everything going wrong that
 * can, and counts what was lost, doubled or invented. The same seed gives the same faults.
 */
export async function chaos(options: {
  readonly network: Network;
  readonly backend: Backend;
  readonly runs: number;
  readonly seed: number;
  readonly chats: number;
  /** So many runs beside each other, each with servers of its own. */
  readonly parallel: number;
  readonly print: (line: string) => void;
}): Promise<ChaosFigures> {
  const { network, backend, runs, seed, chats, parallel, print } = options;
  const verdicts: Verdict[] = [];
  const seeds = Array.from({ length: runs }, (_, run) => seed + run).values();
  const lane = async (): Promise<void> => {
    const ground = await openGround(backend, { cast: casts[network], communes: chats });
    try {
      for (const one of seeds) {
        const start = Date.now();
        const verdict = await runChaos(ground, { network, seed: one, communes: chats });
        verdicts.push(verdict);
        const { problems, ...counts } = verdict;
        const seconds = ((Date.now() - start) / 1000).toFixed(1);
        print(`seed ${one}, ${seconds} s: ${JSON.stringify(counts)}`);
        for (const problem of problems) print(`  seed ${one}: ${problem}`);
      }
    } finally {
      await ground.close();
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(parallel, runs) }, lane));
  for (const end of lanes) if (end.status === 'rejected') throw end.reason;
  const sum = (pick: (verdict: Verdict) => number) =>
    verdicts.reduce((total, verdict) => total + pick(verdict), 0);
  return {
    network,
    backend,
    runs,
    deliveries: sum((v) => v.deliveries),
    lost: sum((v) => v.lost),
    duplicatesUnmarked: sum((v) => v.duplicatesUnmarked),
    resentMarked: sum((v) => v.resentMarked),
    uncertainLeft: sum((v) => v.uncertainLeft),
    acknowledgementsLost: sum((v) => v.acknowledgementsLost),
    falseAcknowledgements: sum((v) => v.falseAcknowledgements),
    unexpectedMessages: sum((v) => v.unexpectedMessages),
    problems: sum((v) => v.problems.length),
  };
}
