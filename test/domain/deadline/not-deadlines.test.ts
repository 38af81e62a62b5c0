import { expect, test } from '@jest/globals';
import { brief, read } from './read.ts';

/** Ordinary sentences with days and hours that bind nobody (R10, R12). */
const OTHER_DATES = [
  'Căn cứ Công văn số 112/SNV-CCHC ngày 15/9/2024 của Sở Nội vụ về kiểm tra công vụ.',
  'Thông tư này có hiệu lực từ ngày 01/10/2024.',
  'Quyết định có hiệu lực đến hết ngày 31/12/2025.',
  'Quy định này có hiệu lực thi hành kể từ ngày 15 tháng 10 năm 2024.',
  'Số liệu tính đến hết ngày 31/8/2024.',
  'Tính đến ngày 31/8/2024, toàn tỉnh có 120 xã đạt chuẩn.',
  'Lũy kế đến hết tháng 8/2024 đạt 65% kế hoạch.',
  'Số liệu báo cáo lấy từ ngày 15/8/2024 đến hết ngày 14/9/2024.',
  'Thời gian chốt số liệu từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo.',
  'Dự báo trước 19h00 ngày 20/9/2024 bão sẽ đi vào đất liền.',
  'Mưa lớn còn kéo dài đến hết ngày 12/9/2024.',
  'Trong sáng ngày 12/9/2024, khu vực phía bắc có mưa to.',
  'Từ nay đến hết ngày 25/9/2024, khu vực Tây Nguyên có mưa dông.',
  'Hội nghị bắt đầu lúc 8h00 ngày 20/9/2024 tại hội trường tầng 3.',
  'Triển lãm mở cửa đến hết ngày 30/9/2024.',
  'Giải bóng chuyền diễn ra trong ngày 12/9/2024.',
  'Đại biểu có mặt trước 07 giờ 30 ngày 20/9/2024.',
  'Thông báo cho người dân vùng hạ du trước khi xả lũ ít nhất 06 giờ.',
  'Đơn vị thi công phải thông báo trước ít nhất 03 ngày.',
  'Người lao động báo trước 30 ngày khi nghỉ việc.',
  'Kỷ niệm 79 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam (02/9/1945 - 02/9/2024).',
  'Tuyên truyền các hoạt động chào mừng Ngày Chuyển đổi số quốc gia 10/10.',
  'Các đơn vị kịp thời báo cáo khi có phát sinh.',
  'Khẩn trương hoàn thành việc rà soát.',
  'Thường xuyên cập nhật tin, bài trên trang thông tin điện tử.',
  'Báo cáo đột xuất khi có yêu cầu của cấp trên.',
  'Sớm hoàn thiện hồ sơ theo quy định.',
  'Đối tượng sinh trước ngày 01/01/1990.',
  'Các hợp đồng ký kết trước ngày 01/7/2024 tiếp tục thực hiện.',
  'Các vụ việc xảy ra trước ngày 01/9/2024 được xử lý theo quy định cũ.',
  'Dự án đã được phê duyệt trước ngày 30/6/2024.',
  'Trong tháng 9/2024, toàn tỉnh ghi nhận 12 vụ cháy.',
  'Trong năm 2024, tỉnh đã cấp 1.200 giấy phép.',
  'Kết quả thực hiện nhiệm vụ trong quý III/2024 còn hạn chế.',
  'Báo cáo tình hình thực hiện công tác trong tháng 9/2024.',
  'Giai đoạn 2021-2026 và định hướng đến năm 2030.',
  'Phấn đấu đến năm 2030 có 80% xã đạt chuẩn.',
  'Đến hết năm 2023, có 45 xã đạt chuẩn.',
  'Giấy phép có giá trị đến hết ngày 31/12/2026.',
  'Giấy phép có thời hạn 05 năm kể từ ngày cấp.',
  'Quyết định có hiệu lực sau 45 ngày kể từ ngày ký.',
  'Chỉ tiêu tăng 1/3 so với cùng kỳ năm 2023.',
  'Không quá 1/3 số thành viên vắng mặt.',
  'Nghị quyết số 169/NQ-CP ngày 31-12-2021 của Chính phủ.',
  'Sau 01 năm tăng cường thực thi Công ước.',
  'Họp giao ban vào thứ Hai hằng tuần.',
  'Tiếp công dân vào ngày 15 hằng tháng.',
  'Lịch tiếp công dân: ngày 05 và ngày 20 hằng tháng.',
  'Cấm đường từ 22h00 ngày 19/9/2024 đến 05h00 ngày 20/9/2024.',
  'Thời gian nghỉ Tết từ ngày 25/01/2025 đến hết ngày 02/02/2025.',
  'Tạm dừng lưu thông đến hết ngày 25/9/2024.',
  'Hội thi được tổ chức trong tháng 10/2024.',
  'Khai mạc vào cuối tháng 9/2024.',
  'Chương trình phát sóng lúc 20h00 thứ Bảy hằng tuần.',
  'Phát thanh 02 lần/tuần trên hệ thống truyền thanh cơ sở.',
  'Bản tin dài không quá 300 từ, không quá 02 trang.',
  'Mực nước lúc 07 giờ 00 ngày 11/9/2024 là 12,5 m.',
  'Đến 16 giờ 00 ngày 11/9/2024, vị trí tâm bão ở vào khoảng 18,5 độ vĩ bắc.',
  'Hồ sơ lưu trữ trong thời hạn 10 năm kể từ ngày kết thúc dự án.',
  'Thông tin đối ngoại tháng 09 và quyết định đặc xá năm 2024.',
  'Nhân dịp Ngày Quốc tế Phụ nữ 8/3 năm 2025.',
  'Xem xét khi có hướng dẫn của Bộ trong thời gian tới.',
  'Điện thoại 0260.3862.123, trước số 15/9 đường Trần Phú.',
  'QCVN 102:2016 và TCVN 6909:2001.',
  'Ông Trần Văn B, sinh ngày 02/9/1975, giữ chức vụ từ ngày 01/10/2024.',
  'Kế hoạch số 77/KH-UBND ngày 20/4/2024 triển khai trong năm 2024 và các năm tiếp theo.',
  'Sau thời hạn 05 ngày làm việc kể từ ngày niêm yết, nếu không có ý kiến thì hồ sơ được chuyển tiếp.',
  'Đơn vị đã báo cáo trước ngày 05/9/2024.',
  'Đến nay Sở chưa nhận được báo cáo, quá hạn so với yêu cầu trước ngày 05/9/2024 tại Công văn số 90/SNV-TH.',
  'KẾ HOẠCH CÔNG TÁC THÁNG 9/2024',
] as const;

