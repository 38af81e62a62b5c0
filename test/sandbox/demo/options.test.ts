import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoCommand } from '../../../src/cli/demo.ts';
import { letter } from '../../support/letter.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'truyen-dat-options-'));
  const unnumbered = (text: string) => text.replace('Số: 318/', 'Số: /');
  const undated = (text: string) => text.replace('ngày 02 tháng 6 năm 2026', 'ngày tháng năm');
  await writeFile(join(folder, 'no-number.txt'), unnumbered(letter()));
  await writeFile(join(folder, 'no-date.txt'), undated(letter()));
  await writeFile(join(folder, 'secret.txt'), `MẬT\n${letter()}`);
  await writeFile(join(folder, 'broken.pdf'), '%PDF-1.7 and no more');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('options of the demo that cannot be played', () => {
  test.each([
    ['an unknown option', ['--speed', '3'], /speed|options are wrong/],
    ['a seed that is no number', ['--seed', 'x'], /whole number/],
    ['a date that is none', ['--date', '2024-02-30'], /YYYY-MM-DD/],
    ['a number that is none', ['--number', '12/AB'], /--number 1234/],
    ['a number without a letter', ['--number', '12'], /--directive FILE/],
    ['a file that is missing', ['--directive', 'missing.txt'], /cannot be opened/],
    ['a folder as the file', ['--directive', '.'], /cannot be read/],
    ['a letter without a number', ['--directive', 'no-number.txt'], /has no number/],
    ['a letter without a date', ['--directive', 'no-date.txt'], /has no date/],
    ['a letter marked secret', ['--directive', 'secret.txt', '--number', '1'], /MẬT/],
    ['a broken file', ['--directive', 'broken.pdf', '--number', '1'], /./],
  ])('%s is refused with one message', async (_what, args, message) => {
    const inFolder = args.map((word, at) =>
      args[at - 1] === '--directive' ? join(folder, word) : word,
    );

    const data = join(folder, 'data');
    const refusal = demoCommand([...inFolder, '--data', data, '--headless']);

    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toHaveProperty('name', 'UsageError');
  });
});
