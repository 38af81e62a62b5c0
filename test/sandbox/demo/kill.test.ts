import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { messagesIn } from '../../../src/messages/messages.ts';
import { readPlay } from '../../../src/sandbox/demo/play-file.ts';
import type { Ending } from '../../../src/sandbox/demo/result.ts';
import { bot } from '../../../src/sandbox/demo/stage.ts';
import { createTelegramNetwork } from '../../../src/sandbox/telegram/network.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { uncertainParts } from '../../../src/store/uncertain-parts.ts';

let folder: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'truyen-dat-demo-'));
});

afterAll(async () => {
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Start {
  readonly child: ChildProcess;
  readonly ended: Promise<readonly unknown[]>;
  readonly output: () => string;
  readonly errors: () => string;
}

function start(): Start {
  const program = join(import.meta.dirname, 'demo-process.ts');
  const args = ['--import', 'tsx', program, join(folder, 'play')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  return { child, ended: once(child, 'close'), output: () => output, errors: () => errors };
}

/** Waits until the play has come to a state; fails when the process ends before. */
async function reach(
  { child, errors }: Start,
  isThere: (play: NonNullable<ReturnType<typeof readPlay>>) => boolean,
): Promise<void> {
  for (;;) {
    const play = readPlay(join(folder, 'play'));
    if (play && isThere(play)) return;
    if (child.exitCode !== null) throw new Error(`The demo ended early: ${errors()}`);
    await wait(20);
  }
}

async function kill({ child, ended }: Start): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** The messages of which nobody knows whether they are there, and how many of them staff can decide about. */
async function uncertain() {
  const { db, close } = await openDatabase({ dataDir: join(folder, 'play') });
  const { rows: versions } = await db.query<{ id: string }>(
    'select distinct version_id as id from delivery',
  );
  const parts = await Promise.all(versions.map(({ id }) => uncertainParts(db, id)));
  const { rows } = await db.query<{ delivery: string; chat: string; resend: string | null }>(
    `select p.delivery_id as delivery, c.kind as chat, r.state as resend
     from part p join chat c on c.id = p.chat_id left join part r on r.resend_of = p.id
     where p.delivery_id is not null and p.resend_of is null and p.state = 'uncertain'
       and coalesce(r.state, '') not in ('sent', 'acknowledged')`,
  );
  await close();
  return {
    messages: rows.map(({ chat, resend }) => ({ chat, resend })),
    deliveries: new Set(rows.map(({ delivery }) => delivery)).size,
    listed: parts.flat().length,
  };
}

/**
 * What the progress card tells about messages that may not have arrived; a lookup that staff made on the
 * way says how it was then.
 */
function doubtsTold(): readonly string[] {
  const { pending } = messagesIn('vi').progress.buttons;
  const journal = join(folder, 'play', 'telegram.jsonl');
  const { state } = createTelegramNetwork({ bots: [bot], journal }).world;
  return [...state.chats.values()].flatMap(({ messages }) =>
    [...messages.values()]
      .filter(({ content }) => JSON.stringify(content.markup ?? '').includes(pending))
      .flatMap(({ content }) =>
        (content.text ?? '').split('\n').filter((line) => line.startsWith('❓')),
      ),
  );
}

describe('a demo that is killed', () => {
  test('goes on after the release, twice, and ends with nothing lost and nothing doubled', async () => {
    const first = start();
    await reach(first, ({ phase }) => phase === 'answering');
    await kill(first);
    const killedAt = readPlay(join(folder, 'play'))?.reached ?? '';

    const second = start();
    await reach(second, ({ reached }) => Date.parse(reached) > Date.parse(killedAt) + 1_800_000);
    await kill(second);

    const third = start();
    const [code] = await third.ended;
    expect({ code, errors: code === 0 ? '' : third.errors() }).toEqual({ code: 0, errors: '' });
    const { result, faults }: Pick<Ending, 'result' | 'faults'> = JSON.parse(third.output());
    expect(faults).toEqual([]);
    // What was on its way to a public channel when the process died is not sent again by itself. Anywhere
    // else it is, once, and that copy may have been on its way at the second death. Staff are told.
    const { messages, deliveries, listed } = await uncertain();
    const allowed = messages.map(({ chat }) => ({
      chat,
      resend: chat === 'channel' ? null : 'uncertain',
    }));
    expect(messages).toEqual(allowed);
    expect(listed).toBe(messages.length);
    expect(doubtsTold()).toEqual(listed > 0 ? [messagesIn('vi').progress.uncertain(listed)] : []);
    const { total, sent, refused, uncertain: unproved } = result.deliveries;
    expect({ total, sent, refused, unproved }).toEqual({
      total: 35,
      sent: 35 - deliveries,
      refused: 0,
      unproved: deliveries,
    });
    expect(result).toMatchObject({
      audience: 23,
      acknowledgements: 15,
      submissions: 3,
      overdue: 3,
      unexpectedMessages: 0,
    });
    expect(readPlay(join(folder, 'play'))?.phase).toBe('done');
  }, 240_000);
});
