import type { ChannelHealth } from '../../ports/channel.ts';

const states: Readonly<Record<ChannelHealth['state'], string>> = {
  ready: 'vừa kết nối lại',
  reconnecting: 'đang kết nối lại',
  'needs-login': 'cần đăng nhập lại',
  displaced: 'bị chỗ khác chiếm',
  throttled: 'đang bị giới hạn',
  stopped: 'đã dừng',
};

/** Alerts to administrators and issuing staff. */
export const alert = {
  chatGone: (title: string, organisation: string) =>
    `⚠️ Không gửi được vào nhóm «${title}» của ${organisation}: bot đã bị gỡ hoặc nhóm không còn. Đề nghị cấp đường liên kết nhóm mới: /moi nhom ${organisation}`,
  chatRestricted: (title: string, organisation: string) =>
    `⚠️ Bot không có quyền gửi tin trong «${title}» của ${organisation}. Đề nghị quản trị viên nhóm cấp quyền gửi tin nhắn.`,
  deliveryFailed: (reference: string, organisation: string) =>
    `⚠️ ${organisation} chưa nhận được ${reference}: ứng dụng nhắn tin không nhận tin này. Đề nghị gửi bằng cách khác và liên hệ đơn vị.`,
  updateFailed: (id: string) =>
    `⚠️ Một tin nhắn đến chưa xử lý được sau nhiều lần thử (mã ${id}). Đề nghị xem nhật ký máy chủ.`,
  scanToLogIn: (account: string) =>
    `🔑 Tài khoản ${account} cần đăng nhập lại. Đề nghị mở ứng dụng trên điện thoại của tài khoản đó và quét mã QR này. Khi mã hết hạn, gõ /dangnhap để lấy mã mới.`,
  channelDown: (account: string, state: ChannelHealth['state']) =>
    `⚠️ Kênh ${account} không liên lạc được (${states[state]}). Tin chưa gửi được giữ lại.`,
  channelBack: (account: string) => `✅ Kênh ${account} đã liên lạc lại được.`,
  countsDiffer: (count: number) =>
    `⚠️ Đối soát đêm: ${count} chỗ số liệu gửi và tiếp nhận không khớp. Đề nghị xem nhật ký máy chủ.`,
  recordsDown:
    '⚠️ Cơ sở dữ liệu không truy cập được. Chưa nhận và chưa gửi được tin; phần chưa gửi sẽ gửi tiếp khi có lại.',
  recordsBack: '✅ Cơ sở dữ liệu đã truy cập lại được. Việc gửi tin tiếp tục.',
  queueDown:
    '⚠️ Hàng đợi công việc không truy cập được. Tin chưa gửi được giữ lại và sẽ gửi tiếp khi có lại.',
  queueBack: '✅ Hàng đợi công việc đã truy cập lại được. Việc gửi tin tiếp tục.',
} as const;
