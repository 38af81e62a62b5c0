import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { documentToJson } from '../../../src/domain/document/to-json.ts';
import { comparable, hasShared, sharedFolder } from '../../support/compare-document.ts';
import { read } from '../../support/letter.ts';

const FORMS: readonly (readonly [string, (text: string) => string])[] = [
  ['NFC with LF', (text) => text],
  ['NFD with LF', (text) => text.normalize('NFD')],
  ['NFC with CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['NFD with CRLF', (text) => text.normalize('NFD').replaceAll('\n', '\r\n')],
];

const describeShared = hasShared ? describe : describe.skip;

describeShared('the letters of the reference library', () => {
  const seed = () => readFileSync(join(sharedFolder, 'seed/directive.txt'), 'utf8');
  const contract = () => readFileSync(join(sharedFolder, 'contracts/document-json.md'), 'utf8');

  test.each(FORMS)('the real letter reads as expected in %s', (_, form) => {
    const expected: unknown = JSON.parse(
      readFileSync(join(sharedFolder, 'seed/expected.json'), 'utf8'),
    );

    const printed = documentToJson('seed/directive.txt', read(form(seed())));

    expect(comparable(printed)).toEqual(comparable(expected));
  });

  test.each(FORMS)('the example of the contract reads to the last key in %s', (_, form) => {
    const text = /```text\n([\s\S]*?)```/.exec(contract())?.[1] ?? '';
    const blocks = Array.from(
      contract().matchAll(/```json\n([\s\S]*?)```/g),
      (match) => match[1] ?? '',
    );
    const expected: unknown = JSON.parse(blocks.at(-1) ?? '');

    const printed = documentToJson('example.txt', read(form(text)));

    expect(JSON.stringify(printed, null, 2)).toBe(JSON.stringify(expected, null, 2));
  });

  test('the real letter warns of what a person should look at', () => {
    const { warnings } = read(seed());

    expect(warnings).toEqual(
      expect.arrayContaining([
        'number_missing',
        'issue_date_missing',
        'numbering_starts_without_I',
        'suspected_misprint:"Công thông tin" (Cổng)',
        'suspected_misprint:"hiệu có quả" (có hiệu quả)',
        'citation_year_conflict:03/2019/TT-BTTTT',
        'no_deadline',
        'attachments_listed_but_not_supplied',
      ]),
    );
  });
});
