import type { LetterLayout } from './letter-layout.ts';

/** An invented letter with everything a layout can hold. */
export const EXAMPLE_LETTER: LetterLayout = {
  headLeft: [
    'UBND TỈNH AN BÌNH',
    'SỞ NỘI VỤ',
    'Số: 215/SNV-CCHC',
    'V/v chuẩn bị hội nghị cải cách',
    'hành chính năm 2026',
  ],
  headRight: [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'An Bình, ngày 11 tháng 5 năm 2026',
  ],
  body: [
    'Kính gửi:',
    '- Các hội, đoàn thể cấp tỉnh;',
    '- UBND các phường, xã trong tỉnh.',
    'Thực hiện Kế hoạch số 77/KH-UBND ngày 20/4/2026 của UBND tỉnh¹, Sở Nội vụ đề nghị các cơ quan, đơn vị, địa phương phối hợp thực hiện những nội dung sau đây:',
    'Nhiệm vụ\tChủ trì\tThời hạn',
    'Gửi báo cáo kết quả 05 tháng đầu năm\tCác hội, đoàn thể cấp tỉnh\tTrước 26/5/2026',
    'Niêm yết lịch tiếp công dân tại trụ sở\tUBND các phường, xã\tTrong tháng 6/2026',
    'Trân trọng./.',
  ],
  tailLeft: ['Nơi nhận:', '- Như trên;', '- UBND tỉnh (b/c);', '- Lưu: VT, CCHC.'],
  tailRight: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn An'],
  footnotes: ['¹ Được điều chỉnh tại Công văn số 301/UBND-NC ngày 04-5-2026 của UBND tỉnh.'],
};
