import { expect, test } from '@jest/globals';
import { brief, read } from './read.ts';

test('a table keeps the limit of each row', () => {
  const table = [
    '| Nhiệm vụ | Chủ trì | Thời hạn |',
    '| Rà soát danh mục | Sở Nội vụ | Trước 25/9/2024 |',
    '| Xây dựng kế hoạch | UBND các xã | Tháng 10/2024 |',
    '| Tuyên truyền | Đài truyền thanh | Thường xuyên |',
  ].join('\n');

  expect(read(table).map(brief)).toEqual(['absolute before 2024-09-24', 'period by 2024-10-31']);
});

test('a time cell may hold nothing but a date', () => {
  expect(read('30/9/2024', { timeCell: true }).map(brief)).toEqual(['absolute by 2024-09-30']);
  expect(read('30/9/2024')).toEqual([]);
});

test('a weekday that contradicts its date is reported and the date counts', () => {
  const [deadline] = read('trước 17h00 thứ Hai, ngày 20/9/2024');

  expect(deadline?.dueAt).toBe('2024-09-20T17:00:00+07:00');
  expect(deadline?.flags).toEqual(['weekday_contradicts_date']);
});

test('the limits of one letter come in order with their numbers', () => {
  const letter = `Căn cứ Kế hoạch số 15/KH-UBND ngày 02/8/2024 của UBND tỉnh, Sở Nội vụ đề nghị:

1. Các sở, ban, ngành gửi báo cáo kết quả trước ngày 20/9/2024; cử 01 đại biểu,
gửi danh sách chậm nhất 10 giờ 00 ngày 16/9/2024.

2. UBND các xã báo cáo định kỳ trước ngày 18 hằng tháng, bắt đầu từ tháng 10/2024.

3. Công văn này thay thế Công văn số 98/SNV-TH ngày 11/7/2024, có hiệu lực từ ngày 15/9/2024.`;

  expect(read(letter).map((deadline) => `${deadline.id} ${deadline.phrase}`)).toEqual([
    'd1 trước ngày 20/9/2024',
    'd2 chậm nhất 10 giờ 00 ngày 16/9/2024',
    'd3 trước ngày 18 hằng tháng, bắt đầu từ tháng 10/2024',
  ]);
});
