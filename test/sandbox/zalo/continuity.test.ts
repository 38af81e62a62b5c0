import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ThreadType } from 'zca-js';
import { createZaloNetwork, type ZaloNetwork } from '../../../src/sandbox/zalo/network.ts';
import { logIn } from './web-client.ts';

let folder: string;
let journal: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zalo-'));
  journal = join(folder, 'journal.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

async function open(): Promise<ZaloNetwork> {
  const network = createZaloNetwork({ journal });
  await network.listen();
  return network;
}

describe('a network with a journal', () => {
  test('goes on with the same people, messages, sessions and calls', async () => {
    const before = await open();
    const bot = before.accounts.add({ name: 'Bot xã Mây' });
    const clerk = before.people.add({ name: 'Trần Thị Bưởi' });
    const group = before.world.addGroup({ name: 'UBND', members: [clerk, bot] });
    const credentials = bot.credentials();
    const api = await logIn(before.baseUrl, credentials);
    const sent = await api.sendMessage('một', group, ThreadType.Group);
    clerk.react(String(sent.message?.msgId), '/-heart');
    const calls = before.ledger.count();
    await before.close();
    appendFileSync(journal, '{"type":"message","mess');

    const after = await open();
    expect(after.ledger.count()).toBe(calls);
    const again = await logIn(after.baseUrl, credentials);
    await again.sendMessage('hai', group, ThreadType.Group);
    const seen = after.people.get(clerk.uid)?.sees(group) ?? [];
    expect(seen.map(({ text }) => text)).toEqual(['một', 'hai']);
    expect(seen[0]?.reactions).toEqual({ [clerk.uid]: '/-heart' });
    expect(new Set(seen.map(({ messageId }) => messageId)).size).toBe(2);
    await after.close();

    const once = await open();
    expect(once.people.get(clerk.uid)?.sees(group)).toHaveLength(2);
    expect(once.violations).toEqual([]);
    await once.close();
  });

  test('keeps what it answered although its process was killed', async () => {
    const script = `
      import { createZaloNetwork } from './src/sandbox/zalo/network.ts';
      const network = createZaloNetwork({ journal: process.argv[1] });
      await network.listen();
      const lan = network.people.add({ name: 'Lan', uid: '31' });
      const nam = network.people.add({ name: 'Nam', uid: '32' });
      const group = network.world.addGroup({ name: 'Nhóm', id: '71', members: [lan, nam] });
      for (let n = 0; ; n += 1) {
        lan.send(group, String(n));
        process.stdout.write(n + '\\n');
        await new Promise((resolve) => setImmediate(resolve));
      }`;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script, journal],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let told = '';
    for await (const chunk of child.stdout) {
      told += String(chunk);
      if (told.split('\n').length > 50) break;
    }
    child.kill('SIGKILL');

    const network = await open();
    const texts =
      network.people
        .get('32')
        ?.sees('71')
        .map(({ text }) => text) ?? [];
    const answered = told.split('\n').slice(0, -1);
    expect(texts.slice(0, answered.length)).toEqual(answered);
    await network.close();
  });
});

describe('a client that breaks the rules', () => {
  test('is written down: unknown paths, unreadable and missing parameters', async () => {
    const network = await open();
    const bot = network.accounts.add({ name: 'Bot xã Mây' });
    const credentials = bot.credentials();
    const cookie = credentials.cookie.map(({ key, value }) => `${key}=${value}`).join('; ');
    const headers = { cookie, 'user-agent': credentials.userAgent };
    const host = `${network.baseUrl}/tt-group-wpa.chat.zalo.me`;
    const query = '?zpw_ver=685&zpw_type=30';

    await fetch(`${host}/api/group/unheard-of${query}`, { headers });
    await fetch(`${host}/api/group/sendmsg${query}&params=AAAA`, { headers, method: 'POST' });
    await fetch(`${host}/api/group/sendmsg${query}`, { headers, method: 'POST' });
    await fetch(`${network.baseUrl}/example.org/`, { headers });
    await fetch(`${host}/keepalive`, { headers: { ...headers, 'user-agent': 'another' } });

    const all = network.violations.join('\n');
    for (const part of [
      'unknown call tt-group-wpa.chat.zalo.me/api/group/unheard-of',
      'undecryptable params',
      '/api/group/sendmsg: ',
      'unknown call example.org/',
      'another User-Agent',
      'zpw_ver or zpw_type is missing',
    ]) {
      expect(all).toContain(part);
    }
    await network.close();
  });
});

describe('what a story expects', () => {
  test('is waited for and taken, and the rest is unexpected', async () => {
    const network = await open();
    const bot = network.accounts.add({ name: 'Bot xã Mây' });
    const clerk = network.people.add({ name: 'Lan' });
    const group = network.world.addGroup({ name: 'UBND', members: [clerk, bot] });
    const api = await logIn(network.baseUrl, bot.credentials());

    const coming = network.next(group, 'Số 12');
    await api.sendMessage('Số 12/UBND', group, ThreadType.Group);
    await api.sendMessage('Số 12/UBND', group, ThreadType.Group);
    clerk.send(group, 'người nói');

    expect((await coming).text).toBe('Số 12/UBND');
    expect(network.ledger.copiesSeen(group, 'Số 12')).toBe(2);
    expect(network.unexpected()).toHaveLength(1);
    expect(network.consume(group)?.text).toBe('Số 12/UBND');
    expect(network.unexpected()).toEqual([]);
    await expect(network.next(group, 'x', { timeoutMs: 30 })).rejects.toThrow(/in vain/);
    await network.close();
  });
});
