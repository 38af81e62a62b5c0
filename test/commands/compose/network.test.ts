import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { letter } from '../../support/letter.ts';
import { type SmallProvince, smallProvince } from '../../support/small-province.ts';

let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince({ startAt: new Date('2026-06-04T02:00:00Z') });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const words = letter({
  head: [
    'UBND TỈNH AN BÌNH',
    'SỞ THỦY LỢI TỈNH AN BÌNH',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 27/STL-PCTT',
    'An Bình, ngày 02 tháng 6 năm 2026',
    'V/v kiểm tra đê kè trước mùa lũ',
  ].join('\n'),
  addressees: 'Kính gửi:\n- UBND các xã.',
  body: '1. UBND các xã: Báo cáo kết quả kiểm tra đê trước 17h00 ngày 15/6/2026.\n\nTrân trọng./.',
});

test('a file sent on the network becomes cards in the groups, in one edited card', async () => {
  const { composer } = p;
  const dialogue = () =>
    composer.sees(composer.id).find(({ text }) => text.includes('Soạn văn bản'));
  const press = async (label: string) => {
    const message = dialogue();
    const button = message?.buttons.flat().find(({ text }) => text.startsWith(label));
    if (!message || !button) throw new Error(`no ${label} in ${message?.text}`);
    composer.press(composer.id, message.messageId, button.text);
    p.advance(3_000);
    await p.settle();
  };

  composer.sendDocument(composer.id, {
    name: '27-stl.txt',
    bytes: new TextEncoder().encode(words),
  });
  await p.settle();
  p.advance(3_000);
  await p.settle();
  await press('✔ Hạn 1');
  await press('👁');
  await press('☐ Không thuộc');
  await press('🚀');

  const group = p.communes[0]?.group ?? 0;
  const card = await p.network.next(group, 'Số 27/STL-PCTT');
  expect(card.text).toContain('– Báo cáo kết quả kiểm tra đê trước 17h00 ngày 15/6/2026.');
  expect(composer.sees(composer.id).filter(({ text }) => text.includes('Soạn văn bản'))).toEqual(
    [],
  );
  expect(
    composer
      .sees(composer.id)
      .some(({ text }) => text.includes('Đã phát hành 27/STL-PCTT đến 3 đơn vị')),
  ).toBe(true);
});
