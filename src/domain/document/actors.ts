// Who can be told to do something: bodies, general words for bodies, and heads of bodies.
const PROPER =
  'Sở|Ban(?! hành)|UBND|Ủy ban|Uỷ ban|HĐND|Hội đồng|Văn phòng|Phòng(?!,| chống| ngừa| cháy)|Trung tâm|Công an|Quân sự|Biên phòng|Đồn|Bộ(?! phận| máy| tiêu chí)|Tổng cục|Cục|' +
  'Chi cục|Vụ(?! việc)|Đài|Báo(?! cáo| động)|Tạp chí|Cổng|Công thông tin|Trang (?:TTĐT|thông tin)|Thanh tra|Mặt trận|MTTQ|Ủy viên|Liên đoàn|Liên minh|Hội(?! nghị| thảo| họp| trường)|Đoàn(?! kết)|' +
  'Trường(?! hợp)|Nhà trường|Học viện|Viện|Bệnh viện|Trạm|Kho bạc|Thuế|Hải quan|Bảo hiểm|Ngân hàng|Tòa|Toà|Đảng ủy|Đảng uỷ|Huyện ủy|Thành ủy|Tỉnh ủy|Chi bộ|Công ty|Tổng công ty|Tập đoàn|Điện lực|Doanh nghiệp|' +
  'Hợp tác xã|Tổ(?! chức)|Đội|Hạt|BCH|BQL|Tiểu ban|Nhóm|Bưu điện|VNPT|Viettel|Mobifone|Chi nhánh|Cơ quan|Đơn vị|Địa phương|Thủ trưởng|Giám đốc|Phó Giám đốc|Chủ tịch|Phó Chủ tịch|Chánh|Trưởng|Người đứng đầu|' +
  'Lãnh đạo|Bí thư|Hiệu trưởng|Chỉ huy|Đồng chí|Ông|Bà|Thành viên|Chủ đầu tư|Chủ rừng|Xã(?! hội)|Phường|Thị trấn|Huyện|Thành phố|Thị xã|Thôn|Tổ dân phố|Khối|Bộ phận|Cán bộ|Công chức|Văn thư|Nhà máy|Hộ|Quỹ|Cảng vụ|Khu|Bảo tàng|Thư viện|Nhà (?:văn hóa|thi đấu|hát|thiếu nhi|khách)|Vườn quốc gia|Bộ đội';
const GENERAL =
  'hạt|đồn|hợp tác xã|vườn quốc gia|bảo tàng|thư viện|tổ hợp tác|liên|tòa|khách sạn|gia đình|kho|chợ|câu lạc bộ|khối|viện|trưởng|phó|giám đốc|thủ trưởng|ông|bà|sở|ban|bộ|ngành|cơ quan|đơn vị|địa phương|tổ chức|doanh nghiệp|hội|đoàn thể|phòng|trường|cơ sở|xã|phường|thị trấn|huyện|thành phố|thị xã|trung tâm|đồng chí|thành viên|chủ|công ty|nhà|hộ|đài|báo|đội|tổ|khu|thôn|cấp|lực lượng|bệnh viện|trạm|nhà mạng|nhóm|chi cục|cục|vụ|hợp tác xã|chủ đầu tư|ban quản lý|cán bộ|tiểu ban|địa bàn|UBND|Sở|Bộ|Ban|Hội|Phòng|Trường|Trung tâm|Công ty|Chi cục|Cục|Đài|Tổ|Đội';
