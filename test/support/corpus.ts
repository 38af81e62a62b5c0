import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';

/** An invented letter with the result that a person wrote down for it. */
export interface CorpusLetter {
  readonly name: string;
  readonly text: string;
  readonly expected: Readonly<Record<string, never>>;
}

const FOLDER = join(packageRoot(), 'test', 'corpus');

/** The letters of `test/corpus`, by name. */
export function corpus(): readonly CorpusLetter[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => ({
      name: file.replace(/\.txt$/, ''),
      text: readFileSync(join(FOLDER, file), 'utf8'),
      expected: JSON.parse(readFileSync(join(FOLDER, file.replace(/txt$/, 'json')), 'utf8')),
    }));
}

/** Letters laid out like paper: their parts are separated by empty lines, so they are also made as DOCX and PDF. */
export const LAID_OUT = [
  '01-flood',
  '02-dengue',
  '07-signature-first',
  '08-plan-table',
  '09-plan-sections',
  '10-decision',
  '11-instruction',
  '13-invitation',
  '14-telegram',
  '15-report',
  '16-footnotes',
  '21-many-addressees',
  '24-monthly-quarterly-yearly',
  '30-lunar',
  '36-internal',
  '38-items-and-table',
] as const;
