import { type Backend, openStage } from './stage.ts';

/** What becomes of very many people who press at once. */
export interface AcksFigures {
  readonly people: number;
  /** People whose acknowledgement stands, each counted once. */
  readonly recorded: number;
  readonly duplicates: number;
  /** From the press to the answer on the screen. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The most edits that any one chat saw within a minute. */
  readonly cardEdits: number;
  readonly rssMb: number;
}

/**
 * Everybody in very many groups acknowledges within a minute, each for themselves, while the product
 * sends another directive to other chats at the pace its network allows.
 */
export async function benchAcks(options: {
  readonly backend: Backend;
  readonly groups: number;
  readonly membersEach: number;
  readonly forMs: number;
  readonly print: (line: string) => void;
}): Promise<AcksFigures> {
  const { backend, groups, membersEach, forMs, print } = options;
  // As many as keep the account busy for that long.
  const others = Math.ceil(forMs / 34);
  const cast = { groups, membersEach, people: others };
  const stage = await openStage({ backend, cast, limits: true, pacing: 'default' });
  const { network, product } = stage;
  try {
    await network.ask('watch', { mark: 'Số 1/STL-PCTT' });
    const first = { number: '1', chats: groups, first: 0, text: '', ackPolicy: 'each' } as const;
    const { versionId } = await product.ask('release', first);
    await network.ask('arrived', { messages: groups, timeoutMs: 60_000 + groups * 100 });
    await product.ask('settled', { versionId });

    const second = { number: '2', chats: others, first: groups, text: '' };
    await product.ask('release', { ...second, ackPolicy: 'any-one' });
    await network.ask('press', { groups, membersEach, forMs });
    const answers = await network.ask('answers', { timeoutMs: 60_000 });
    print(`${answers.answered} of ${answers.presses} answered, the last after ${answers.maxMs} ms`);
    const { acknowledgements, people } = await product.ask('acknowledged', { versionId });
    const cardEdits = await network.ask('editsPerMinute', { groups });
    const { peak } = await product.ask('memory');
    return {
      people: groups * membersEach,
      recorded: people,
      duplicates: acknowledgements - people,
      p50Ms: answers.p50Ms,
      p99Ms: answers.p99Ms,
      cardEdits,
      rssMb: peak,
    };
  } finally {
    await stage.close();
  }
}
