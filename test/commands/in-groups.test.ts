import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;

beforeEach(async () => {
  p = await smallProvince({ communes: 2 });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

function commune(at: number) {
  const found = p.communes[at];
  if (!found) throw new Error('no commune');
  return found;
}

/** The newest message of the bot, line by line. */
const lastLines = (seen: Phone) => seen.all().at(-1)?.text.split('\n') ?? [];

test("/viec in an organisation's group lists what that organisation owes, whoever asks", async () => {
  const { code } = await p.release();
  await p.settle();
  const { group, clerk } = commune(0);
  const passerBy = p.network.people.add({ firstName: 'Tâm' });
  passerBy.join(group);

  await phone(p, passerBy, group).write('/viec');

  expect(lastLines(phone(p, clerk, group)).join('\n')).toContain(`Mã ${code}`);
  await phone(p, clerk, group).press('Đã tiếp nhận');
  await phone(p, passerBy, group).write('/viec');
  phone(p, clerk, group).sees('Đơn vị không còn việc nào phải làm.');
});

test("/viec in a group that is nobody's tells nothing of what the asker's organisation owes", async () => {
  await p.release();
  await p.settle();
  const { clerk } = commune(0);
  const group = p.network.world.addGroup({ title: 'Nhóm bạn bè', owner: clerk });

  await phone(p, clerk, group).write('/viec');

  expect(lastLines(phone(p, clerk, group))).toEqual([
    'Lệnh này chỉ dùng trong tin nhắn riêng với bot. Đề nghị mở tin nhắn riêng và gõ ở đó.',
  ]);
});

test('/help in a group names what works there, once, in the language of the group', async () => {
  const { group, clerk } = commune(0);
  const inGroup = phone(p, clerk, group);
  const named = () => lastLines(inGroup).flatMap((line) => /^\/(\w+) – /.exec(line)?.[1] ?? []);

  await inGroup.write('/trogiup');
  expect(named()).toEqual(['viec', 'ngonngu', 'trogiup', 'batdau']);

  await inGroup.write('/language en');
  await inGroup.write('/help');
  expect(named()).toEqual(['owed', 'language', 'help', 'start']);
});
