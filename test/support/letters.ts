/** A letter that names everything: number, date, subject, addressees, a task and a deadline. */
export const completeLetter = `UBND TỈNH AN BÌNH
SỞ THỦY LỢI

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 27/STL-PCTT
An Bình, ngày 05 tháng 01 năm 2026

V/v chuẩn bị phương án phòng, chống thiên tai năm 2026

KHẨN

Kính gửi: UBND các xã.

Để chủ động ứng phó với thiên tai, Sở Thủy lợi đề nghị:

1. UBND các xã: Rà soát các điểm xung yếu; báo cáo kết quả trước 17h00 ngày 20/01/2026.

Trân trọng./.

Nơi nhận:
- Như trên;
- Lưu: VT, PCTT.

GIÁM ĐỐC

Nguyễn Văn Hòa
`;

/** A draft as it comes out of an office system: number, day and month still blank, no deadline. */
export const unnumberedLetter = completeLetter
  .replace('Số: 27/STL-PCTT', 'Số: /STL-PCTT')
  .replace('ngày 05 tháng 01 năm 2026', 'ngày tháng năm 2026')
  .replace('; báo cáo kết quả trước 17h00 ngày 20/01/2026', '');
