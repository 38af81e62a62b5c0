import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { claimDataFolder, DataFolderBusy } from '../../src/store/data-folder.ts';

let dir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'truyen-dat-lock-')), 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(join(dir, '..'), { recursive: true, force: true });
});

const lockPath = () => join(dir, 'lock');

/** Another process that claims the folder, says how it went, and stays. */
async function claimElsewhere(): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const code = `
    import { claimDataFolder } from ${JSON.stringify(new URL('../../src/store/data-folder.ts', import.meta.url).href)};
    claimDataFolder(${JSON.stringify(dir)}).then(
      () => console.log('claimed'),
      (error) => console.log(error.name + ': ' + error.message),
    );
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

test('a claimed folder is refused, naming who has it, until it is released', async () => {
  const folder = await claimDataFolder(dir);

  const refused = claimDataFolder(dir);

  await expect(refused).rejects.toBeInstanceOf(DataFolderBusy);
  await expect(refused).rejects.toThrow(`process ${process.pid} on ${hostname()}`);
  await folder.release();
  await (await claimDataFolder(dir)).release();
  expect(await readdir(dir)).toEqual([]);
});

test('the folder of a running process is refused, of a killed one taken over', async () => {
  const { child, said } = await claimElsewhere();
  expect(said).toBe('claimed');
  await expect(claimDataFolder(dir)).rejects.toThrow(`process ${child.pid}`);

  await kill(child);
  const folder = await claimDataFolder(dir);

  const { pid } = JSON.parse(await readFile(lockPath(), 'utf8'));
  expect(pid).toBe(process.pid);
  await folder.release();
  expect(await readdir(dir)).toEqual([]);
});

test('a lock whose process id now belongs to another process is taken over', async () => {
  const folder = await claimDataFolder(dir);
  const lock = JSON.parse(await readFile(lockPath(), 'utf8'));
  await folder.release();
  // The test's own process runs, but it was not started then.
  await writeFile(lockPath(), JSON.stringify({ ...lock, incarnation: 'another-boot/1' }));

  await expect(claimDataFolder(dir)).resolves.toBeDefined();
});

test('a lock of another machine is not judged from here', async () => {
  const folder = await claimDataFolder(dir);
  const lock = JSON.parse(await readFile(lockPath(), 'utf8'));
  await folder.release();
  await writeFile(
    lockPath(),
    JSON.stringify({ ...lock, host: 'another-machine', pid: 999_999_999 }),
  );

  await expect(claimDataFolder(dir)).rejects.toThrow('on another-machine');
});

test('a lock that cannot be read is left alone', async () => {
  await (await claimDataFolder(dir)).release();
  await writeFile(lockPath(), 'half a lo');

  await expect(claimDataFolder(dir)).rejects.toBeInstanceOf(DataFolderBusy);

  expect(await readFile(lockPath(), 'utf8')).toBe('half a lo');
});

test('of many that start at once on a dead lock one gets the folder', async () => {
  const folder = await claimDataFolder(dir);
  const lock = JSON.parse(await readFile(lockPath(), 'utf8'));
  await folder.release();

  for (let round = 0; round < 20; round++) {
    await writeFile(lockPath(), JSON.stringify({ ...lock, incarnation: 'another-boot/1' }));

    const claims = await Promise.allSettled(Array.from({ length: 8 }, () => claimDataFolder(dir)));

    const winners = claims.filter((claim) => claim.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    for (const claim of claims) {
      if (claim.status === 'rejected') expect(claim.reason).toBeInstanceOf(DataFolderBusy);
    }
    await winners[0]?.value.release();
    expect(await readdir(dir)).toEqual([]);
  }
});

test('of processes that start at once on a dead lock one gets the folder', async () => {
  const dead = await claimElsewhere();
  await kill(dead.child);

  const starts = await Promise.all([claimElsewhere(), claimElsewhere(), claimElsewhere()]);

  expect(starts.filter(({ said }) => said === 'claimed')).toHaveLength(1);
  expect(starts.filter(({ said }) => said.startsWith('DataFolderBusy'))).toHaveLength(2);
});

test('a lock left half-way through a take-over does not block the next', async () => {
  const dead = await claimElsewhere();
  await kill(dead.child);
  const lock = await readFile(lockPath(), 'utf8');
  await writeFile(`${lockPath()}.takeover`, lock);

  const folder = await claimDataFolder(dir);

  await folder.release();
  expect(await readdir(dir)).toEqual([]);
});
