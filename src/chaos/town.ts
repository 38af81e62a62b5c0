import { createTelegramNetwork, type TelegramNetwork } from '../sandbox/telegram/network.ts';
import type { Person } from '../sandbox/telegram/person.ts';
import type { SeenMessage } from '../sandbox/telegram/seen.ts';
import {
  bot,
  clerkIdOf,
  composerId,
  groupIdOf,
  isBasicGroup,
  marks,
  strangerIdOf,
} from './cast.ts';

/** The simulated network of a run with everybody in it. It outlives the product. */
export interface Town {
  readonly network: TelegramNetwork;
  readonly composer: Person;
  readonly strangers: readonly Person[];
  clerk(commune: number): Person;
  /** Everything the bot ever said to a commune, in its group and in what that became. */
  said(commune: number): readonly SeenMessage[];
  /** The cards of the letter among it. */
  cards(commune: number): readonly SeenMessage[];
  upgrade(commune: number): void;
  kick(commune: number): void;
  /** Communes whose group threw the bot out: nothing need arrive there. */
  readonly kicked: ReadonlySet<number>;
}

/** Opens the network and puts everybody in their places. */
export async function openTown(seed: number, communes: number): Promise<Town> {
  const network = createTelegramNetwork({ bots: [bot], seed, ledger: 'counts' });
  await network.listen();
  const composer = network.people.add({ id: composerId, firstName: 'Hà' });
  composer.openDeepLink();
  const strangers = Array.from({ length: 5 }, (_, number) =>
    network.people.add({ id: strangerIdOf(number), firstName: `Người lạ ${number}` }),
  );
  const clerks = Array.from({ length: communes }, (_, commune) => {
    const owner = network.people.add({ id: clerkIdOf(commune), firstName: `Văn thư ${commune}` });
    network.world.addGroup({
      id: groupIdOf(commune),
      title: `UBND xã số ${commune}`,
      owner,
      kind: isBasicGroup(commune) ? 'group' : 'supergroup',
    });
    return owner;
  });
  const clerk = (commune: number): Person => {
    const person = clerks[commune];
    if (!person) throw new Error(`there is no commune ${commune}`);
    return person;
  };
  const newIds = new Map<number, number>();
  const kicked = new Set<number>();
  const said = (commune: number) =>
    [groupIdOf(commune), newIds.get(commune)]
      .flatMap((chat) => (chat === undefined ? [] : network.world.messages(chat)))
      .filter((message) => message.from.isBot && message.service === undefined);
  return {
    network,
    composer,
    strangers,
    clerk,
    said,
    cards: (commune) => said(commune).filter((message) => message.text.includes(marks.card)),
    upgrade: (commune) => {
      newIds.set(commune, clerk(commune).upgrade(groupIdOf(commune)));
    },
    kick: (commune) => {
      kicked.add(commune);
      clerk(commune).kickBot(newIds.get(commune) ?? groupIdOf(commune));
    },
    kicked,
  };
}
