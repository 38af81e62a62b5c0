import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, startRedis, type TestServer } from '../../test/support/servers.ts';
import { type Child, startChild } from './child.ts';
import type { NetworkCalls } from './network-process.ts';
import type { ProductCalls, Setup } from './product-process.ts';

/** Where the product keeps its rows and jobs in a bench: `redis` has its rows on PostgreSQL. */
export type Backend = 'embedded' | 'postgres' | 'redis';

export const backends: readonly Backend[] = ['embedded', 'postgres', 'redis'];

/** A simulated network and one or two processes of the product, with servers of their own. */
export interface Stage {
  readonly apiRoot: string;
  readonly network: Child<NetworkCalls>;
  /** The processes of the product, working; the first one is asked to release. */
  readonly products: readonly Child<ProductCalls>[];
  readonly product: Child<ProductCalls>;
  /** Stops everything and deletes its data. */
  close(): Promise<void>;
}

export interface Cast {
  /** Communes that read in a group, and how many people each group has besides the composer. */
  readonly groups: number;
  readonly membersEach: number;
  /** Communes that read in the private chat of one person. */
  readonly people: number;
}

/**
 * Sets up a bench. The province is seeded by a process that ends before the one that is measured
 * begins, so that memory and time of the preparation count for nothing.
 */
export async function openStage(options: {
  readonly backend: Backend;
  readonly cast: Cast;
  readonly limits: boolean;
  readonly pacing: Setup['pacing'];
  /** More than one needs a server. */
  readonly processes?: number;
}): Promise<Stage> {
  const { backend, cast, limits, pacing, processes = 1 } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closers.reverse().splice(0)) await one();
  };
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'truyen-dat-bench-'));
    closers.push(() => rm(dataDir, { recursive: true, force: true }));
    const servers = await serversFor(backend, closers);
    const network = startChild<NetworkCalls>('network-process');
    closers.push(() => network.end());
    const { apiRoot } = await network.ask('open', { limits });
    await network.ask('populate', cast);
    const setup = { apiRoot, dataDir, pacing, ...servers };

    const preparation = startChild<ProductCalls>('product-process');
    closers.push(() => preparation.end());
    await preparation.ask('open', setup);
    await preparation.ask('seed', cast);
    await preparation.ask('stop');
    await preparation.end();

    const products: Child<ProductCalls>[] = [];
    for (let n = 0; n < processes; n += 1) {
      const product = startChild<ProductCalls>('product-process');
      closers.push(() => product.end());
      await product.ask('open', setup);
      closers.push(() => product.ask('stop').then(() => undefined));
      await product.ask('start');
      products.push(product);
    }
    const [product] = products;
    if (!product) throw new Error('a bench needs a process of the product');
    return { apiRoot, network, products, product, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serversFor(
  backend: Backend,
  closers: (() => Promise<void>)[],
): Promise<Pick<Setup, 'databaseUrl' | 'redisUrl'>> {
  if (backend === 'embedded') return { databaseUrl: undefined, redisUrl: undefined };
  const start = async (server: Promise<TestServer>) => {
    const { url, remove } = await server;
    closers.push(remove);
    return url;
  };
  const databaseUrl = await start(startPostgres());
  const redisUrl = backend === 'redis' ? await start(startRedis()) : undefined;
  return { databaseUrl, redisUrl };
}
