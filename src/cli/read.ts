import { basename, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { loadCalendar } from '../../config/calendar.ts';
import { readDocument } from '../domain/document/read-document.ts';
import { documentToJson, type Json, refusalToJson } from '../domain/document/to-json.ts';
import { findSecrecyMark } from '../domain/secrecy.ts';
import { extractText } from '../extraction/extract-text.ts';
import { viRead as say } from '../messages/vi-read.ts';
import { packageRoot } from './package-root.ts';
import { readInput } from './read-input.ts';
import { readReport } from './read-report.ts';

/** Where a command reads from and writes to. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

const ACCEPTED = 0;
const UNREADABLE = 1;
const REFUSED = 2;

const MAX_BYTES = 25 * 1024 * 1024;

/**
 * `truyen-dat read FILE [--json]`: reads one letter and prints what it says, for a person or as JSON.
 *
 * Resolves to the exit status: 0 accepted, 2 refused for a secrecy mark, 1 unreadable or wrong usage.
 * Stores nothing, and writes nothing of a refused letter. FILE `-` is standard input.
 */
export async function readCommand(
  args: readonly string[],
  streams: Streams = process,
): Promise<number> {
  const options = parse(args);
  if (options?.wantsHelp) {
    await write(streams.stdout, `${say.usage}\n`);
    return ACCEPTED;
  }
  if (options?.file === undefined) {
    await write(streams.stderr, `${say.usage}\n`);
    return UNREADABLE;
  }
  const { file, asJson } = options;
  let bytes: Uint8Array;
  try {
    bytes = await readInput(file, streams.stdin, MAX_BYTES);
  } catch {
    await write(streams.stderr, `${say.cannotOpen(file)}\n`);
    return UNREADABLE;
  }
  const { status, json, report, message } = await read(file, bytes);
  if (message !== undefined) await write(streams.stderr, `${message}\n`);
  if (asJson) await write(streams.stdout, `${JSON.stringify(json, null, 2)}\n`);
  else if (report !== undefined) await write(streams.stdout, report);
  return status;
}

interface Options {
  readonly file: string | undefined;
  readonly asJson: boolean;
  readonly wantsHelp: boolean;
}

function parse(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    return {
      file: file === '' || more.length > 0 ? undefined : file,
      asJson: values.json,
      wantsHelp: values.help,
    };
  } catch {
    return undefined;
  }
}

interface Result {
  readonly status: number;
  readonly json: { readonly [key: string]: Json };
  /** Only for an accepted letter. */
  readonly report?: string;
  /** For standard error; speaks of the file, never of what it says. */
  readonly message?: string;
}

/** The gate stands before everything: the name is tried first, the text as soon as there is any. */
async function read(file: string, bytes: Uint8Array): Promise<Result> {
  const fileName = file === '-' ? '' : basename(file);
  const inName = findSecrecyMark({ fileName });
  if (inName !== undefined) return refused(file, inName);
  const extracted = await extractText(bytes, { fileName, maxBytes: MAX_BYTES }).catch(
    () => undefined,
  );
  if (extracted === undefined) return unreadable(file, say.unreadableByError);
  if (extracted.type === 'unreadable') return unreadable(file, say.unreadable(extracted.reason));
  const inText = findSecrecyMark({ text: extracted.text });
  if (inText !== undefined) return refused(file, inText);
  if (extracted.format === 'workbook') return unreadable(file, say.unreadable('not-a-document'));
  const calendar = loadCalendar(join(packageRoot(), 'config', 'calendar'));
  const document = readDocument(extracted.text, { calendar });
  return {
    status: ACCEPTED,
    json: documentToJson(file, document),
    report: readReport(file, document),
  };
}

function refused(file: string, finding: NonNullable<ReturnType<typeof findSecrecyMark>>): Result {
  const json = refusalToJson(file, 'state_secret', finding.mark);
  return { status: REFUSED, json, message: say.refused(finding) };
}

function unreadable(file: string, message: string): Result {
  return { status: UNREADABLE, json: refusalToJson(file, 'unreadable', null), message };
}

/** Waits until the text is handed over, so that ending the process cuts nothing off. */
function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
