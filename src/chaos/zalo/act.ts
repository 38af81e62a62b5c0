import type { Backend } from '../plan.ts';
import { pause } from '../product.ts';
import type { Act, NetworkMoment } from '../town.ts';
import { startCrowd } from './crowd.ts';
import { type BrokenCall, type Moment, planRun } from './plan.ts';
import { openTown, type ZaloTown } from './town.ts';

/** A run with the communes on Zalo, where people answer in words, by a quote or a reaction. */
export async function openZaloAct(seed: number, backend: Backend, communes: number): Promise<Act> {
  const plan = planRun(seed, backend, communes);
  const town = await openTown(seed, communes, plan.letter);
  return {
    town,
    moments: plan.moments.map((moment) => onNetwork(moment, town)),
    begin: () => {
      for (const { fault, path, nth } of plan.calls) {
        town.zalo.faults.add({ ...fault, path: paths[path], nth });
      }
      return startCrowd(town, plan.habits);
    },
  };
}

const paths: Readonly<Record<BrokenCall['path'], RegExp>> = {
  text: /\/(sendmsg|sms|quote)$/,
  file: /\/asyncfile\/msg$/,
  upload: /\/asyncfile\/upload$/,
};

function onNetwork(moment: Moment, town: ZaloTown): Act['moments'][number] {
  const { atMs } = moment;
  const act = (happen: NetworkMoment['happen']): NetworkMoment => ({
    atMs,
    what: 'network',
    happen,
  });
  const { account, zalo } = town;
  switch (moment.what) {
    case 'kill':
    case 'flush-redis':
    case 'restart-redis':
    case 'restart-postgres':
      return moment;
    case 'storm':
      return act(async () => {
        for (let drop = 0; drop < moment.drops; drop += 1) {
          account.drop(1006);
          await pause(moment.everyMs);
        }
      });
    case 'session-death':
      return act(() => account.endSessions());
    case 'displaced':
      return act(() => account.drop(moment.code));
    case 'rotate-cookies':
      return act(() => account.rotateCookies());
    case 'offline':
      return act(async () => {
        await zalo.faults.offline();
        await pause(moment.forMs);
        await zalo.faults.online();
      });
    case 'kick':
      return act(() => town.kick(moment.commune));
    case 'socket':
      return act(() => {
        zalo.faults.add({ kind: moment.fault });
      });
  }
}
