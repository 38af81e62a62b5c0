import { expect } from '@jest/globals';
import { messagesIn } from '../../../src/messages/messages.ts';
import { bindTelegramPerson } from '../bind-person.ts';
import type { Mortal } from '../mortal.ts';
import { type Phone, phone } from '../phone.ts';
import { communeOf, count, specialistOf, type Walks } from './walk.ts';

const { join: words } = messagesIn('vi');

async function administratorOf(world: Mortal): Promise<Phone> {
  const { officeId } = world;
  const { person } = await bindTelegramPerson(world.spared, 'Phạm Quản Trị', [
    { officeId, role: 'admin' },
  ]);
  return phone(world, person);
}

/** The payload of the link that the administrator gets. */
async function linkFor(office: Phone, whom: string): Promise<string> {
  await office.write(`/moi ${whom}`);
  return /start(?:group)?=(j_[\w-]+)/.exec(office.sees('https://t.me/').text)?.[1] ?? '';
}

/** Who and what belongs to whom, and who stands in or leaves. */
export const belonging: Walks = {
  'a person who joins': async (world) => {
    const office = await administratorOf(world);
    const link = await linkFor(office, 'daumoi UBND xã An Phú');
    const newcomer = world.network.people.add({ firstName: 'Lan' });
    newcomer.openDeepLink(link);
    await world.settle();
    const own = phone(world, newcomer);
    await own.press(words.agree);
    await office.press(words.confirm);
    own.sees('✅ Đã liên kết tài khoản với: Đầu mối');
    expect(await count(world, 'position')).toBe(2);
  },
  'people who do not join: one thinks better of it, one is turned down': async (world) => {
    const office = await administratorOf(world);
    for (const [firstName, answer] of [
      ['Lan', words.disagree],
      ['Mai', words.agree],
    ] as const) {
      const newcomer = world.network.people.add({ firstName });
      newcomer.openDeepLink(await linkFor(office, 'daumoi UBND xã An Phú'));
      await world.settle();
      await phone(world, newcomer).press(answer);
    }
    await office.press(words.reject);
    expect(await count(world, 'position')).toBe(1);
  },
  'a group that is bound': async (world) => {
    const office = await administratorOf(world);
    const link = await linkFor(office, 'nhom UBND xã An Phú');
    const member = world.network.people.add({ firstName: 'Minh' });
    const group = world.network.world.addGroup({ title: 'Xã', owner: member, bot: 'absent' });
    member.openGroupDeepLink(group, link);
    await world.settle();
    await phone(world, member, group).press(words.groupRight);
    await office.press(words.confirm);
    expect(await chatsBound(world, group)).toEqual([{ state: 'active', purposes: ['receive'] }]);
    phone(world, member, group).sees('✅ Đã xác nhận: Nhóm nhận văn bản của UBND xã An Phú');
  },
  'a public channel that is bound': async (world) => {
    const office = await administratorOf(world);
    const editor = world.network.people.add({ firstName: 'Biên tập' });
    const place = { title: 'Cổng thông tin', owner: editor, bot: 'absent' } as const;
    const channel = world.network.world.addChannel(place);
    editor.addBot(channel, { rights: { can_post_messages: true } });
    await world.settle();
    editor.openDeepLink(await linkFor(office, 'kenh Sở Thủy lợi tỉnh An Bình'));
    await world.settle();
    await phone(world, editor).press('Cổng thông tin');
    await office.press(words.confirm);
    expect(await chatsBound(world, channel)).toEqual([{ state: 'active', purposes: ['publish'] }]);
  },
  'a leave that is asked for, declined, asked for again, agreed to and ended': async (world) => {
    const { organisationId } = communeOf(world);
    const [clerk, colleague] = [
      await bindTelegramPerson(world.spared, 'Hoàng Thị Mai', [{ organisationId, role: 'clerk' }]),
      await bindTelegramPerson(world.spared, 'Vũ Đình Nam', [{ organisationId, role: 'leader' }]),
    ];
    const [own, deputy] = [phone(world, clerk.person), phone(world, colleague.person)];
    const ask = async () => {
      await own.write('/nghi');
      await own.press('Vũ Đình Nam');
      await own.write('12/1-16/1');
      await own.press('Gửi đề nghị');
    };
    await ask();
    await deputy.press('Không nhận');
    await ask();
    await deputy.press('Nhận làm thay');
    own.sees('✅ Vũ Đình Nam đã nhận làm thay Hoàng Thị Mai');
    await deputy.press('Kết thúc sớm');
    const { rows } = await world.engine.db.query('select state from substitution order by state');
    expect(rows).toEqual([{ state: 'declined' }, { state: 'ended' }]);
  },
  'somebody who leaves': async (world) => {
    const office = await administratorOf(world);
    await office.write('/nhansu');
    await office.press('. Trần Thu Hà');
    await office.press('Thôi: Cán bộ soạn');
    await office.press('Xác nhận thôi');
    await specialistOf(world).write('/status');
    specialistOf(world).sees('hiện không giữ vai trò nào');
  },
};

async function chatsBound({ engine }: Mortal, externalId: number) {
  const { rows } = await engine.db.query(
    'select state, purposes from chat where external_id = $1',
    [String(externalId)],
  );
  return rows;
}
