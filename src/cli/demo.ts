import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadCalendar } from '../../config/calendar.ts';
import { isDay } from '../domain/day.ts';
import { matchAddressee } from '../domain/directory/match-addressee.ts';
import type { Document } from '../domain/document/document.ts';
import { readDocument } from '../domain/document/read-document.ts';
import { findSecrecyMark } from '../domain/secrecy.ts';
import { extractText } from '../extraction/extract-text.ts';
import { viRead } from '../messages/vi-read.ts';
import type { Log } from '../ports/log.ts';
import { openDisplay } from '../sandbox/demo/display.ts';
import { type PlayLetter, play } from '../sandbox/demo/play.ts';
import { words } from '../sandbox/demo/words.ts';
import { floodLetter } from '../sandbox/letters/flood.ts';
import { province } from '../sandbox/province.ts';
import { parseOptions } from './options.ts';
import { packageRoot } from './package-root.ts';
import { UsageError } from './usage-error.ts';

const help = `Usage: truyen-dat demo [--directive FILE --number N --date YYYY-MM-DD] [options]

Plays the whole story in a simulated network: people join, a directive is composed and
released, everybody answers in compressed time. Nothing leaves this machine.

  --directive FILE   play this letter (text, DOCX or PDF) instead of the sample
  --number N         typed when the bot asks for the number
  --date YYYY-MM-DD  typed when the bot asks for the date; the play begins on that day
  --data DIR         where the play keeps its data (default data/demo)
  --headless         end by itself; otherwise the final table stays until Ctrl+C
  --json             print one JSON object as the last line of standard output
  --seed N           cast the people differently (default 1)`;

const maxBytes = 20_000_000;

/** Plays the story. Resolves to 0 when chats and records agree in the end, to 1 otherwise. */
export async function demoCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, {
    directive: { type: 'string' },
    number: { type: 'string' },
    date: { type: 'string' },
    data: { type: 'string', default: join('data', 'demo') },
    headless: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean' },
  });
  if (options.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const seed = Number(options.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new UsageError(`'${options.seed}' is no seed; write a whole number, e.g. --seed 7`);
  }
  const calendarFolder = join(packageRoot(), 'config', 'calendar');
  const calendar = loadCalendar(calendarFolder);
  const letter = await letterOf(options, (text) => readDocument(text, { calendar }));
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  // With --json standard output holds the result and nothing else.
  const display = openDisplay(options.json ? process.stderr : process.stdout, 'tỉnh An Bình');
  try {
    const { result, lines, faults } = await play({
      folder: options.data,
      calendarFolder,
      calendar,
      letter,
      insists: options.directive !== undefined,
      seed,
      log: fileLog(join(options.data, 'demo.log')),
      display,
      signal: stop.signal,
    });
    const took = words.seconds(result.durationMs);
    display.end([
      ...lines,
      '',
      words.summary(result),
      took,
      ...(options.headless ? [] : [words.ended]),
    ]);
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    if (!options.headless) await aborted(stop.signal);
    return faults.length === 0 ? 0 : 1;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const awake = setInterval(() => {}, 60_000);
    const end = () => {
      clearInterval(awake);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

/** The user's letter, or the sample one. Throws a UsageError for what cannot be played. */
async function letterOf(
  options: {
    readonly directive?: string | undefined;
    readonly number?: string | undefined;
    readonly date?: string | undefined;
  },
  read: (text: string) => Document,
): Promise<PlayLetter> {
  const { directive: file, number, date } = options;
  if (number !== undefined && !/^\d{1,6}[a-z]?$/i.test(number)) {
    throw new UsageError(`'${number}' is no number of a letter; write e.g. --number 1234`);
  }
  if (date !== undefined && !isDay(date)) {
    throw new UsageError(`'${date}' is no date; write YYYY-MM-DD, e.g. --date 2024-09-10`);
  }
  if (file === undefined) {
    const { fileName, text, shortMessage } = floodLetter;
    if (number !== undefined || date !== undefined) {
      throw new UsageError('--number and --date belong to a letter: name it with --directive FILE');
    }
    return {
      key: keyOf(Buffer.from(text)),
      name: fileName,
      bytes: Buffer.from(text),
      number: floodLetter.number,
      symbol: 'STTTT-TTBCXB',
      date: floodLetter.date,
      issuer: undefined,
      shortMessage,
    };
  }
  const bytes = await bytesOf(file);
  const name = basename(file);
  const document = await documentOf(name, bytes, read);
  const day = document?.date ?? date;
  if (!document?.number && number === undefined) {
    throw new UsageError(`${file} has no number. Add the one the bot is to be told: --number 1234`);
  }
  if (day === undefined) {
    throw new UsageError(
      `${file} has no date. Add the one the bot is to be told: --date 2024-09-10`,
    );
  }
  return {
    key: keyOf(bytes, number, date),
    name,
    bytes,
    number: number ?? document?.number ?? '',
    symbol: document?.symbol ?? 'STTTT',
    date: day,
    issuer: issuerOf(document, day),
    shortMessage: undefined,
  };
}

function keyOf(bytes: Uint8Array, number = '', date = ''): string {
  return createHash('sha256').update(bytes).update(`\n${number}\n${date}`).digest('hex');
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch(() => {
    throw new UsageError(`${file} cannot be opened. Name an existing file with --directive FILE`);
  });
  try {
    const { size } = await handle.stat();
    if (size > maxBytes) throw new UsageError(`${file} is larger than 20 MB. Make it smaller.`);
    return await handle.readFile();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read. Name a file with --directive FILE`);
  } finally {
    await handle.close();
  }
}

/** Looks at the letter as the bot will, so that what it would refuse is told before the play begins. */
async function documentOf(
  name: string,
  bytes: Uint8Array,
  read: (text: string) => Document,
): Promise<Document | undefined> {
  const inName = findSecrecyMark({ fileName: name });
  if (inName) throw new UsageError(viRead.refused(inName));
  const extracted = await extractText(bytes, { fileName: name });
  if (extracted.type === 'unreadable') {
    // Scans are sent all the same; everything about them is typed.
    if (extracted.reason === 'scan') return undefined;
    throw new UsageError(viRead.unreadable(extracted.reason));
  }
  const inText = findSecrecyMark({ text: extracted.text });
  if (inText) throw new UsageError(viRead.refused(inText));
  if (extracted.format === 'workbook') throw new UsageError(viRead.unreadable('not-a-document'));
  return read(extracted.text);
}

/** The office of the sample province that bears the issuer's name, where there is one. */
function issuerOf(document: Document | undefined, day: string): string | undefined {
  const { organisations } = province().directory;
  const directory = {
    groups: [],
    links: [],
    organisations: organisations.map((entry) => ({
      ...entry,
      id: entry.key,
      validFrom: '1945-01-01',
    })),
  };
  const name = document?.issuer?.name;
  const match = name ? matchAddressee(name, directory, day) : undefined;
  if (match?.kind !== 'organisation') return undefined;
  return organisations.find(({ key, issuesAs }) => key === match.id && issuesAs)?.key;
}

/** What the product would log goes beside its data, so that the display stays calm. */
function fileLog(file: string): Log {
  const write =
    (level: string) =>
    (detail: Readonly<Record<string, unknown>>, what: string): void => {
      appendFileSync(file, `${JSON.stringify({ level, ...detail, what })}\n`);
    };
  return { info: () => {}, warn: write('warn'), error: write('error') };
}
