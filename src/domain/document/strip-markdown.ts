const RULE_SIGNS = /^[\s|:-]+$/;
const RULE_CELL = /^:?-{3,}:?$/;
const TABLE_ROW = /^\s*\|(.*)\|\s*$/;
const ITALIC = /(?<![\p{L}\d(*])\*(?=[^\s*])([^*]{1,400}?)(?<=[^\s*])\*(?![\p{L}\d)*])/gu;
const UNDERLINED = /(?<![\p{L}\d_])_(?=[^\s_])([^_]{1,400}?)(?<=[^\s_])_(?![\p{L}\d_])/gu;
const HEADING = /^\s{0,3}#{1,6}\s+/;
const ESCAPE = /\\([-.*_+#()[\]!&>|])/g;
const BULLET = /^(\s*\*\s+)(.*)$/;

/** Whether a line is the rule below the head of a table: `|---|:---:|`. */
function isTableRule(line: string): boolean {
  if (!line.includes('|') || !RULE_SIGNS.test(line)) return false;
  const cells = line.split('|').map((cell) => cell.trim());
  const drawn = cells.filter((cell) => cell !== '');
  return drawn.length > 0 && drawn.every((cell) => RULE_CELL.test(cell));
}

/** Every sign of markdown; a line without any is plain. */
const SIGN = /[*_#|\\]/;

function stripLine(line: string): string {
  if (!SIGN.test(line)) return line;
  const row = TABLE_ROW.exec(line);
  if (row !== null) {
    return (row[1] ?? '')
      .split('|')
      .map((cell) => stripLine(cell.trim()))
      .join('\t');
  }
  const [, bullet = '', rest = line] = BULLET.exec(line) ?? [];
  return (
    bullet +
    rest.replace(HEADING, '').replace(ITALIC, '$1').replace(UNDERLINED, '$1').replace(ESCAPE, '$1')
  );
}

/**
 * Takes light markdown away: bold first, over lines, then paired asterisks, headings and table pipes.
 *
 * A leading asterisk that remains is a printed bullet and stays.
 */
export function stripMarkdown(text: string): string {
  if (!SIGN.test(text)) return text;
  return text
    .replaceAll('**', '')
    .split('\n')
    .filter((line) => !isTableRule(line))
    .map(stripLine)
    .join('\n');
}