const ACTOR = `(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể|[Tt]ất cả các|[Mm]ỗi|[Tt]ừng|[Đđ]ề nghị các)\\s+(?:${GENERAL}|${PROPER})|(?:${PROPER})|(?:cơ quan|đơn vị|địa phương|doanh nghiệp|thủ trưởng|giám đốc|chủ tịch))(?!\\p{Ll})`;
const VERBS =
  'chủ trì|chủ động|phối hợp|có trách nhiệm|chịu trách nhiệm|báo cáo|gửi|tổ chức|thực hiện|triển khai|xây dựng|tham mưu|chỉ đạo|rà soát|kiểm tra|tổng hợp|khẩn trương|nghiêm túc|tiếp tục|tăng cường|cử|lập|hoàn thành|hoàn thiện|' +
  'căn cứ|theo dõi|phải|cần|tập trung|quan tâm|thông báo|phổ biến|đôn đốc|hướng dẫn|cung cấp|bố trí|đăng ký|đăng tải|đăng|nộp|cập nhật|ban hành|sớm|kịp thời|thường xuyên|định kỳ|nghiên cứu|phân công|đề xuất|thẩm định|trình|giám sát|' +
  'phát sóng|phát động|tuyên truyền|đẩy mạnh|tham gia|tham dự|niêm yết|đánh giá|xem xét|cho ý kiến|góp ý|tích cực|lồng ghép|duy trì|huy động|bảo đảm|đảm bảo|ưu tiên|quán triệt|tiếp nhận|xử lý|giải quyết|công bố|công khai|mời|giao|dự|có ý kiến|' +
  'có văn bản|có báo cáo|chuẩn bị|thống kê|trực|sẵn sàng|vận hành|khắc phục|theo chức năng|trước ngày|chậm nhất|đề nghị|chuyển|nhập|đối chiếu|khai thác|sử dụng|vận động|lựa chọn|ký|phê duyệt|quyết định|đề ra|in|treo|tự|yêu cầu|hỗ trợ|quản lý|khuyến cáo|cấm|dừng|tạm dừng|cho phép|xác nhận|trả lời';
const LEAD =
  '(?:Đề nghị|Giao|Yêu cầu|Phân công|Giao cho|Đối với|Kính đề nghị|Trân trọng đề nghị)\\s+';
const LABEL = new RegExp(`^(?:${LEAD})?(?<actor>${ACTOR}.*)$`, 'u');
const PREDICATE =
  /(?<!\p{L})(?:chủ trì|có trách nhiệm|chịu trách nhiệm|thực hiện|triển khai|báo cáo|gửi|đề nghị|yêu cầu|như sau|sau đây|bao gồm|gồm|cần|phải|được|đã|tiếp tục|tăng cường|trước ngày|chậm nhất|khi|nếu|về việc|phối hợp (?:với|cùng|thực)|tổ chức (?:thực|triển)|nêu trên)(?!\p{L})/u;
const OPENING = new RegExp(
  `^(?:${LEAD})?(?<actor>${ACTOR}[^.:!?]{0,200}?),?\\s+(?=(?:${VERBS})(?!\\p{L}))`,
  'u',
);
const REQUEST = new RegExp(
  `(?<!\\p{L})(?:đề nghị|yêu cầu|giao|phân công|Đề nghị|Yêu cầu|Giao)\\s+(?<actor>${ACTOR}[^.:!?]{0,200}?),?\\s+(?=(?:${VERBS})(?!\\p{L}))`,
  'u',
);
const WITH = new RegExp(
  `(?<!\\p{L})phối hợp (?:chặt chẽ )?(?:với|cùng)\\s+(?<actor>${ACTOR}[^.:!?;]{0,160}?)(?=[.;:]|,?\\s+(?:${VERBS}|để|trong)(?!\\p{L})|$)`,
  'u',
);
// The sender speaking of itself: "Sở Nội vụ trân trọng kính mời".
const POLITE_END = /(?<!\p{L})(?:kính|xin|trân trọng|đã|đang|sẽ|vừa|rất mong|có)$/u;
const MAX_LABEL = 240;

/** Reads words that name who has to act, and nothing else; a leading "Giao", "Đề nghị" is taken off. */
export function actorOfLabel(label: string): string | undefined {
  if (label.length > MAX_LABEL || PREDICATE.test(label)) return undefined;
  return LABEL.exec(label)?.groups?.actor?.trim();
}

/** Who acts in a sentence that opens with the actor: "Sở Y tế chủ trì …", "Giao Sở Y tế …". */
export function actorOfOpening(sentence: string): string | undefined {
  const actor = OPENING.exec(sentence.slice(0, 400))?.groups?.actor?.trim();
  return actor === undefined || POLITE_END.test(actor) ? undefined : actor;
}

/** Who is asked in a sentence: "… đề nghị UBND các xã báo cáo …". */
export function actorOfRequest(sentence: string): string | undefined {
  return REQUEST.exec(sentence.slice(0, 800))?.groups?.actor?.trim();
}

/** Who cooperates in a sentence: "… phối hợp với Sở Tài chính …". */
export function collaboratorOf(sentence: string): string | undefined {
  return WITH.exec(sentence.slice(0, 800))?.groups?.actor?.replace(/,$/u, '').trim();
}
