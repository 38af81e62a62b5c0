import { formatMoment } from '../../messages/format.ts';
import { messagesIn } from '../../messages/messages.ts';
import type { Account } from '../../sandbox/zalo/account.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../sandbox/zalo/network.ts';
import type { Person } from '../../sandbox/zalo/person.ts';
import type { SeenMessage } from '../../sandbox/zalo/seen.ts';
import { communeNameOf, composerId, letterFile, marks, zaloCast } from '../cast.ts';
import { bodyOwed, cardOwed, openOffice, straysOn, unheardOn } from '../telegram/town.ts';
import type { Owed, Said, Town } from '../town.ts';

/** A town whose communes are on Zalo, through one personal account; staff are on Telegram. */
export interface ZaloTown extends Town {
  readonly zalo: ZaloNetwork;
  readonly account: Account;
  readonly strangers: readonly Person[];
  clerk(commune: number): Person;
  /** The cards of the letter that a commune sees now. */
  cards(commune: number): readonly SeenMessage[];
  kick(commune: number): void;
}

/** How long nothing must have happened before the account is taken to have heard everything. */
const quietMs = 3_000;

const m = messagesIn('vi');
/** A code that no directive has. */
export const wrongCode = '9ZZ9';

/** Opens both networks and puts everybody in their places. The account is not logged in yet. */
export async function openTown(
  seed: number,
  communes: number,
  letter: 'file' | 'pasted',
): Promise<ZaloTown> {
  // Nothing goes wrong there, so a slow answer is a busy machine.
  const office = await openOffice(seed, { callSeconds: 15 });
  const zalo = createZaloNetwork();
  await zalo.listen();
  const account = zalo.accounts.add({ name: 'Truyền Đạt' });
  const strangers = Array.from({ length: 5 }, (_, number) =>
    zalo.people.add({ name: `Người lạ ${number}` }),
  );
  const clerks = Array.from({ length: communes }, (_, commune) => {
    const name = `Văn thư ${commune}`;
    const clerk = zalo.people.add({ uid: zaloCast.clerkOf(commune), name });
    const members = [clerk, account, ...strangers];
    const id = zaloCast.groupOf(commune);
    zalo.world.addGroup({ id, name: communeNameOf(commune), members });
    return clerk;
  });
  const clerk = (commune: number): Person => {
    const person = clerks[commune];
    if (!person) throw new Error(`there is no commune ${commune}`);
    return person;
  };
  const seen = (commune: number) =>
    clerk(commune)
      .sees(zaloCast.groupOf(commune))
      .filter(({ from }) => from.uid === account.uid);
  const owed = [cardOwed, letter === 'file' ? fileOwed : bodyOwed, answerOwed];
  const kicked = new Set<number>();
  const sealed = new Set<number>();
  let lastHappening = Date.now();
  zalo.subscribe((event) => {
    if (event.type !== 'call') lastHappening = Date.now();
  });
  const scanning = scanCodes(office, account);
  return {
    ...office,
    zalo,
    account,
    strangers,
    clerk,
    letter,
    env: { ...office.env, DATA_KEY: 'chaos-data-key-that-no-network-knows' },
    settings: { ...office.settings, zalo: zaloSettings(zalo.baseUrl) },
    owed,
    isKnown: (message) => owed.some(({ is }) => is(message)) || isAside(message, communes),
    // What was taken back is as good as never said, but what it said is told by nobody.
    said: (commune) =>
      seen(commune)
        .filter(({ isUndone }) => !isUndone)
        .map(({ text, file }) => ({ text, fileName: file?.name, isDeleted: false })),
    cards: (commune) =>
      seen(commune).filter(({ text, isUndone }) => !isUndone && text.includes(marks.card)),
    kick: (commune) => {
      kicked.add(commune);
      if (!account.isListening) sealed.add(commune);
      clerk(commune).kick(zaloCast.groupOf(commune), account.uid);
    },
    kicked,
    sealed,
    unheard: () => {
      const onTelegram = unheardOn(office.network);
      if (onTelegram !== undefined) return onTelegram;
      if (!account.isListening) return 'the account does not listen';
      return Date.now() - lastHappening < quietMs ? 'something happened just now' : undefined;
    },
    strays: () => {
      const isPrivate = ({ chat }: SeenMessage) => !chat.startsWith('32');
      return [
        ...straysOn(office.network),
        ...zalo.violations,
        ...zalo
          .unexpected()
          .filter(isPrivate)
          .map(({ chat, text }) => `${chat} was written to on Zalo: ${text.slice(0, 60)}`),
      ];
    },
    close: async () => {
      clearInterval(scanning);
      await zalo.close();
      await office.network.close();
    },
  };
}

/** The driver's waits in fractions of a second and no cautious pace: recovery takes seconds, too. */
function zaloSettings(baseUrl: string) {
  const rate = { calls: 150, perMs: 1000, burst: 5 };
  return {
    zca: {
      enabled: true,
      risk: { acceptedBy: 'Trần Thu Hà', acceptedOn: '2026-01-05' },
      baseUrl,
      gapSeconds: 0,
      fileGapSeconds: 0,
      quietSeconds: 1,
      timeouts: { callSeconds: 2, uploadSeconds: 3, handshakeSeconds: 1 },
      reconnect: { firstSeconds: 0.1, longestSeconds: 1, displacedSeconds: 1, proveSeconds: 1 },
      pacing: { account: rate, privateChat: rate, group: rate, inFlight: 1 },
    },
  };
}

/** Whoever administers takes each new code that comes on Telegram to the phone of the account. */
function scanCodes(
  { composer }: Awaited<ReturnType<typeof openOffice>>,
  account: Account,
): NodeJS.Timeout {
  let scanned = 0;
  return setInterval(() => {
    const newest = composer.sees(composerId).findLast(({ file }) => file?.name.endsWith('.png'));
    if (!newest?.file || newest.messageId <= scanned) return;
    scanned = newest.messageId;
    try {
      account.scanQr(Buffer.from(newest.file.bytes()).toString('base64'));
      account.confirmQr();
    } catch {
      // A code that has had its time, or whose asker is gone: the next one comes.
    }
  }, 50);
}

const fileAgain = m.card.fileAgain(letterFile);

/** The file, which cannot say itself that it comes again: a message beside it does. */
const fileOwed: Owed = {
  kind: 'file',
  is: ({ fileName }) => fileName === letterFile,
  marked: (said) => (said.some(({ text }) => text.includes(fileAgain)) ? 1 : 0),
};

/** Everything before the time in a sentence that tells one. */
function openingOf(sentence: (at: Date) => string): string {
  const at = new Date(0);
  return sentence(at).split(formatMoment(at))[0] ?? '';
}

const accepted = openingOf((at) => m.answer.acknowledged('clerk', '', at));

const answerOwed: Owed = {
  kind: 'answer',
  is: ({ text }) => text.includes(accepted),
  marked: (said) =>
    said.filter(({ text }) => text.includes(accepted) && text.includes(m.card.resent)).length,
};

/** What is said besides to those who answer twice, wrongly or without a right. */
function isAside({ text }: Said, communes: number): boolean {
  const sentences = [
    openingOf(m.answer.repeated),
    m.answer.codeUnknown(wrongCode),
    fileAgain,
    ...Array.from({ length: communes }, (_, commune) => m.answer.foreign(communeNameOf(commune))),
  ];
  return sentences.some((sentence) => text.includes(sentence));
}
