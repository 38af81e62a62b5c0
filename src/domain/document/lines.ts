/** Looking costs a fraction of replacing every blank of a long paragraph by itself. */
const UNEVEN = / {2}|[^\S ]/;

/** Replaces every run of blanks, line ends included, by one blank and trims both ends. */
export function collapse(text: string): string {
  return UNEVEN.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim();
}

/** Whether a line holds nothing but blanks. */
export function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** The first line after `index` that is not blank, or '' at the end of the text. */
export function nextWritten(lines: readonly string[], index: number): string {
  for (let at = index + 1; at < lines.length && at <= index + 8; at += 1) {
    const line = lines[at] ?? '';
    if (!isBlank(line)) return line.trim();
  }
  return '';
}

/** The last line before `index` that is not blank, or '' at the start of the text. */
export function previousWritten(lines: readonly string[], index: number): string {
  for (let at = index - 1; at >= 0 && at >= index - 8; at -= 1) {
    const line = lines[at] ?? '';
    if (!isBlank(line)) return line.trim();
  }
  return '';
}