test.each(OTHER_DATES)('%s', (sentence) => {
  expect(read(sentence)).toEqual([]);
  expect(read(sentence.normalize('NFD'))).toEqual([]);
  expect(read(sentence, { issuedOn: null })).toEqual([]);
});

/** Near misses: the same words in sentences that do ask for something. */
const LIMITS = [
  ['Báo cáo thiệt hại do mưa, bão trước 16h00 ngày 20/9/2024.', 'absolute before 2024-09-20T16:00'],
  ['Tập trung rà soát, gửi danh sách học sinh trước ngày 25/9/2024.', 'absolute before 2024-09-24'],
  ['Hoàn thành các nhiệm vụ được giao trước ngày 30/9/2024.', 'absolute before 2024-09-29'],
  ['Từ nay đến hết ngày 25/9/2024, các đơn vị hoàn thành rà soát.', 'absolute by 2024-09-25'],
  ['Xây dựng kế hoạch trong tháng 10/2024.', 'period by 2024-10-31'],
  ['Nộp hồ sơ trực tuyến đến hết ngày 30/9/2024.', 'absolute by 2024-09-30'],
  ['Hoàn thành việc áp dụng phần mềm trước ngày 27/9/2024.', 'absolute before 2024-09-26'],
  [
    'Các đơn vị hoàn thành việc thành lập tổ công tác trước ngày 27/9/2024.',
    'absolute before 2024-09-26',
  ],
  ['Thời hạn nộp hồ sơ đến ngày 27/9/2024.', 'absolute by 2024-09-27'],
  ['Thời gian hoàn thành: Quý IV/2024.', 'period by 2024-12-31'],
  [
    'Báo cáo tháng trước ngày 25 hằng tháng.',
    'recurring before FREQ=MONTHLY;BYMONTHDAY=25 2024-09-24',
  ],
] as const;

test.each(LIMITS)('%s', (sentence, meaning) => {
  expect(read(sentence).map(brief)).toEqual([meaning]);
});
