import { startsRaised } from '../raised-digits.ts';
import { glue } from './flow.ts';
import { type Line, textOf } from './lines.ts';

/**
 * Takes the footnotes off the foot of a page.
 *
 * They are set smaller than the text, the first opens with its raised mark, and nothing follows.
 */
export function liftFootnotes(
  lines: readonly Line[],
  bodySize: number,
): { readonly body: readonly Line[]; readonly notes: readonly string[] } {
  let from = lines.length;
  while (from > 0 && (lines[from - 1]?.size ?? bodySize) < 0.93 * bodySize) from -= 1;
  while (from < lines.length && !startsRaised(textAt(lines, from))) from += 1;
  const notes: string[] = [];
  for (let i = from; i < lines.length; i += 1) {
    const text = textAt(lines, i);
    if (startsRaised(text)) notes.push(text.replace(/^([⁰¹²³⁴-⁹]+)\s*/, '$1 '));
    else notes.push(glue(notes.pop() ?? '', text));
  }
  return { body: lines.slice(0, from), notes };
}

function textAt(lines: readonly Line[], at: number): string {
  const line = lines[at];
  return line === undefined ? '' : textOf(line);
}
