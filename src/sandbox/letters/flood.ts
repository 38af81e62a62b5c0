/** A sample directive: an invented letter in the form of real ones, its number and date still blank. */
export interface SampleLetter {
  readonly fileName: string;
  readonly text: string;
  /** What is typed when the bot asks for what is missing. */
  readonly number: string;
  readonly date: string;
  /** What the districts are to post; the bot adds the source. */
  readonly shortMessage: string;
}

/** Asks to inform the people about floods, with a report due the afternoon after. */
export const floodLetter: SampleLetter = {
  fileName: 'cong-van-tuyen-truyen-phong-chong-mua-lu.txt',
  number: '486',
  date: '2024-09-09',
  shortMessage:
    'Mưa lớn trên thượng nguồn, mực nước sông Lạc đang lên. Đề nghị người dân ven sông chuẩn bị thuyền, áo phao, nước uống; không qua ngầm tràn, không vớt củi; nghe theo hướng dẫn di dời của chính quyền.',
  text: `UBND TỈNH AN BÌNH
SỞ THÔNG TIN VÀ TRUYỀN THÔNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: /STTTT-TTBCXB
An Bình, ngày tháng năm

V/v thông tin, tuyên truyền phòng, chống
mưa lũ trên địa bàn tỉnh

Kính gửi:
- Các sở, ban, ngành thuộc tỉnh;
- Ủy ban nhân dân các huyện, thành phố;
- Ủy ban nhân dân các xã, phường, thị trấn;
- Các cơ quan báo chí tỉnh;
- Các cơ quan báo chí thường trú tại địa phương;
- Cổng thông tin điện tử tỉnh.

Thực hiện Công văn số 2175/UBND-KTN ngày 06/9/2024 của UBND tỉnh về việc chủ động ứng phó mưa lũ, Sở Thông tin và Truyền thông đề nghị các cơ quan, đơn vị, địa phương triển khai các nội dung sau:

1. Các cơ quan báo chí tỉnh: Tăng thời lượng bản tin mưa lũ; phát kịp thời cảnh báo của Đài Khí tượng thủy văn.

2. Các sở, ban, ngành thuộc tỉnh: Đăng thông tin phòng, chống mưa lũ thuộc lĩnh vực phụ trách trên trang thông tin điện tử.

3. Ủy ban nhân dân các huyện, thành phố: Chỉ đạo hệ thống truyền thanh cơ sở phát tin cảnh báo ít nhất ba lần mỗi ngày; đăng lại các thông điệp ngắn do Sở cung cấp trên kênh của địa phương; báo cáo kết quả về Sở Thông tin và Truyền thông trước 17 giờ 00 ngày 10/9/2024.

4. Ủy ban nhân dân các xã, phường, thị trấn: Thông báo đến từng khu dân cư ven sông; báo cáo kết quả về Sở Thông tin và Truyền thông trước 17 giờ 00 ngày 10/9/2024.

Sở Thông tin và Truyền thông đề nghị các cơ quan, đơn vị, địa phương phối hợp triển khai thực hiện./.

Nơi nhận:
- Như trên;
- UBND tỉnh (b/c);
- Phòng VH-TT các huyện, thành phố;
- Trung tâm VH-TTDL&TT các huyện, thành phố;
- Lưu: VT, TTBCXB.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Lê Thu Giang
`,
};
