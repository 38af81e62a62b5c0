import { vi } from '../../messages/vi/index.ts';
import type { TelegramNetwork } from '../telegram/network.ts';
import type { Person } from '../telegram/person.ts';
import type { Habit } from './habits.ts';
import { type Phones, pressLabel, type Read } from './phones.ts';

const { buttons } = vi.card;

/**
 * Lets everybody do what is due by now and has not been done. What was done is read from the chats
 * themselves, so after a kill nobody does a thing twice or forgets one.
 */
export function answerWhatIsDue(
  { phones, network }: { readonly phones: Phones; readonly network: TelegramNetwork },
  habits: readonly Habit[],
  now: Date,
): void {
  for (const habit of habits) {
    const { group } = habit.household;
    const card = phones.find(group, isCard);
    if (card) answerCard(phones, network, habit, card, now);
    const short = habit.repostsAt && habit.repostsAt <= now && phones.find(group, isShortMessage);
    if (short) repost(phones, network, habit, short);
  }
}

/** Whether a message is the card of a directive. */
export function isCard({ text }: Read): boolean {
  return text.includes(vi.card.original) && text.includes('Mã: ');
}

/** Whether a message is a short message to post on; the line that it was posted follows later. */
function isShortMessage({ text, buttons: shown }: Read): boolean {
  return /\(Nguồn: /u.test(text) || shown.some((one) => one.text === buttons.posted);
}

function answerCard(
  phones: Phones,
  network: TelegramNetwork,
  habit: Habit,
  card: Read,
  now: Date,
): void {
  const { clerk, colleague, group, office } = habit.household;
  const shows = (label: string) => card.buttons.some(({ text }) => text === label);
  const done = phones.presses(clerk, group, card.id);
  const acknowledging = habit.pressesTwice ? 2 : 1;
  const { colleaguePressesAt, acknowledgesAt, reports } = habit;
  if (colleaguePressesAt && colleaguePressesAt <= now && shows(buttons.acknowledge)) {
    if (phones.presses(colleague, group, card.id) === 0)
      pressLabel(colleague, group, card, buttons.acknowledge);
  }
  if (acknowledgesAt && acknowledgesAt <= now && shows(buttons.acknowledge)) {
    for (let presses = done; presses < acknowledging; presses += 1)
      pressLabel(clerk, group, card, buttons.acknowledge);
  }
  if (!reports || reports.at > now || !shows(buttons.report)) return;
  const earlier = acknowledgesAt ? acknowledging : 0;
  if (phones.presses(clerk, group, card.id) < earlier) return;
  switch (reports.way) {
    case 'nil':
      if (done <= earlier) pressLabel(clerk, group, card, buttons.nilReport);
      return;
    case 'text':
      if (!replied(network, clerk, group, card.id)) {
        const text = `${office.name} đã triển khai đến các bộ phận, phân công trực 24/24 và đăng tin trên trang thông tin điện tử.`;
        clerk.send(group, text, { replyTo: card.id });
      }
      return;
    case 'file':
      if (replied(network, clerk, group, card.id)) return;
      if (done <= earlier) pressLabel(clerk, group, card, buttons.report);
      clerk.sendDocument(
        group,
        { name: `bao-cao-${office.key}.txt`, bytes: Buffer.from(reportText(office.name)) },
        { replyTo: card.id, caption: 'Báo cáo kết quả thực hiện' },
      );
      return;
  }
}

function repost(phones: Phones, network: TelegramNetwork, habit: Habit, short: Read): void {
  const { clerk, group, office } = habit.household;
  if (phones.presses(clerk, group, short.id) === 0) {
    if (short.buttons.length > 0) pressLabel(clerk, group, short, buttons.posted);
    return;
  }
  if (short.buttons.length > 0 || replied(network, clerk, group, short.id)) return;
  clerk.send(group, `https://${office.key.replaceAll('_', '-')}.example/tin/phong-chong-mua-lu`, {
    replyTo: short.id,
  });
}

function replied(network: TelegramNetwork, person: Person, chat: number, to: number): boolean {
  for (const message of network.world.state.chats.get(String(chat))?.messages.values() ?? []) {
    if (message.from === person.id && message.replyTo === to) return true;
  }
  return false;
}

function reportText(name: string): string {
  return [
    name.toUpperCase(),
    'BÁO CÁO',
    'Kết quả thực hiện nhiệm vụ được giao',
    '',
    `${name} đã phổ biến nội dung văn bản đến các bộ phận, phân công người trực và cập nhật thông tin hằng ngày.`,
    'Không có vướng mắc, kiến nghị.',
    '',
  ].join('\n');
}
