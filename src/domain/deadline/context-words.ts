/** Words around a date that tell a time limit from another date, each list with one meaning. */
import { type WordTable, wordTable } from './tokens.ts';

const words = (...phrases: readonly string[]): WordTable<true> => wordTable([[phrases, true]]);

const COMPLETION = [
  'hoàn thành',
  'hoàn tất',
  'hoàn thiện',
  'xong',
  'kết thúc',
  'giải ngân',
  'khắc phục',
  'chấm dứt',
  'nghiệm thu',
];

const SENDING = [
  'gửi',
  'nộp',
  'báo cáo',
  'đăng ký',
  'trình',
  'trả lời',
  'góp ý',
  'cung cấp',
  'phản hồi',
  'phải',
  'đề nghị',
  'yêu cầu',
  'nhận hồ sơ',
];

const DOING = [
  'triển khai',
  'thực hiện',
  'rà soát',
  'xây dựng',
  'ban hành',
  'đăng tải',
  'cập nhật',
  'tổ chức',
  'kiểm tra',
  'di dời',
  'sơ tán',
  'kêu gọi',
  'gia cố',
  'tham mưu',
  'tổng hợp',
  'cử',
  'lập',
  'bố trí',
  'niêm yết',
  'đánh giá',
  'phối hợp',
  'công bố',
];

/** Something is to be finished. */
export const completion = words(...COMPLETION);
/** Something is to be handed in. */
export const sending = words(...SENDING);
/** Something is to be done. */
export const doing = words(...DOING);
/** Any of the three: somebody is asked for something. */
export const asking = words(...COMPLETION, ...SENDING, ...DOING);

export const weather = words(
  'mưa',
  'bão',
  'áp thấp',
  'lũ',
  'dông',
  'nắng nóng',
  'rét',
  'gió mạnh',
  'sóng biển',
  'không khí lạnh',
  'nhiệt độ',
  'triều cường',
  'mực nước',
);
export const forecast = words('dự báo', 'có khả năng', 'nhiều khả năng');

/** Tells what was. */
export const account = words(
  'đã',
  'ghi nhận',
  'xảy ra',
  'đạt',
  'so với',
  'cùng kỳ',
  'phát hiện',
  'bình quân',
  'diễn ra',
  'phát sinh',
  'ước đạt',
  'ước tính',
);
export const done = words('đã');

/** What a report is about, never what is asked for. */
export const topic = words(
  'kết quả',
  'tình hình',
  'số liệu',
  'diễn biến',
  'phát sinh',
  'trọng tâm',
  'phong trào',
  'kỷ niệm',
  'chào mừng',
  'đối ngoại',
  'vụ việc',
  'sự kiện',
  'thành tích',
);
/** What a report is about unless a verb makes it the thing to do: `kế hoạch trong tháng 9`, `xây dựng kế hoạch trong tháng 9`. */
export const undertaking = words(
  'công tác',
  'nhiệm vụ',
  'hoạt động',
  'kế hoạch',
  'chương trình',
  'lịch',
  'nội dung',
);

/** Takes place by itself. */
export const event = words(
  'diễn ra',
  'khai mạc',
  'bế mạc',
  'mở cửa',
  'trưng bày',
  'phát sóng',
  'nghỉ lễ',
  'nghỉ tết',
  'nghỉ',
  'treo cờ',
  'tạm dừng',
  'tạm ngừng',
  'cấm',
  'được tổ chức',
  'sẽ tổ chức',
  'kéo dài',
  'duy trì',
  'lưu thông',
  'tiếp diễn',
  'phục vụ khách',
);
export const attendance = words(
  'có mặt',
  'tập trung tại',
  'khởi hành',
  'xuất phát',
  'ổn định chỗ',
  'đón khách',
  'đón tiếp',
);

export const inForce = words(
  'có hiệu lực',
  'còn hiệu lực',
  'hết hiệu lực',
  'có giá trị',
  'hiệu lực thi hành',
);
/** How long something lasts or is kept. */
export const validity = words(
  'hiệu lực',
  'giá trị',
  'áp dụng',
  'thi hành',
  'sử dụng',
  'bảo hành',
  'lưu trữ',
  'lưu giữ',
  'bảo quản',
  'miễn',
  'hưởng',
  'nhiệm kỳ',
  'có thời hạn',
);

/** What a closing date of data follows. */
export const data = words(
  'số liệu',
  'dữ liệu',
  'lũy kế',
  'luỹ kế',
  'chốt',
  'thống kê',
  'thời điểm',
);
export const countingTo = words(
  'tính',
  'lũy kế',
  'luỹ kế',
  'cập nhật',
  'thống kê',
  'từ đầu năm',
  'tính từ đầu năm',
);

/** What was so before a day, with the people or papers it was so of. */
export const state = words(
  'xảy ra',
  'phát sinh',
  'ký kết',
  'giao kết',
  'tồn tại',
  'được ban hành',
  'được cấp',
  'được ký',
  'được công nhận',
  'so với',
  'như',
  'văn bản ban hành',
  'quyết định ban hành',
  'hợp đồng ký',
  'người sinh',
  'tượng sinh',
  'dân sinh',
  'trẻ sinh',
  'em sinh',
  'viên sinh',
);
/** As `state`, unless somebody is asked to bring it about. */
export const possibleState = words(
  'thành lập',
  'được thành lập',
  'được phê duyệt',
  'được bổ nhiệm',
  'đưa vào sử dụng',
  'được đưa vào sử dụng',
  'khởi công',
  'tiếp nhận',
);

export const overdueTalk = words('quá hạn', 'quá thời hạn', 'đến nay');
export const earlierLetter = words(
  'tại công văn',
  'tại văn bản',
  'theo công văn',
  'theo văn bản',
  'nêu tại',
  'tại kế hoạch',
  'theo kế hoạch',
  'của công văn',
);
