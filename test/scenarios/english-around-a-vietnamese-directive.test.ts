import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { type Phone, phone } from '../support/phone.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
let specialist: Phone;

beforeEach(async () => {
  p = await smallProvince({ communes: 2 });
  specialist = phone(p, p.composer);
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const inGroup = (index: number): Phone => {
  const commune = p.communes[index];
  if (!commune) throw new Error(`no commune ${index}`);
  return phone(p, commune.clerk, commune.group);
};
const labelsOf = (phoneOf: Phone) =>
  phoneOf.all().flatMap(({ buttons }) => buttons.flat().map(({ text }) => text));

test('staff and a group that asked for English are spoken to in English about an unchanged directive', async () => {
  await specialist.write('/language en');
  specialist.sees('The language is now English.');
  await inGroup(0).write('/language en');
  inGroup(0).sees('The language is now English.');

  await specialist.sendFile('27-STL-PCTT.txt', new TextEncoder().encode(completeLetter));
  specialist.sees('✍️ Composing a document – Sở Thủy lợi tỉnh An Bình');
  await specialist.press('Due date 1 is correct');
  await specialist.press('Preview');
  await specialist.press('Not on the list of state secrets');
  await specialist.press('Release');
  specialist.sees('27/STL-PCTT released to 2 organisations');
  specialist.sees('📤 Document 27/STL-PCTT');

  // English words around what the issuer wrote, which is the same in both groups.
  const english = inGroup(0).sees('No. 27/STL-PCTT of 5/1/2026').text;
  const vietnamese = inGroup(1).sees('Số 27/STL-PCTT ngày 5/1/2026').text;
  expect(english).toContain('⚡ KHẨN (urgent) – Sở Thủy lợi tỉnh An Bình');
  expect(english).toContain('▸ Tasks of UBND xã An Phú:');
  const [, subject = ''] = /V\/v (.+)/.exec(vietnamese) ?? [];
  const [, task = ''] = /^– (.+)/m.exec(vietnamese) ?? [];
  const [, phrase = ''] = /Báo cáo: (.+) \(/.exec(vietnamese) ?? [];
  expect([subject, task, phrase].every((words) => words.length > 10)).toBe(true);
  expect(english).toContain(`Re: ${subject}`);
  expect(english).toContain(`– ${task}`);
  expect(english).toContain(`⏰ Report: ${phrase} (`);
  const file = inGroup(0)
    .all()
    .find((message) => message.file)?.file;
  expect(new TextDecoder().decode(file?.bytes())).toBe(completeLetter);

  // Answers, cards and lists follow the chat they are in.
  expect(await inGroup(0).press('Acknowledge receipt')).toContain('✅ Receipt recorded at');
  inGroup(0).sees('✅ Acknowledged: Registry clerk Lê Văn Phú, UBND xã An Phú');
  expect(await inGroup(1).press('Đã tiếp nhận')).toContain('✅ Đã ghi nhận lúc');
  expect(specialist.sees('📤 Document 27/STL-PCTT').text).toContain('📬 Acknowledged 2/2');
  await inGroup(0).press('Nil report');
  specialist.sees('UBND xã An Phú: nil report on 27/STL-PCTT');
  await specialist.press('Who has not acknowledged');
  specialist.sees('📄 Not reported (1): UBND xã Bình Minh');
  await specialist.write('/help');
  specialist.sees('Compose and release a directive');

  // Nothing in Vietnamese is left to press where English was asked for.
  for (const label of [...labelsOf(specialist), ...labelsOf(inGroup(0))]) {
    expect(label).not.toMatch(/[À-ÖØ-öø-ɏḀ-ỿ]/);
  }
});

test('reminders come in the language of the chat they are for', async () => {
  await inGroup(0).write('/language en');
  const due = new Date('2026-01-19T10:00:00Z');
  const deadline = {
    phrase: 'trước 17h00 ngày 19/1/2026',
    kind: 'absolute',
    boundary: 'before',
    namedDate: '2026-01-19',
    namedTime: '17:00',
    dueAt: due,
    overdueAt: due,
    recurrence: null,
    anchor: null,
    offset: null,
    flags: [],
  } as const;
  await p.release({
    deadlines: [deadline],
    audience: p.communes.map(({ organisationId }) => ({
      organisationId,
      role: 'act',
      tasks: [],
      deadlines: [0],
    })),
  });
  await p.settle();

  for (let hour = 0; hour < 24 * 17; hour += 4) {
    p.advance(4 * 3_600_000);
    await p.tick();
  }

  inGroup(0).sees('🔴 Overdue by 1 day: UBND xã An Phú has not submitted its report on');
  inGroup(1).sees('🔴 Quá hạn 1 ngày: UBND xã Bình Minh chưa nộp báo cáo');
  expect(inGroup(0).sees('No. 15/STL-PCTT').text).toContain('🔴 Report overdue');
});

test('a passer-by in a group cannot change its language', async () => {
  const [commune] = p.communes;
  if (!commune) throw new Error('no commune');
  const passerBy = p.network.people.add({ firstName: 'Khách' });
  passerBy.join(commune.group);

  await phone(p, passerBy, commune.group).write('/language en');

  inGroup(0).sees('chưa liên kết với đơn vị nào');
  const { rows } = await p.engine.db.query('select language from chat where external_id = $1', [
    String(commune.group),
  ]);
  expect(rows).toEqual([{ language: 'vi' }]);
});
