import { expect, test } from '@jest/globals';
import { startCommand } from '../../src/cli/start.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

test('a role that does not exist is named, together with those that do', async () => {
  const starting = startCommand(['--roles', 'bot,cook']);
  await expect(starting).rejects.toThrow(UsageError);
  await expect(starting).rejects.toThrow(/no role 'cook'.*bot and worker/);
});
