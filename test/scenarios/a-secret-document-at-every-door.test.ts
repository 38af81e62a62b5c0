import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { checkConfig } from '../../config/index.ts';
import { createApp } from '../../src/app.ts';
import type { Database } from '../../src/ports/database.ts';
import type { Log } from '../../src/ports/log.ts';
import { createTelegramNetwork } from '../../src/sandbox/telegram/network.ts';
import { bindPrivateChat, recordChat } from '../../src/store/chats.ts';
import { addStaff, bindIdentity } from '../../src/store/people.ts';
import { letterDocx } from '../extraction/letter-docx.ts';
import { layoutOf } from '../extraction/letter-layout.ts';
import { letterPdf } from '../extraction/letter-pdf.ts';
import { completeLetter } from '../support/letters.ts';

const token = '7000000003:a-token-for-the-doors';
/** Stands in every marked document, in its text or in its name. */
const planted = 'Khoaizulu';
/** Stands in the harmless name of a file whose text is marked. */
const named = 'Thupapa';
/** Stands in an ordinary message: shows that what is kept would be found. */
const ordinary = 'Ngoyankee';

const marked = completeLetter
  .replace('V/v chuẩn bị', `MẬT\n\nV/v ${planted} chuẩn bị`)
  .replace('1. UBND các xã: Rà soát', `1. UBND các xã: ${planted} rà soát`);
const bytesOf = (text: string) => new TextEncoder().encode(text);

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'truyen-dat-doors-'));
  cleanups.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Files below a folder that hold a word. */
async function filesWith(path: string, word: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    if (content.includes(word) || entry.name.includes(word)) found.push(file);
  }
  return found;
}

/** The tables in which a row holds a word. */
async function rowsWith(db: Database, word: string): Promise<readonly string[]> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = current_schema()`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.query<{ n: number }>(
      `select count(*)::int as n from "${name}" t where row_to_json(t)::text like $1`,
      [`%${word}%`],
    );
    if ((rows[0]?.n ?? 0) > 0) found.push(name);
  }
  return found;
}

async function refusals(db: Database, count: number): Promise<readonly object[]> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { rows } = await db.query<object>(
      `select matched_mark as mark, matched_rule as rule from refusal order by at, matched_rule`,
    );
    if (rows.length >= count) return rows;
    await wait(50);
  }
  throw new Error(`fewer than ${count} refusals were recorded`);
}

test('a marked document leaves nothing on disk and in the log, whichever chat door it comes to', async () => {
  const network = createTelegramNetwork({
    bots: [{ token, username: 'truyendat_bot', name: 'Truyền Đạt' }],
  });
  await network.listen();
  cleanups.push(() => network.close());
  const dataDir = await folder();
  const logged: string[] = [];
  const write = (detail: object, what: string) =>
    void logged.push(`${what} ${JSON.stringify(detail)}`);
  const log: Log = { info: write, warn: write, error: write };
  const app = await createApp({
    config: checkConfig(
      { dataDir, calendar: 'config/calendar', telegram: { apiRoot: network.apiRoot } },
      'test',
    ),
    secrets: {
      telegramToken: token,
      databaseUrl: undefined,
      redisUrl: undefined,
      dataKey: undefined,
    },
    log,
    directory: {
      organisations: [
        {
          key: 'so_tl',
          name: 'Sở Thủy lợi',
          shortNames: [],
          aliases: [],
          level: 'province',
          kind: 'so',
          issuesAs: 'STL',
        },
      ],
      links: [],
      groups: [],
    },
  });
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await app.stop();
    isStopped = true;
  };
  cleanups.push(stop);
  const { db } = app.engine;
  const composer = network.people.add({ firstName: 'Hà' });
  composer.openDeepLink();
  const at = new Date();
  const identity = {
    driver: 'telegram' as const,
    externalUserId: String(composer.id),
    name: 'Hà',
    at,
  };
  const person = await bindIdentity(db, identity);
  const { rows } = await db.query<{ id: string }>('select id from issuing_office');
  await addStaff(db, {
    personId: person.id,
    officeId: rows[0]?.id ?? '',
    role: 'composer',
    from: '2026-01-01',
  });
  const chat = await recordChat(db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: String(composer.id),
    kind: 'private',
  });
  await bindPrivateChat(db, chat.id, person.id);
  await app.start();

  composer.send(composer.id, `Đề nghị soạn văn bản về ${ordinary}.`);
  composer.send(composer.id, marked);
  composer.sendDocument(
    composer.id,
    { name: 'vb.txt', bytes: bytesOf('x') },
    { caption: `MẬT\n${planted}` },
  );
  composer.sendDocument(composer.id, {
    name: `TỐI MẬT ${planted}.txt`,
    bytes: bytesOf(completeLetter),
  });
  composer.sendDocument(composer.id, { name: `${named}.txt`, bytes: bytesOf(marked) });
  const layout = layoutOf(marked);
  composer.sendDocument(composer.id, {
    name: `${named}.docx`,
    bytes: await letterDocx(layout),
  });
  composer.sendDocument(composer.id, { name: 'vb3.pdf', bytes: await letterPdf(layout) });
  const recorded = await refusals(db, 6);
  const namedRows = await rowsWith(db, named);
  const ordinaryRows = await rowsWith(db, ordinary);
  await stop();

  expect(recorded).toHaveLength(6);
  expect(recorded).toContainEqual({ mark: 'toi_mat', rule: 'file_name' });
  expect(await filesWith(dataDir, planted)).toEqual([]);
  expect(namedRows).toEqual([]);
  expect(ordinaryRows).not.toEqual([]);
  expect(logged.join('\n')).not.toMatch(new RegExp(`${planted}|${named}`));
  expect(await filesWith(dataDir, ordinary)).not.toEqual([]);
}, 120_000);

describe('the command line', () => {
  async function read(args: readonly string[], input?: Uint8Array) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'read', ...args]);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.stdin.end(input);
    const [stdout, stderr, status] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      ended,
    ]);
    return { stdout, stderr, status };
  }

  test.each<[string, string, Uint8Array, number]>([
    ['an ordinary letter', 'vb.txt', bytesOf(completeLetter), 0],
    ['a marked letter', 'vb.txt', bytesOf(marked), 2],
    ['a letter marked in its name', 'TUYET MAT.txt', bytesOf(completeLetter), 2],
    ['a picture', 'vb.png', Buffer.from('\x89PNG\r\n', 'latin1'), 1],
  ])(
    'ends for %s (%s) with its own status, from a file and from standard input',
    async (_, name, bytes, status) => {
      const file = join(await folder(), name);
      await writeFile(file, bytes);

      const fromFile = await read([file, '--json']);

      expect(fromFile.status).toBe(status);
      expect(JSON.parse(fromFile.stdout).disposition).toBe(status === 0 ? 'accept' : 'refuse');
      expect(fromFile.stdout + fromFile.stderr).not.toContain(planted);
      if (name !== 'vb.txt') return;
      const fromInput = await read(['-'], bytes);
      expect(fromInput.status).toBe(status);
      expect(fromInput.stdout + fromInput.stderr).not.toContain(planted);
    },
    60_000,
  );
});
