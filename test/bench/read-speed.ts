import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadCalendar } from '../../config/calendar.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { readDocument } from '../../src/domain/document/read-document.ts';
import { findSecrecyMark } from '../../src/domain/secrecy.ts';
import { extractText } from '../../src/extraction/extract-text.ts';
import { EXAMPLE_LETTER } from '../extraction/example-letter.ts';
import { letterDocx } from '../extraction/letter-docx.ts';
import { letterPdf } from '../extraction/letter-pdf.ts';

/** How long one input took, and how much memory the extraction process held at most (null where that cannot be seen). */
export interface SpeedRow {
  readonly input: string;
  readonly bytes: number;
  readonly ms: number;
  /** Processor time, which other work on the machine does not stretch; null where it is another process's. */
  readonly cpuMs: number | null;
  readonly peakMb: number | null;
  readonly goal: string | null;
  readonly isMet: boolean;
}

const calendar = loadCalendar(join(packageRoot(), 'config', 'calendar'));

const LETTERS_PER_PAGE = 2_600;
const MB = 1024 * 1024;

/** Measures whole files through the extraction process, and the reader alone on text of growing size. */
export async function measureReading(isQuick: boolean): Promise<readonly SpeedRow[]> {
  const pages = isQuick ? 20 : 200;
  const short = Buffer.from(letterText(400));
  const docx = await letterDocx({ ...EXAMPLE_LETTER, body: items(10 * LETTERS_PER_PAGE) });
  const pdf = await letterPdf({ ...EXAMPLE_LETTER, body: items(pages * LETTERS_PER_PAGE) });
  return [
    await measureFile('short text, mostly the start of the process', short, null),
    await measureFile('DOCX of 10 pages', docx, { ms: 1_000, mb: 300 }),
    await measureFile(`PDF of ${pages} pages`, pdf, { ms: 10_000, mb: 300 }),
    ...measureGrowth(isQuick ? [0.25, 0.5, 1] : [0.25, 0.5, 1, 2, 4]),
  ];
}

async function measureFile(
  input: string,
  bytes: Uint8Array,
  goal: { readonly ms: number; readonly mb: number } | null,
): Promise<SpeedRow> {
  const memory = watchChildren();
  const start = performance.now();
  const extracted = await extractText(bytes, { fileName: input, timeoutMs: 120_000 });
  if (extracted.type !== 'text') throw new Error(`${input}: ${extracted.reason}`);
  readText(extracted.text);
  const ms = performance.now() - start;
  const peakMb = memory.stop();
  return {
    input,
    bytes: bytes.byteLength,
    ms,
    cpuMs: null,
    peakMb,
    goal: goal === null ? null : `< ${goal.ms} ms, < ${goal.mb} MB`,
    isMet: goal === null || (ms < goal.ms && (peakMb ?? 0) < goal.mb),
  };
}

/** The reader in this process, the best of three; twice the text may take little more than twice the time. */
function measureGrowth(sizesMb: readonly number[]): readonly SpeedRow[] {
  const rows: SpeedRow[] = [];
  for (const size of sizesMb) {
    const text = letterText(size * MB);
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      const cpu = process.cpuUsage();
      readText(text);
      const { user, system } = process.cpuUsage(cpu);
      return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
    });
    const ms = Math.min(...times.map((time) => time.ms));
    const cpuMs = Math.min(...times.map((time) => time.cpuMs));
    const before = rows.at(-1);
    const factor = before === undefined ? null : ms / before.ms;
    const isLinear = factor === null || factor < 2.6;
    const limit = size === 1 ? '< 300 ms, ' : '';
    rows.push({
      input: `text of ${size} MB, reader alone`,
      bytes: Buffer.byteLength(text),
      ms,
      cpuMs,
      peakMb: null,
      goal: factor === null ? null : `${limit}linear (× ${factor.toFixed(1)})`,
      isMet: isLinear && (size !== 1 || ms < 300),
    });
  }
  return rows;
}

function readText(text: string): void {
  if (findSecrecyMark({ text }) !== undefined) throw new Error('a mark where there is none');
  readDocument(text, { calendar });
}

/** Numbered items with an assignee and a deadline each, about `letters` letters in all. */
function items(letters: number): readonly string[] {
  const lines: string[] = [];
  for (let size = 0; size < letters; size += lines.at(-1)?.length ?? 1) {
    const number = lines.length + 1;
    lines.push(
      `${number}. Ủy ban nhân dân xã Hoa Lư ${number}: Rà soát phương án di dời dân ở vùng trũng, kiểm tra trạm bơm và cống tiêu úng, gửi danh sách hộ phải di dời trước ngày ${1 + (number % 28)}/7/2026.`,
    );
  }
  return lines;
}

function letterText(bytes: number): string {
  const { headLeft, headRight, tailLeft, tailRight } = EXAMPLE_LETTER;
  const head = [headLeft.join('\n'), headRight.join('\n'), 'Kính gửi: Ủy ban nhân dân các xã.'];
  // In UTF-8 these items take 1.29 bytes a letter.
  const body = items(bytes / 1.29);
  return [...head, ...body, tailLeft.join('\n'), tailRight.join('\n')].join('\n\n');
}

/** Looks at the high-water mark of this process's children, which only Linux shows. */
function watchChildren(): { stop(): number | null } {
  let peakKb = 0;
  const look = (): void => {
    for (const pid of children()) {
      const mark = /^VmHWM:\s*(\d+) kB/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1];
      peakKb = Math.max(peakKb, Number(mark ?? 0));
    }
  };
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      return peakKb === 0 ? null : peakKb / 1024;
    },
  };
}

function children(): readonly string[] {
  const self = String(process.pid);
  try {
    return readdirSync('/proc').filter(
      (pid) => /^\d+$/.test(pid) && parentOf(readOrEmpty(`/proc/${pid}/stat`)) === self,
    );
  } catch {
    return [];
  }
}

/** The fields after the program's name, which may hold blanks and brackets, are state and parent. */
function parentOf(stat: string): string | undefined {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
