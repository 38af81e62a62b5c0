import { on, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type API, Reactions, ThreadType } from 'zca-js';
import type { Account } from '../../../src/sandbox/zalo/account.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../../src/sandbox/zalo/network.ts';
import type { Person } from '../../../src/sandbox/zalo/person.ts';
import { listen, logIn } from './web-client.ts';

let network: ZaloNetwork;
let bot: Account;
let clerk: Person;
let chief: Person;
let group: string;
let api: API;

beforeEach(async () => {
  network = createZaloNetwork();
  await network.listen();
  bot = network.accounts.add({ name: 'Bot xã Mây' });
  clerk = network.people.add({ name: 'Trần Thị Bưởi' });
  chief = network.people.add({ name: 'Lê Văn Cam' });
  group = network.world.addGroup({ name: 'UBND xã Mây', members: [chief, clerk, bot] });
  api = await logIn(network.baseUrl, bot.credentials());
});

afterEach(async () => {
  api.listener.stop();
  await network.close();
});

describe('an unmodified web client', () => {
  test('logs in with cookies, sends to a group and is read there once', async () => {
    const sent = await api.sendMessage('Họp lúc 14 giờ', group, ThreadType.Group);

    expect(clerk.sees(group)).toMatchObject([{ text: 'Họp lúc 14 giờ', from: { uid: bot.uid } }]);
    expect(String(sent.message?.msgId)).toBe(clerk.sees(group)[0]?.messageId);
    expect(network.ledger.copiesSeen(group, '14 giờ')).toBe(1);
    expect(network.violations).toEqual([]);
  });

  test('hears group texts in all four encryptions, its own as an echo', async () => {
    await listen(api);
    const heard: string[] = [];
    api.listener.on('message', (message) => {
      heard.push(`${message.isSelf}:${String(message.data.content)}`);
    });

    for (const n of [1, 2, 3, 4]) {
      const next = once(api.listener, 'message');
      clerk.send(group, `tin ${n}`);
      await next;
    }
    const echo = once(api.listener, 'message');
    await api.sendMessage('vọng', group, ThreadType.Group);
    await echo;

    expect(heard).toEqual([
      'false:tin 1',
      'false:tin 2',
      'false:tin 3',
      'false:tin 4',
      'true:vọng',
    ]);
    expect(network.violations).toEqual([]);
  });

  test('sees which of its messages was quoted and reacted to', async () => {
    await listen(api);
    const sent = await api.sendMessage('Chỉ đạo', group, ThreadType.Group);
    const id = String(sent.message?.msgId);

    const messages = on(api.listener, 'message');
    const reacted = once(api.listener, 'reaction');
    clerk.quote(id, 'rõ');
    chief.react(id, Reactions.LIKE);

    for await (const [message] of messages) {
      // The echo of the account's own message comes first.
      if (message.isSelf) continue;
      expect(String(message.data.quote.globalMsgId)).toBe(id);
      break;
    }
    const [reaction] = await reacted;
    expect(reaction.data).toMatchObject({ uidFrom: chief.uid, content: { rIcon: Reactions.LIKE } });
    expect(String(reaction.data.content.rMsg[0].gMsgID)).toBe(id);
  });
});
