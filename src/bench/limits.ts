import { groupIdOf, personIdOf } from './cast.ts';
import { startChild } from './child.ts';
import { rounded } from './figures.ts';
import type { Peer, PeerCalls } from './peer-process.ts';
import { type Backend, openStage, type Stage } from './stage.ts';

/** How near to the limits of its network the product goes, and what it is refused for. */
export interface LimitsFigures {
  readonly perSecond: number;
  readonly limitPerSecond: number;
  readonly ratio: number;
  readonly http429: number;
  /** What grammY does with the helpers that others use, at the same network. */
  readonly peers: readonly PeerFigures[];
}

export interface PeerFigures {
  readonly peer: Peer;
  readonly perSecond: number;
  readonly ratio: number;
  readonly http429: number;
  readonly failed: number;
}

const messagesEach = 3;
const limitPerSecond = 30;

/**
 * Sends three messages to each chat through a network that refuses more than 30 a second, one a second
 * to a private chat and 20 a minute to a group. Half of the chats are groups. With a server two
 * processes of the product share the account.
 */
export async function benchLimits(options: {
  readonly backend: Backend;
  readonly chats: number;
  readonly print: (line: string) => void;
}): Promise<LimitsFigures> {
  const { backend, chats, print } = options;
  const groups = Math.floor(chats / 2);
  const cast = { groups, membersEach: 0, people: chats - groups };
  const processes = backend === 'embedded' ? 1 : 2;
  const stage = await openStage({ backend, cast, limits: true, pacing: 'default', processes });
  try {
    const own = await sendByProduct(stage, chats);
    print(`truyen-dat, ${processes} process(es): ${line(own)}`);
    for (const product of stage.products) await product.ask('stop');
    const peers: PeerFigures[] = [];
    for (const peer of ['auto-retry', 'throttler'] as const) {
      const figures = await sendByPeer(stage, peer, cast);
      print(`grammY with ${peer}: ${line(figures)}, ${figures.failed} given up`);
      peers.push(figures);
    }
    return { ...own, limitPerSecond, peers };
  } finally {
    await stage.close();
  }
}

interface Figures {
  readonly perSecond: number;
  readonly ratio: number;
  readonly http429: number;
}

/** A card and two messages of text to everybody. */
async function sendByProduct({ network, product }: Stage, chats: number): Promise<Figures> {
  const mark = 'Số 7/STL-PCTT';
  await network.ask('watch', { mark });
  const text = `${mark}: các đơn vị kiểm tra đê điều, hồ chứa và báo cáo kết quả. `.repeat(75);
  const release = { number: '7', chats, first: 0, text, ackPolicy: 'any-one' } as const;
  const { versionId } = await product.ask('release', release);
  return figuresOf(network, chats, () => product.ask('settled', { versionId }));
}

async function sendByPeer(
  { network, apiRoot }: Stage,
  peer: Peer,
  cast: { readonly groups: number; readonly people: number },
): Promise<PeerFigures> {
  await network.ask('open', { limits: true });
  await network.ask('populate', { ...cast, membersEach: 0 });
  const child = startChild<PeerCalls>('peer-process');
  try {
    const mark = 'Số 8/STL-PCTT';
    await network.ask('watch', { mark });
    const chats = [
      ...Array.from({ length: cast.groups }, (_, n) => groupIdOf(n)),
      ...Array.from({ length: cast.people }, (_, n) => personIdOf(n)),
    ];
    let failed = 0;
    const figures = await figuresOf(network, chats.length, async () => {
      const sample = { text: `${mark} thử`, entities: [], replyMarkup: null };
      const turns = Array.from({ length: messagesEach }, () => chats).flat();
      const sent = await child.ask('send', {
        apiRoot,
        sample,
        chats: turns,
        concurrency: 50,
        peer,
      });
      failed = sent.failed;
    });
    return { peer, ...figures, failed };
  } finally {
    await child.kill();
  }
}

/** From the first message that arrived to the last one: so many intervals in so much time. */
async function figuresOf(
  network: Stage['network'],
  chats: number,
  send: () => Promise<unknown>,
): Promise<Figures> {
  const messages = chats * messagesEach;
  const timeoutMs = 60_000 + (messages * 4_000) / limitPerSecond;
  await Promise.race([
    send(),
    network.ask('arrived', { messages, timeoutMs }).then(() => pause(2_000)),
  ]);
  const {
    messages: arrived,
    firstAt,
    lastAt,
  } = await network.ask('arrived', {
    messages,
    timeoutMs: 0,
  });
  const { http429 } = await network.ask('refused');
  const perSecond = (1000 * (arrived - 1)) / Math.max(1, lastAt - firstAt);
  return {
    perSecond: rounded(perSecond),
    ratio: rounded(perSecond / limitPerSecond, 3),
    http429,
  };
}

function line({ perSecond, ratio, http429 }: Figures): string {
  return `${perSecond}/s, ${rounded(100 * ratio, 1)} % of the limit, ${http429} times 429`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
