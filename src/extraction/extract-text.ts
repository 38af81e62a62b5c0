import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Extracted, UnreadableReason } from '../ports/extract.ts';
import type { ExtractionRequest } from './extraction-process.ts';

/** What reading one file may take. */
export interface ExtractOptions {
  /** As its sender named it. The format is found by content; a name only helps people. */
  readonly fileName: string;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  /** Of the whole extraction process. */
  readonly maxMemoryMb?: number;
}

const MB = 1024 * 1024;
const DEFAULT_MAX_BYTES = 25 * MB;
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_MEMORY_MB = 768;
const MAX_INFLATED_BYTES = 64 * MB;
const WATCH_EVERY_MS = 100;

/**
 * Reads the text of an untrusted file: DOCX, PDF with a text layer, or plain text.
 *
 * Every file is read in a process of its own that is ended with it, so a file made to do harm
 * can neither stop this process nor fill its memory. Never rejects for what a file contains.
 */
export async function extractText(bytes: Uint8Array, options: ExtractOptions): Promise<Extracted> {
  if (bytes.byteLength === 0) return unreadable('empty');
  if (bytes.byteLength > (options.maxBytes ?? DEFAULT_MAX_BYTES)) return unreadable('too-large');
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const maxMemoryMb = options.maxMemoryMb ?? DEFAULT_MAX_MEMORY_MB;
  const child = startProcess(maxMemoryMb);
  try {
    return await Promise.race([
      answerOf(child, { bytes, maxInflatedBytes: MAX_INFLATED_BYTES }),
      timeUp(timeoutMs, child),
      memoryUp(maxMemoryMb * MB, child),
    ]);
  } finally {
    child.kill('SIGKILL');
  }
}

function startProcess(maxMemoryMb: number): ChildProcess {
  const extension = extname(fileURLToPath(import.meta.url));
  const file = new URL(`./extraction-process${extension}`, import.meta.url);
  return fork(fileURLToPath(file), [], {
    execArgv: [
      `--max-old-space-size=${maxMemoryMb}`,
      ...(extension === '.ts' ? typescriptArguments() : []),
    ],
    // The environment holds tokens, and what the libraries print may quote the file.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
}

/** In a checkout the process starts from its TypeScript source, after a build from JavaScript. */
function typescriptArguments(): readonly string[] {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const hook = new URL('./untransformed.mjs', import.meta.url).href;
  const register = `import { register } from 'node:module'; register('${hook}');`;
  // Hooks run last registered first, so the second one is asked before tsx.
  return [
    ...['--import', pathToFileURL(tsx).href],
    ...['--import', `data:text/javascript,${encodeURIComponent(register)}`],
  ];
}

function answerOf(child: ChildProcess, request: ExtractionRequest): Promise<Extracted> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(asExtracted(message)));
    child.once('error', () => reject(new Error('the extraction process cannot be started')));
    // V8 aborts when the heap limit is reached; any other early end is the file's doing as well.
    child.once('exit', (_code, signal) =>
      resolve(unreadable(signal === 'SIGABRT' ? 'too-large' : 'damaged')),
    );
    child.send(request, (error) => {
      if (error !== null) resolve(unreadable('damaged'));
    });
  });
}

function timeUp(timeoutMs: number, child: ChildProcess): Promise<Extracted> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(unreadable('timeout')), timeoutMs);
    child.once('exit', () => clearTimeout(timer));
  });
}

/**
 * Resolves when the process holds more memory than it may, as the system counts it.
 *
 * The heap limit of V8 leaves out buffers, which is where a compressed stream unfolds. Where there
 * is no /proc only the heap limit and the time limit hold.
 */
function memoryUp(maxBytes: number, child: ChildProcess): Promise<Extracted> {
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      void residentBytes(child.pid).then((resident) => {
        if (resident > maxBytes) resolve(unreadable('zip-bomb'));
      });
    }, WATCH_EVERY_MS);
    child.once('exit', () => clearInterval(watch));
  });
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

function asExtracted(message: unknown): Extracted {
  const isAnswer = typeof message === 'object' && message !== null && 'type' in message;
  return isAnswer ? (message as Extracted) : unreadable('damaged');
}

function unreadable(reason: UnreadableReason): Extracted {
  return { type: 'unreadable', reason };
}
