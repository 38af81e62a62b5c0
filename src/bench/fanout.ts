import { groupIdOf } from './cast.ts';
import { type Child, startChild } from './child.ts';
import { median, rounded } from './figures.ts';
import type { Sample } from './network-process.ts';
import type { PeerCalls } from './peer-process.ts';
import { type Backend, openStage, type Stage } from './stage.ts';

/** How fast a release reaches everybody, against a client that records nothing. */
export interface FanoutFigures {
  readonly backend: Backend;
  readonly chats: number;
  readonly rawPerSecond: number;
  readonly perSecond: number;
  readonly ratio: number;
  /** Chats without the card, and cards too many, over all rounds. */
  readonly lost: number;
  readonly duplicates: number;
  /** The most memory the product's process ever held. */
  readonly rssMb: number;
}

/**
 * Releases to so many chats, several times, and each time lets grammY alone send the same message to
 * the same network at its best of several concurrencies. The medians of the rounds count.
 */
export async function benchFanout(options: {
  readonly backend: Backend;
  readonly chats: number;
  readonly rounds: number;
  readonly print: (line: string) => void;
}): Promise<FanoutFigures> {
  const { backend, chats, rounds, print } = options;
  const cast = { groups: chats, membersEach: 0, people: 0 };
  const stage = await openStage({ backend, cast, limits: false, pacing: 'unlimited' });
  const peer = startChild<PeerCalls>('peer-process');
  try {
    await releaseTo(stage, { number: '99', chats: Math.min(chats, 300) });
    const sample = await stage.network.ask('sample', { group: 0 });
    await rawRun(peer, stage.apiRoot, sample, { chats: Math.min(chats, 300), concurrency: 10 });

    const done: Round[] = [];
    for (let number = 1; number <= rounds; number += 1) {
      const raw = await bestRawRun(peer, stage.apiRoot, sample, chats);
      const own = await releaseTo(stage, { number: String(number), chats });
      done.push({ ...own, raw });
      print(
        `round ${number}: ${rounded(own.rate, 0)}/s of ${rounded(raw.rate, 0)}/s raw, ratio ${rounded(own.rate / raw.rate)}; ` +
          `processor time per message ${rounded(own.processorMs, 3)} ms, raw ${rounded(raw.processorMs, 3)} ms`,
      );
    }
    const { peak } = await stage.product.ask('memory');
    return {
      backend,
      chats,
      rawPerSecond: rounded(median(done.map(({ raw }) => raw.rate)), 1),
      perSecond: rounded(median(done.map(({ rate }) => rate)), 1),
      ratio: rounded(median(done.map(({ rate, raw }) => rate / raw.rate)), 3),
      lost: sum(done.map(({ lost }) => lost)),
      duplicates: sum(done.map(({ duplicates }) => duplicates)),
      rssMb: peak,
    };
  } finally {
    await peer.end();
    await stage.close();
  }
}

/** Messages a second, and what each cost its sender. */
interface Run {
  readonly rate: number;
  readonly processorMs: number;
}

interface Round extends Run {
  readonly raw: Run;
  readonly lost: number;
  readonly duplicates: number;
}

/** The whole way: release, fan-out, send, record; from the release until the last row is settled. */
async function releaseTo(
  { network, product }: Stage,
  { number, chats }: { readonly number: string; readonly chats: number },
): Promise<Omit<Round, 'raw'>> {
  await network.ask('watch', { mark: `Số ${number}/STL-PCTT` });
  const release = { number, chats, first: 0, text: '', ackPolicy: 'any-one' } as const;
  const processorStart = await product.ask('processor');
  const { versionId, at } = await product.ask('release', release);
  const timeoutMs = 30_000 + chats * 20;
  await network.ask('arrived', { messages: chats, timeoutMs });
  const settledAt = await product.ask('settled', { versionId });
  const processorMs = (await product.ask('processor')) - processorStart;
  // A second copy would come now, if one does.
  const arrived = await network.ask('arrived', { messages: chats + 1, timeoutMs: 300 });
  return {
    rate: (1000 * chats) / (settledAt - at),
    processorMs: processorMs / chats,
    lost: chats - arrived.chats,
    duplicates: arrived.messages - arrived.chats,
  };
}

async function bestRawRun(
  peer: Child<PeerCalls>,
  apiRoot: string,
  sample: Sample,
  chats: number,
): Promise<Run> {
  const runs: Run[] = [];
  for (const concurrency of [1, 10, 50]) {
    runs.push(await rawRun(peer, apiRoot, sample, { chats: Math.min(chats, 2_000), concurrency }));
  }
  const [best] = runs.sort((a, b) => b.rate - a.rate);
  if (!best) throw new Error('the raw client did not run');
  return best;
}

async function rawRun(
  peer: Child<PeerCalls>,
  apiRoot: string,
  sample: Sample,
  { chats, concurrency }: { readonly chats: number; readonly concurrency: number },
): Promise<Run> {
  const { ms, processorMs, failed } = await peer.ask('send', {
    apiRoot,
    sample,
    chats: Array.from({ length: chats }, (_, n) => groupIdOf(n)),
    concurrency,
    peer: 'plain',
  });
  if (failed > 0) throw new Error(`the network refused ${failed} messages of the raw client`);
  return { rate: (1000 * chats) / ms, processorMs: processorMs / chats };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
