import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { InputFile } from 'grammy';
import { apiFor, openNetwork, TOKEN } from './setup.ts';

const GROUP = -1001000000005;

function freshJournal(): string {
  return join(mkdtempSync(join(tmpdir(), 'telegram-')), 'journal.jsonl');
}

test('a network killed with SIGKILL goes on from its journal', async () => {
  const journal = freshJournal();
  const script = fileURLToPath(new URL('journal-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, journal, TOKEN], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const api = apiFor(String(line).trim());
  const [first] = await api.getUpdates();
  await api.getUpdates({ offset: (first?.update_id ?? 0) + 1 });
  const sent = await api.sendDocument(GROUP, new InputFile(Buffer.from('%PDF'), 'a.pdf'), {
    caption: 'Số 123',
  });
  await api.editMessageCaption(GROUP, sent.message_id, { caption: 'Số 123, đã nhận' });
  child.kill('SIGKILL');
  await once(child, 'exit');

  const { network, an, api: next } = await openNetwork({ journal });

  expect((await next.getUpdates()).map(({ message }) => message?.text)).toEqual(['/start s_2']);
  expect(an.sees(GROUP)).toMatchObject([
    { messageId: sent.message_id, text: 'Số 123, đã nhận', isEdited: true },
  ]);
  expect(Buffer.from(an.sees(GROUP)[0]?.file?.bytes() ?? []).toString()).toBe('%PDF');
  expect(network.ledger.count({ method: 'sendDocument', chat: GROUP, status: 200 })).toBe(1);
  const again = await next.sendDocument(GROUP, sent.document.file_id);
  expect(again.message_id).toBe(sent.message_id + 1);
});

test('a torn last line is dropped and the journal goes on behind it', async () => {
  const journal = freshJournal();
  const first = await openNetwork({ journal });
  await first.api.sendMessage(first.group, 'một');
  await first.network.close();
  appendFileSync(journal, '[{"type":"message-added","mess');

  const second = await openNetwork({ journal });
  await second.api.sendMessage(first.group, 'hai');
  await second.network.close();
  const third = await openNetwork({ journal });

  expect(third.an.sees(first.group).map(({ text }) => text)).toEqual(['một', 'hai']);
});
