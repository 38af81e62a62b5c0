import { parseArgs } from 'node:util';
import { type FieldScore, readScores } from './read-scores.ts';
import { measureReading, type SpeedRow } from './read-speed.ts';

/**
 * Measures the reader: how much of the corpus it reads as a person did, and time and memory against size.
 *
 * Prints tables; with `--json` the last line is one object. `--quick` leaves out the largest files.
 * Resolves to 0 when everything was measured, whatever the result.
 */
export async function benchRead(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    },
  });
  const scores = await readScores();
  print(`Corpus: ${scores.letters} letters, ${scores.laidOut} of them also as DOCX and PDF`);
  print(table(['field', 'text', 'docx', 'pdf'], scores.fields.map(scoreCells)));

  const speed = await measureReading(values.quick);
  print('Time and peak memory of the extraction process');
  print(table(['input', 'size', 'ms', 'cpu ms', 'peak MB', 'goal', 'met'], speed.map(speedCells)));
  if (values.json) print(JSON.stringify({ bench: 'read', ...scores, speed }));
  return 0;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function scoreCells({ field, text, docx, pdf }: FieldScore): readonly string[] {
  return [field, percent(text), percent(docx), percent(pdf)];
}

function speedCells({ input, bytes, ms, cpuMs, peakMb, goal, isMet }: SpeedRow): readonly string[] {
  return [
    input,
    `${Math.round(bytes / 1024)} KB`,
    ms.toFixed(0),
    cpuMs === null ? '–' : cpuMs.toFixed(0),
    peakMb === null ? '–' : peakMb.toFixed(0),
    goal ?? '',
    goal === null ? '' : isMet ? 'yes' : 'NO',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  const lines = all.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  return `${lines.join('\n')}\n`;
}
