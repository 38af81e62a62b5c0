import type { Writable } from 'node:stream';
import type { Counts } from './rows.ts';
import { type Phase, words } from './words.ts';

/** How a play stands, for somebody who watches. */
export interface Standing {
  readonly now: Date;
  readonly phase: Phase;
  readonly joined: number;
  readonly toJoin: number;
  readonly counts: Counts | undefined;
}

/** Shows a play while it runs. */
export interface Display {
  show(standing: Standing): void;
  /** Something was said in a chat. */
  chat(line: string): void;
  /** Something to keep in view: a new phase, a notice. */
  note(line: string): void;
  /** Ends the moving part; `lines` stay. */
  end(lines: readonly string[]): void;
}

const keptLines = 7;
const barWidth = 24;
/** Between two plain lines, so that a log stays readable. */
const plainEveryMs = 3_000;

/** A block redrawn in place on a terminal, plain lines elsewhere. Colours only on a terminal without NO_COLOR. */
export function openDisplay(
  out: Writable & { readonly isTTY?: boolean; readonly columns?: number },
  province: string,
): Display {
  const isTerminal = out.isTTY === true;
  const hasColour = isTerminal && !process.env.NO_COLOR;
  const dim = (text: string) => (hasColour ? `\u001b[2m${text}\u001b[22m` : text);
  const bold = (text: string) => (hasColour ? `\u001b[1m${text}\u001b[22m` : text);
  let recent: string[] = [];
  let drawn = 0;
  let lastPlain = 0;
  let isEnded = false;
  const width = () => Math.max(40, (out.columns ?? 100) - 1);
  const write = (text: string) => void out.write(text);

  const erase = () => {
    if (drawn > 0) write(`\u001b[${drawn}A\u001b[J`);
    drawn = 0;
  };
  const draw = (lines: readonly string[]) => {
    erase();
    write(`${lines.join('\n')}\n`);
    drawn = lines.length;
  };

  write(`${bold(words.title(province))}\n\n`);
  return {
    show: (standing) => {
      if (isEnded) return;
      if (isTerminal) {
        const lines = [
          bold(words.now(standing.now, standing.phase)),
          '',
          ...bars(standing).map((line) => cut(line, width())),
          '',
          ...recent.map((line) => dim(cut(line, width()))),
        ];
        draw(lines);
        return;
      }
      if (Date.now() - lastPlain < plainEveryMs) return;
      lastPlain = Date.now();
      write(`${words.now(standing.now, standing.phase)} · ${plain(standing)}\n`);
    },
    chat: (line) => {
      recent = [...recent, line].slice(-keptLines);
    },
    note: (line) => {
      if (!isTerminal) {
        write(`${line}\n`);
        return;
      }
      erase();
      write(`${cut(line, width())}\n`);
    },
    end: (lines) => {
      if (isTerminal) erase();
      isEnded = true;
      write(`\n${lines.join('\n')}\n`);
    },
  };
}

type Measure = readonly [label: string, done: number, total: number];

function measures({ joined, toJoin, counts }: Standing): readonly Measure[] {
  const joining: Measure = [words.joined, joined, toJoin];
  if (!counts) return [joining];
  return [
    joining,
    [words.delivered, counts.sent, counts.deliveries],
    [words.acknowledged, counts.acknowledgements, counts.acting],
    [words.reported, counts.submissions, counts.owing],
  ];
}

function bars(standing: Standing): readonly string[] {
  const { counts } = standing;
  const lines = measures(standing).map(([label, done, total]) => {
    const full = total === 0 ? 0 : Math.round((done / total) * barWidth);
    const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
    return `${label.padEnd(14)}${bar} ${done}/${total}`;
  });
  if (counts) lines.push(words.more(counts.reminders, counts.reposts, counts.overdue));
  return lines;
}

function plain(standing: Standing): string {
  const { counts } = standing;
  const shown = measures(standing).map(([label, done, total]) => `${label} ${done}/${total}`);
  if (counts) shown.push(words.more(counts.reminders, counts.reposts, counts.overdue));
  return shown.join(' · ');
}

function cut(line: string, width: number): string {
  const letters = [...line];
  return letters.length <= width ? line : `${letters.slice(0, width - 1).join('')}…`;
}

/** Lines up rows of cells under a heading; lengths count characters as they are seen. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, [...cell.normalize('NFC')].length);
    });
  const pad = (cell: string, at: number) =>
    cell.normalize('NFC') + ' '.repeat((widths[at] ?? 0) - [...cell.normalize('NFC')].length);
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
