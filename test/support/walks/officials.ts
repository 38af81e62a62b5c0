import { expect } from '@jest/globals';
import { bindTelegramPerson } from '../bind-person.ts';
import type { Mortal } from '../mortal.ts';
import { phone } from '../phone.ts';
import { reportDeadline, reportingAudience } from '../report-deadline.ts';
import { clerkOf, communeOf, count, inGroup, released, specialistOf, type Walks } from './walk.ts';

/** A directive with a report to hand in. */
const reportReleased = (world: Mortal) =>
  released(world, { deadlines: [reportDeadline], audience: reportingAudience(world.communes) });

async function replies(world: Mortal, to: string, text: string): Promise<void> {
  const clerk = clerkOf(world);
  await clerk.write(text, { replyTo: clerk.sees(to).messageId });
}

/** What the people of a commune do about a directive, and what comes back. */
export const officials: Walks = {
  'an acknowledgement, and a short message that is posted': async (world) => {
    const body = 'Kiểm tra nhà cửa trước mùa mưa bão.';
    await released(world, { shortMessages: [{ body, source: '(Nguồn: Sở Thủy lợi)' }] });
    const clerk = clerkOf(world);
    await clerk.press('Đã tiếp nhận');
    expect(await count(world, 'acknowledgement')).toBe(1);
    expect(clerk.sees('Số 15/STL-PCTT').text).toContain('✅');
    await clerk.press('Đã đăng');
    expect(clerk.sees('Kiểm tra nhà cửa').text).not.toContain('Đề nghị đăng lại');
  },
  'work that is begun, finished, taken back a step, and reported': async (world) => {
    await reportReleased(world);
    const clerk = clerkOf(world);
    await clerk.press('Đã tiếp nhận');
    for (const step of ['Đang xử lý', 'Hoàn thành', 'Rút lại bước vừa ghi']) {
      await clerk.press('Việc khác');
      await clerk.press(step);
    }
    await clerk.write('/viec');
    await clerk.press('📄 15/STL-PCTT (Mã');
    await clerk.press('Nộp báo cáo');
    await clerk.press('Báo cáo không phát sinh');
    expect(await count(world, 'submission')).toBe(1);
    specialistOf(world).sees('UBND xã An Phú: báo cáo không phát sinh theo 15/STL-PCTT');
  },
  'a directive that is rejected, and staff who insist, then agree': async (world) => {
    await released(world);
    const [clerk, specialist] = [clerkOf(world), specialistOf(world)];
    await clerk.press('Việc khác');
    await clerk.press('Từ chối tiếp nhận');
    await clerk.press('Gửi nhầm đơn vị');
    await specialist.press('Đề nghị tiếp nhận');
    clerk.sees('Cơ quan ban hành đề nghị UBND xã An Phú tiếp nhận 15/STL-PCTT');
    await clerk.press('Việc khác');
    await clerk.press('Từ chối tiếp nhận');
    await replies(world, 'Lý do UBND xã An Phú từ chối', 'Xã đã sáp nhập.');
    await specialist.press('Đồng ý');
    clerk.sees('Cơ quan ban hành đồng ý với việc từ chối 15/STL-PCTT');
    expect(await count(world, 'petition')).toBe(2);
  },
  'more time that is asked for with a day and a reason, and given': async (world) => {
    const phrase = 'trước ngày 16/01/2026';
    const dueAt = new Date('2026-01-15T16:59:59Z');
    await released(world, {
      deadlines: [reportDeadline, { ...reportDeadline, phrase, namedDate: '2026-01-16', dueAt }],
      audience: reportingAudience(world.communes).map((one) => ({ ...one, deadlines: [0, 1] })),
    });
    const clerk = clerkOf(world);
    await clerk.press('Việc khác');
    await clerk.press('Xin gia hạn');
    await clerk.press(phrase);
    await replies(world, 'Xin gia hạn đến ngày nào', '20/1/2026');
    await replies(world, 'Lý do xin gia hạn', 'Chờ số liệu của các thôn.');
    await specialistOf(world).press('Gia hạn đến 20/1/2026');
    clerk.sees('đồng ý gia hạn báo cáo theo 15/STL-PCTT đến 20/1/2026');
  },
  'more time that is refused, asked for again, and given until another day': async (world) => {
    await reportReleased(world);
    const [clerk, specialist] = [clerkOf(world), specialistOf(world)];
    await clerk.press('Việc khác');
    await clerk.press('Xin gia hạn');
    await replies(world, 'Xin gia hạn đến ngày nào', '25/1/2026, chờ số liệu của các thôn');
    await specialist.press('Không gia hạn');
    await specialist.write('Tỉnh phải tổng hợp ngày 20/1.');
    clerk.sees('không gia hạn báo cáo theo 15/STL-PCTT. Lý do: Tỉnh phải tổng hợp ngày 20/1.');
    await clerk.press('Việc khác');
    await clerk.press('Xin gia hạn');
    await replies(world, 'Xin gia hạn đến ngày nào', '20/1/2026, đường bị chia cắt');
    await specialist.press('Ngày khác');
    await specialist.write('18/1/2026');
    clerk.sees('đồng ý gia hạn báo cáo theo 15/STL-PCTT đến 18/1/2026');
  },
  'feedback, its answer, and what is said to that': async (world) => {
    await released(world);
    const [clerk, specialist] = [clerkOf(world), specialistOf(world)];
    await clerk.press('Việc khác');
    await clerk.press('Phản hồi');
    await replies(world, 'Nội dung phản hồi về 15/STL-PCTT?', 'Phụ lục II thiếu trang 3.');
    const asked = specialist.sees('Phụ lục II thiếu trang 3.');
    await specialist.write('Sẽ gửi bổ sung trong hôm nay.', { replyTo: asked.messageId });
    await replies(world, 'Sẽ gửi bổ sung trong hôm nay.', 'Đơn vị chờ.');
    specialist.sees('Đơn vị chờ.');
    expect(inGroup(world, 'Sẽ gửi bổ sung trong hôm nay.')).toHaveLength(1);
  },
  'work that one colleague refuses and then accepts': async (world) => {
    await reportReleased(world);
    const { organisationId } = communeOf(world);
    const nam = await bindTelegramPerson(world.spared, 'Nguyễn Văn Nam', [
      { organisationId, role: 'focal_point' },
    ]);
    const [clerk, delegate] = [clerkOf(world), phone(world, nam.person)];
    await clerk.press('Đã tiếp nhận');
    await clerk.press('Việc khác');
    await clerk.press('Phân công');
    await clerk.press('Nguyễn Văn Nam');
    await delegate.press('Từ chối');
    clerk.sees('Nguyễn Văn Nam không nhận việc theo 15/STL-PCTT');
    await clerk.press('Việc khác');
    await clerk.press('Phân công');
    await clerk.press('Nguyễn Văn Nam');
    await delegate.press('Nhận việc');
    clerk.sees('Nguyễn Văn Nam đã nhận việc theo 15/STL-PCTT');
    expect(delegate.sees('Số 15/STL-PCTT').text).toContain('Người được phân công: Nguyễn Văn Nam');
  },
};
