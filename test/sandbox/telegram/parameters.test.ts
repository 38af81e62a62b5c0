import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { METHOD_PARAMETERS } from '../../../src/sandbox/telegram/method-parameters.ts';

/** Method → its parameters as published, `!` behind the required ones. */
function published(): Map<string, string[]> {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@grammyjs/types').replace(/mod\.js$/, 'methods.d.ts');
  const source = readFileSync(path, 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
  const methods = source.matchAll(/^ {4}(\w+)\((?:args\??: )?(?:\{\n([\s\S]*?)\n {4}\})?\): /gm);
  return new Map(
    [...methods].map(([, name = '', fields = '']) => [
      name,
      [...fields.matchAll(/^ {8}(\w+)(\??): /gm)].map(
        ([, key, optional]) => `${key}${optional === '' ? '!' : ''}`,
      ),
    ]),
  );
}

test('every simulated method takes exactly the published parameters', () => {
  const expected = published();
  expect(expected.size).toBeGreaterThan(150);

  for (const [method, line] of Object.entries(METHOD_PARAMETERS)) {
    const ours = line
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => word.split(':')[0]);
    expect([method, ours]).toEqual([method, expected.get(method)]);
  }
});
