/** As many whole lines as there is room for, with a sign where some are left out. */
export function fitting(lines: readonly string[], room: number, sign: string): readonly string[] {
  const shown: string[] = [];
  let left = room;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) return [...shown, sign];
    shown.push(line);
  }
  return shown;
}
