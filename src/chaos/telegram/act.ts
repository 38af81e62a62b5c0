import { telegramCast } from '../cast.ts';
import type { Backend } from '../plan.ts';
import { pause } from '../product.ts';
import type { Act, NetworkMoment } from '../town.ts';
import { startCrowd } from './crowd.ts';
import { type Moment, planRun } from './plan.ts';
import { openTown, type TelegramTown } from './town.ts';

/** A run with the communes on Telegram, where people press a button. */
export async function openTelegramAct(
  seed: number,
  backend: Backend,
  communes: number,
): Promise<Act> {
  const plan = planRun(seed, backend, communes);
  const town = await openTown(seed, communes);
  return {
    town,
    moments: plan.moments.map((moment) => onNetwork(moment, town)),
    begin: () => {
      for (const { fault, method, commune, nth } of plan.calls) {
        const chat = commune === undefined ? {} : { chat: Number(telegramCast.groupOf(commune)) };
        town.network.faults.add({ ...fault, method, nth, times: 1, ...chat });
      }
      return startCrowd(town, plan.habits);
    },
  };
}

function onNetwork(moment: Moment, town: TelegramTown): Act['moments'][number] {
  const { atMs } = moment;
  const act = (happen: NetworkMoment['happen']): NetworkMoment => ({
    atMs,
    what: 'network',
    happen,
  });
  const { faults } = town.network;
  switch (moment.what) {
    case 'kill':
    case 'flush-redis':
    case 'restart-redis':
    case 'restart-postgres':
      return moment;
    case 'offline':
      return act(async () => {
        await faults.offline({ how: moment.how });
        await pause(moment.forMs);
        await faults.online();
      });
    case 'kick':
      return act(() => town.kick(moment.commune));
    case 'upgrade':
      return act(() => town.upgrade(moment.commune));
    case 'duplicate-updates':
      return act(() => faults.duplicateUpdates(1));
    case 'reorder-updates':
      return act(() => faults.reorderUpdates(1));
  }
}
