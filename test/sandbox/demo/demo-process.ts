import { join } from 'node:path';
import { openDisplay } from '../../../src/sandbox/demo/display.ts';
import { play } from '../../../src/sandbox/demo/play.ts';
import { floodLetter } from '../../../src/sandbox/letters/flood.ts';
import { calendar } from '../../support/letter.ts';

/** Plays with a part of the province as a process of its own, so that a test can kill it. */
const { fileName, text, number, date, shortMessage } = floodLetter;
const { result, faults } = await play({
  folder: process.argv[2] ?? '',
  calendarFolder: join(import.meta.dirname, '../../../config/calendar'),
  calendar,
  letter: {
    key: 'flood',
    name: fileName,
    bytes: Buffer.from(text),
    number,
    symbol: 'STTTT',
    date,
    issuer: undefined,
    shortMessage,
  },
  insists: false,
  seed: 1,
  perGroup: 3,
  log: {
    info: () => {},
    warn: () => {},
    error: (_detail, what) => process.stderr.write(`${what}\n`),
  },
  display: openDisplay(process.stderr, 'test'),
  signal: new AbortController().signal,
});
process.stdout.write(`${JSON.stringify({ result, faults })}\n`);
