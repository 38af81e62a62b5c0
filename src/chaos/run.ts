import { readHealth } from '../health.ts';
import { casts, type Network } from './cast.ts';
import { releaseByDialogue } from './compose.ts';
import { judge, type Verdict } from './judge.ts';
import { flushRedis, type Ground, type Place } from './place.ts';
import { type Product, pause, startProduct } from './product.ts';
import { openTelegramAct } from './telegram/act.ts';
import type { Act, Crowd, Town } from './town.ts';
import { openZaloAct } from './zalo/act.ts';

const acts = { telegram: openTelegramAct, zalo: openZaloAct } as const;

/** How long nothing may change before the product counts as stuck, and how long it may take at most. */
const stuckMs = 90_000;
const restMs = 400_000;

/** How often a supervisor tries to start the product. */
const mostStarts = 20;

/** One run: release, let everything of the plan go wrong, wait for rest, compare. */
export async function runChaos(
  ground: Ground,
  about: { readonly network: Network; readonly seed: number; readonly communes: number },
): Promise<Verdict> {
  const { network, seed, communes } = about;
  const act = await acts[network](seed, ground.backend, communes);
  const { town } = act;
  const place = await ground.newPlace(town);
  const power = powerOver(place);
  let crowd: Crowd | undefined;
  try {
    await power.on();
    await releaseByDialogue(town);
    crowd = act.begin();
    await live(act, { ground, power });
    const disturbedUntil = new Date();
    const left = await comeToRest({ town, place, crowd, since: disturbedUntil });
    crowd.stop();
    const exitCode = await power.off();
    const { db, close } = await place.openRecords();
    try {
      const { answers } = crowd;
      const verdict = await judge(db, town, { cast: casts[network], answers, communes });
      const problems = [
        ...(left === undefined ? [] : [`did not come to rest: ${left}`, ...power.lastWords()]),
        ...(exitCode === 0 ? [] : [`stopped with ${exitCode}`]),
        ...verdict.problems,
      ];
      return { ...verdict, problems };
    } finally {
      await close();
    }
  } finally {
    crowd?.stop();
    await power.cut();
    await town.close();
    await place.remove();
  }
}

/** Starts, kills and stops the product of a run. */
interface Power {
  on(): Promise<void>;
  /** Kills it and starts it again after so long. */
  blink(downMs: number): Promise<void>;
  /** The end of its log. */
  lastWords(): readonly string[];
  /** Stops it in order; resolves with its exit code. */
  off(): Promise<number | undefined>;
  cut(): Promise<void>;
}

function powerOver({ configFile, env }: Place): Power {
  let product: Product | undefined;
  /** As a supervisor does: while its servers are away the product does not start, and is tried again. */
  const on = async (): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        product = await startProduct({ configFile, env });
        return;
      } catch (error) {
        if (tries === mostStarts) throw error;
        await pause(300);
      }
    }
  };
  return {
    on,
    blink: async (downMs) => {
      await product?.kill();
      await pause(downMs);
      await on();
    },
    lastWords: () => product?.log.slice(-20) ?? [],
    off: async () => product?.stop(),
    cut: async () => product?.kill(),
  };
}

interface Scene {
  readonly ground: Ground;
  readonly power: Power;
}

/** Lets the moments of the plan come, each at its time; resolves when the last is over. */
async function live({ moments }: Act, scene: Scene): Promise<void> {
  const start = Date.now();
  const running: Promise<void>[] = [];
  let starting: Promise<void> = Promise.resolve();
  for (const moment of moments.toSorted((a, b) => a.atMs - b.atMs)) {
    await pause(Math.max(0, start + moment.atMs - Date.now()));
    // Kills one at a time: a product that is down cannot be killed again.
    const happening: Promise<void> =
      moment.what === 'kill' ? starting.then(() => happen(moment, scene)) : happen(moment, scene);
    if (moment.what === 'kill') starting = happening;
    // Should it fail, that is seen when all are awaited.
    happening.catch(() => {});
    running.push(happening);
  }
  await Promise.all(running);
}

async function happen(moment: Act['moments'][number], { ground, power }: Scene): Promise<void> {
  switch (moment.what) {
    case 'network':
      return moment.happen();
    case 'kill':
      return power.blink(moment.downMs);
    case 'flush-redis':
      // Should it be away just now, it comes back empty all the same.
      return flushRedis(ground.redis?.url ?? '').catch(() => {});
    case 'restart-redis':
      return restart(ground.redis, moment.downMs);
    case 'restart-postgres':
      return restart(ground.postgres, moment.downMs);
  }
}

async function restart(server: Ground['redis'], downMs: number): Promise<void> {
  await server?.stop();
  await pause(downMs);
  await server?.start();
}

/** Waits until nothing is left to do; resolves with what is left when that does not come to pass. */
async function comeToRest({
  town,
  place,
  crowd,
  since,
}: {
  readonly town: Town;
  readonly place: Place;
  readonly crowd: Crowd;
  readonly since: Date;
}): Promise<string | undefined> {
  let left = 'no sign of life';
  let restingLooks = 0;
  let progress = { work: '', at: Date.now() };
  for (const end = Date.now() + restMs; Date.now() < end; await pause(150)) {
    const health = await readHealth(place.dataDir);
    const unheard = town.unheard();
    const isFresh = Date.parse(health?.sweptAt ?? '') > since.getTime();
    const isIdle = Object.values(health?.work ?? {}).every((count) => count === 0);
    left = `work ${JSON.stringify(health?.work)}, swept ${health?.sweptAt}, accounts ${JSON.stringify(health?.accounts)}, unheard ${unheard ?? 'nothing'}, crowd done ${crowd.isDone()}`;
    const work = JSON.stringify(health?.work);
    if (work !== progress.work) progress = { work, at: Date.now() };
    if (Date.now() - progress.at > stuckMs) return left;
    const isResting = isFresh && isIdle && crowd.isDone() && unheard === undefined;
    const lastLook = Date.parse(health?.at ?? '');
    if (!isResting) restingLooks = 0;
    else if (lastLook > restingLooks) {
      // Two looks of the product itself, so that what came between was seen.
      if (restingLooks > 0) return undefined;
      restingLooks = lastLook;
    }
  }
  return left;
}
