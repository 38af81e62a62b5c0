import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  clearPlay,
  FolderNotOurs,
  type PlayFile,
  readPlay,
  writePlay,
} from '../../../src/sandbox/demo/play-file.ts';
import { claimDataFolder, DataFolderBusy } from '../../../src/store/data-folder.ts';

const play: PlayFile = {
  format: 1,
  phase: 'answering',
  letter: 'abc',
  seed: 1,
  issuer: 'so_tttt',
  reached: '2024-09-09T07:30:00.000Z',
  factor: 900,
  spentMs: 12_000,
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'truyen-dat-play-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what a play remembers', () => {
  test('comes back as it was written', () => {
    writePlay(folder, play);

    expect(readPlay(folder)).toEqual(play);
  });

  test('is nothing where the file is missing, broken or of another kind', () => {
    expect(readPlay(folder)).toBeUndefined();
    writeFileSync(join(folder, 'play.json'), '{"format":1,');
    expect(readPlay(folder)).toBeUndefined();
    writeFileSync(join(folder, 'play.json'), '{"format":2}');
    expect(readPlay(folder)).toBeUndefined();
  });
});

describe('clearing a play', () => {
  test('takes away what the play left and nothing more', async () => {
    writePlay(folder, play);
    mkdirSync(join(folder, 'records'));
    writeFileSync(join(folder, 'telegram.jsonl'), '');
    writeFileSync(join(folder, 'notes.txt'), 'of somebody else');

    await clearPlay(folder);

    expect(existsSync(join(folder, 'records'))).toBe(false);
    expect(existsSync(join(folder, 'telegram.jsonl'))).toBe(false);
    expect(existsSync(join(folder, 'play.json'))).toBe(false);
    expect(existsSync(join(folder, 'notes.txt'))).toBe(true);
  });

  test('refuses a folder that never held a play', async () => {
    mkdirSync(join(folder, 'records'));

    await expect(clearPlay(folder)).rejects.toThrow(FolderNotOurs);
    expect(existsSync(join(folder, 'records'))).toBe(true);
  });

  test('refuses a folder in which another process plays', async () => {
    writePlay(folder, play);
    const other = await claimDataFolder(folder);

    await expect(clearPlay(folder)).rejects.toThrow(DataFolderBusy);
    expect(readPlay(folder)).toEqual(play);
    await other.release();
  });

  test('makes a folder that is not there yet', async () => {
    const fresh = join(folder, 'new', 'one');

    await clearPlay(fresh);

    expect(existsSync(fresh)).toBe(true);
  });
});
