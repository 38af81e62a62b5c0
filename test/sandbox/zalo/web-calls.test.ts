import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type API, LoginQRCallbackEventType, ThreadType, Zalo } from 'zca-js';
import type { Account } from '../../../src/sandbox/zalo/account.ts';
import { createZaloNetwork, type ZaloNetwork } from '../../../src/sandbox/zalo/network.ts';
import type { Person } from '../../../src/sandbox/zalo/person.ts';
import { listen, logIn, toSandbox } from './web-client.ts';

let network: ZaloNetwork;
let bot: Account;
let clerk: Person;
let group: string;
let api: API;

beforeEach(async () => {
  network = createZaloNetwork({ settings: { chunkBytes: 1000 } });
  await network.listen();
  bot = network.accounts.add({ name: 'Bot xã Mây' });
  clerk = network.people.add({ name: 'Trần Thị Bưởi' });
  group = network.world.addGroup({ name: 'UBND xã Mây', members: [clerk, bot] });
  api = await logIn(network.baseUrl, bot.credentials());
});

afterEach(async () => {
  api.listener.stop();
  await network.close();
  expect(network.violations).toEqual([]);
});

describe('the unmodified web client', () => {
  test('logs in by QR code, again from what it kept, and is told of a refusal', async () => {
    const told: string[] = [];
    let kept: unknown;
    const qr = await new Zalo(toSandbox(network.baseUrl)).loginQR({}, (event) => {
      told.push(LoginQRCallbackEventType[event.type]);
      if (event.type === LoginQRCallbackEventType.QRCodeGenerated) {
        bot.scanQr(event.data.image);
        if (told.length === 1) bot.declineQr();
        else bot.confirmQr();
      }
      if (event.type === LoginQRCallbackEventType.QRCodeDeclined) event.actions.retry();
      if (event.type === LoginQRCallbackEventType.GotLoginInfo) kept = event.data;
    });
    const again = await new Zalo(toSandbox(network.baseUrl)).login(kept as never);

    expect([qr.getOwnId(), again.getOwnId()]).toEqual([bot.uid, bot.uid]);
    expect(told).toEqual([
      'QRCodeGenerated',
      'QRCodeScanned',
      'QRCodeDeclined',
      'QRCodeGenerated',
      'QRCodeScanned',
      'GotLoginInfo',
    ]);
  });

  test('mentions, quotes and takes back', async () => {
    const said = clerk.send(group, 'Hạn đến bao giờ?');
    const old = once(api.listener, 'old_messages');
    await listen(api);
    api.listener.requestOldMessages(ThreadType.Group);
    const [[question]] = await old;

    await api.sendMessage(
      { msg: '@Bưởi 17 giờ', mentions: [{ uid: clerk.uid, pos: 0, len: 5 }] },
      group,
      ThreadType.Group,
    );
    await api.sendMessage({ msg: 'Trả lời', quote: question.data }, group, ThreadType.Group);
    const [, mention, quote] = clerk.sees(group);
    await api.undo(
      { msgId: mention?.messageId ?? '', cliMsgId: mention?.clientId ?? '' },
      group,
      ThreadType.Group,
    );

    expect(mention?.mentions).toEqual([clerk.uid]);
    expect(quote?.quotes).toBe(said);
    expect(clerk.sees(group)[1]).toMatchObject({ isUndone: true, text: '' });
  });

  test('sends a file in chunks, a picture with its caption, and fetches nothing broken', async () => {
    await listen(api);
    // The library's own way of keeping them holds the process for five minutes.
    const { uploadCallbacks } = api.getContext();
    uploadCallbacks.set = (key, value) =>
      Map.prototype.set.call(uploadCallbacks, key, value) as never;
    const data = Buffer.alloc(2500, 'công văn');

    await api.sendMessage(
      {
        msg: '',
        attachments: [{ data, filename: 'cv.pdf', metadata: { totalSize: data.length } }],
      },
      group,
      ThreadType.Group,
    );
    await api.sendMessage(
      {
        msg: 'Hiện trường',
        attachments: [
          { data, filename: 'anh.jpg', metadata: { totalSize: data.length, width: 4, height: 3 } },
        ],
      },
      group,
      ThreadType.Group,
    );

    const [file, picture] = clerk.sees(group);
    expect(file?.file?.name).toBe('cv.pdf');
    expect(Buffer.compare(file?.file?.bytes() ?? Buffer.of(), data)).toBe(0);
    expect(picture).toMatchObject({ text: 'Hiện trường', file: { name: 'anh.jpg', size: 2500 } });
    expect(network.ledger.count({ path: 'asyncfile/upload' })).toBe(3);
  });

  test('makes a reminder that people accept and a poll in which they vote', async () => {
    await listen(api);
    const reminder = await api.createReminder({ title: 'Nộp báo cáo' }, group, ThreadType.Group);
    const [{ id = '' } = {}] = network.world.reminders(group);
    const answered = once(api.listener, 'group_event');
    clerk.acceptReminder(id);
    const [event] = await answered;
    const poll = await api.createPoll({ question: 'Rõ chưa?', options: ['Rõ', 'Chưa'] }, group);
    clerk.vote(poll.poll_id, [1]);

    expect(reminder).toMatchObject({ id });
    expect(event).toMatchObject({ type: 'accept_remind', data: { updateMembers: [clerk.uid] } });
    expect((await api.getReminderResponses(id)).acceptMember).toEqual([clerk.uid]);
    expect((await api.getPollDetail(poll.poll_id)).options[0]?.votes).toBe(1);
    expect(network.world.reminders(group)[0]?.accepted).toEqual([clerk.uid]);
  });

  test('lists its groups and their members, reacts and reads', async () => {
    const said = clerk.send(group, 'Báo cáo xong');
    const { gridVerMap } = await api.getAllGroups();
    const info = await api.getGroupInfo([group, '1']);
    const members = info.gridInfoMap[group]?.memVerList ?? [];
    const { profiles } = await api.getGroupMembersInfo(members);
    await api.addReaction(
      { rType: 3, source: 6, icon: '/-strong' },
      {
        data: { msgId: said, cliMsgId: clerk.sees(group)[0]?.clientId ?? '' },
        threadId: group,
        type: ThreadType.Group,
      },
    );

    expect(Object.keys(gridVerMap)).toEqual([group]);
    expect(info.removedsGroup).toEqual(['1']);
    expect(profiles[clerk.uid]?.displayName).toBe(clerk.name);
    expect(clerk.sees(group)[0]?.reactions).toEqual({ [bot.uid]: '/-strong' });
    expect(await api.keepAlive()).toEqual({ config_vesion: 1 });
  });

  test('hears who came, who went and what was read or taken back', async () => {
    await listen(api);
    const sent = await api.sendMessage('Chỉ đạo', group, ThreadType.Group);
    const heard = (event: 'group_event' | 'seen_messages' | 'undo') => once(api.listener, event);
    const newcomer = network.people.add({ name: 'Lê Văn Cam' });

    const seen = heard('seen_messages');
    clerk.see(String(sent.message?.msgId));
    expect((await seen)[0][0].data.seenUids).toEqual([clerk.uid]);
    const joined = heard('group_event');
    clerk.add(group, newcomer.uid);
    expect((await joined)[0]).toMatchObject({ type: 'join', threadId: group });
    const undone = heard('undo');
    newcomer.undo(newcomer.send(group, 'nhầm'));
    expect((await undone)[0].data.uidFrom).toBe(newcomer.uid);
    const left = heard('group_event');
    newcomer.leaveGroup(group);
    expect((await left)[0]).toMatchObject({ type: 'leave' });
  });
});

describe('several', () => {
  test('accounts of one network hear each other, networks do not', async () => {
    const other = network.accounts.add({ name: 'Bot tỉnh' });
    clerk.add(group, other.uid);
    const elsewhere = createZaloNetwork();
    await elsewhere.listen();
    const stranger = elsewhere.accounts.add({ name: 'Bot khác' });
    const second = await logIn(network.baseUrl, other.credentials());
    await listen(second);

    const heard = once(second.listener, 'message');
    await api.sendMessage('chào', group, ThreadType.Group);

    expect((await heard)[0].data).toMatchObject({ uidFrom: bot.uid, content: 'chào' });
    await expect(logIn(network.baseUrl, stranger.credentials())).rejects.toThrow();
    expect(elsewhere.ledger.count()).toBe(0);
    second.listener.stop();
    await elsewhere.close();
  });
});
