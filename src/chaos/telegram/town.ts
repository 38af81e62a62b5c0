import { messagesIn } from '../../messages/messages.ts';
import { createTelegramNetwork } from '../../sandbox/telegram/network.ts';
import type { Person } from '../../sandbox/telegram/person.ts';
import type { SeenMessage } from '../../sandbox/telegram/seen.ts';
import { bot, communeNameOf, composerId, isBasicGroup, marks, telegramCast } from '../cast.ts';
import type { Owed, Town } from '../town.ts';

/** A town whose communes are on Telegram. */
export interface TelegramTown extends Town {
  readonly strangers: readonly Person[];
  clerk(commune: number): Person;
  /** The cards of the letter that a commune ever got, in its group and in what that became. */
  cards(commune: number): readonly SeenMessage[];
  upgrade(commune: number): void;
  kick(commune: number): void;
}

const { resent } = messagesIn('vi').card;

const textOwed = (kind: Owed['kind'], is: Owed['is']): Owed => ({
  kind,
  is,
  marked: (said) => said.filter((message) => is(message) && message.text.includes(resent)).length,
});

/** The card, and the words of the letter where no file brings them. */
export const cardOwed = textOwed('card', ({ text }) => text.includes(marks.card));
export const bodyOwed = textOwed(
  'body',
  ({ text }) => !text.includes(marks.card) && text.includes(marks.body),
);

const owed = [cardOwed, bodyOwed];

/** Opens the network and puts everybody in their places. */
export async function openTown(seed: number, communes: number): Promise<TelegramTown> {
  const { network, composer, settings, env } = await openOffice(seed, { callSeconds: 3 });
  const strangers = Array.from({ length: 5 }, (_, number) =>
    network.people.add({ id: 2_000_000 + number, firstName: `Người lạ ${number}` }),
  );
  const clerks = Array.from({ length: communes }, (_, commune) => {
    const id = Number(telegramCast.clerkOf(commune));
    const owner = network.people.add({ id, firstName: `Văn thư ${commune}` });
    network.world.addGroup({
      id: groupOf(commune),
      title: communeNameOf(commune),
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
  const seen = (commune: number) =>
    [groupOf(commune), newIds.get(commune)]
      .flatMap((chat) => (chat === undefined ? [] : network.world.messages(chat)))
      .filter((message) => message.from.isBot && message.service === undefined);
  return {
    network,
    composer,
    settings,
    env,
    letter: 'pasted',
    strangers,
    clerk,
    owed,
    isKnown: (message) => owed.some(({ is }) => is(message)),
    said: (commune) =>
      seen(commune).map(({ text, file, isDeleted }) => ({
        text,
        fileName: file?.name,
        isDeleted,
      })),
    cards: (commune) => seen(commune).filter(({ text }) => text.includes(marks.card)),
    upgrade: (commune) => {
      newIds.set(commune, clerk(commune).upgrade(groupOf(commune)));
    },
    kick: (commune) => {
      kicked.add(commune);
      clerk(commune).kickBot(newIds.get(commune) ?? groupOf(commune));
    },
    kicked,
    // Updates wait for a bot, wherever it is.
    sealed: new Set(),
    unheard: () => unheardOn(network),
    strays: () => straysOn(network),
    close: () => network.close(),
  };
}

/** Where staff are: a Telegram of its own with the bot and the composer in it. */
export async function openOffice(seed: number, { callSeconds }: { readonly callSeconds: number }) {
  const network = createTelegramNetwork({ bots: [bot], seed, ledger: 'counts' });
  await network.listen();
  const composer = network.people.add({ id: composerId, firstName: 'Hà' });
  composer.openDeepLink();
  const rate = { calls: 150, perMs: 1000, burst: 5 };
  return {
    network,
    composer,
    env: { TELEGRAM_TOKEN: bot.token },
    settings: {
      telegram: {
        apiRoot: network.apiRoot,
        timeouts: { callSeconds, uploadSeconds: callSeconds + 2, pollSeconds: 2 },
        pacing: { account: rate, privateChat: rate, group: rate, inFlight: 30 },
      },
    },
  };
}

type Office = Awaited<ReturnType<typeof openOffice>>['network'];

/** The updates that the bot has not confirmed. */
export function unheardOn(network: Office): string | undefined {
  const pending = [...network.world.state.bots.values()].map(({ pending }) => pending.size);
  return pending.some((count) => count > 0) ? `${pending.join(', ')} updates` : undefined;
}

/** Broken rules, and messages to people who have no business with the bot. */
export function straysOn(network: Office): readonly string[] {
  const strays = network.unexpected().filter(({ chat }) => chat > 0 && chat !== composerId);
  return [
    ...network.violations.map(({ method, words }) => `${method}: ${words}`),
    ...strays.map(({ chat, text }) => `${chat} was written to: ${text.slice(0, 60)}`),
  ];
}

const groupOf = (commune: number): number => Number(telegramCast.groupOf(commune));
