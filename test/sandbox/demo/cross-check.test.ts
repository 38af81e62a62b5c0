import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { vi } from '../../../src/messages/vi/index.ts';
import { crossCheck } from '../../../src/sandbox/demo/cross-check.ts';
import { type Population, populate } from '../../../src/sandbox/demo/population.ts';
import type { DirectiveRecord, MemberRecord, SentPart } from '../../../src/sandbox/demo/rows.ts';
import { province } from '../../../src/sandbox/province.ts';
import {
  createTelegramNetwork,
  type TelegramNetwork,
} from '../../../src/sandbox/telegram/network.ts';

const token = '7001:cross-check-token';
const directive: DirectiveRecord = {
  id: 'd',
  versionId: 'v',
  code: 'K7QM',
  reference: '486/STTTT-TTBCXB',
  issuedOn: '2024-09-09',
  issuer: 'Sở Thông tin và Truyền thông',
  subject: 'phòng, chống mưa lũ',
  dates: {
    releasedAt: new Date('2024-09-09T07:00:00Z'),
    acknowledgeBy: undefined,
    reportBy: undefined,
    overdueAt: undefined,
  },
};
const card = `Số ${directive.reference}\n${vi.card.original} Mã: K7QM`;

let network: TelegramNetwork;
let people: Population;

beforeEach(async () => {
  network = createTelegramNetwork({ bots: [{ token, username: 'truyendat_bot', name: 'Bot' }] });
  await network.listen();
  people = populate(network, province('so_tttt', 1));
  for (const { clerk, group } of people.households) clerk.addBot(group);
});

afterEach(() => network.close());

async function botSays(chat: number, text: string): Promise<string> {
  const answer = await fetch(`${network.apiRoot}/bot${token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: chat, text }),
  });
  const { result } = (await answer.json()) as { result: { message_id: number } };
  return String(result.message_id);
}

function home() {
  const [first] = people.households;
  if (!first) throw new Error('the province has no office');
  return first;
}

function part(chat: number, messageId: string | null, more: Partial<SentPart> = {}): SentPart {
  return {
    chat: String(chat),
    organisationKey: null,
    kind: 'card',
    state: 'sent',
    messageId,
    isDirective: true,
    isResend: false,
    sha256: null,
    ...more,
  };
}

function member(key: string): MemberRecord {
  return {
    organisationId: key,
    key,
    name: key,
    role: 'act',
    chats: 1,
    unsent: 0,
    acknowledgedAt: null,
    acknowledgedLate: false,
    owesAck: true,
    owesReport: false,
    reported: null,
    reportedLate: false,
    reportOpen: false,
    isOverdue: false,
    reminders: 0,
    reposted: false,
  };
}

function check(members: readonly MemberRecord[], parts: readonly SentPart[]) {
  return crossCheck({ network, people }, { directive, members, parts });
}

describe('holding the chats against the records', () => {
  test('finds nothing where they agree', async () => {
    const { group, office } = home();
    const id = await botSays(group, card);

    expect(check([member(office.key)], [part(group, id)])).toEqual({
      unexpected: [],
      mismatches: [],
    });
  });

  test('finds a message in a group that belongs to nobody', async () => {
    const { group } = people.bystanders;
    const id = await botSays(group, 'lạc');

    const { unexpected } = check([], [part(group, id, { isDirective: false, kind: 'notice' })]);

    expect(unexpected).toHaveLength(1);
  });

  test('finds a directive in the chat of somebody outside its audience', async () => {
    const { group } = home();
    const id = await botSays(group, card);

    expect(check([], [part(group, id)]).unexpected[0]).toContain('not in the audience');
  });

  test('finds a message that no record sent', async () => {
    const { group, office } = home();
    await botSays(group, 'xin chào');

    expect(check([member(office.key)], []).unexpected[0]).toContain('nothing recorded');
  });

  test('finds a second copy that does not say so, and accepts a marked one', async () => {
    const { group, office } = home();
    const first = await botSays(group, card);
    const second = await botSays(group, card);
    const marked = await botSays(group, `${vi.card.resent}\n${card}`);
    const parts = [part(group, first), part(group, second), part(group, marked)];

    const { unexpected } = check([member(office.key)], parts);

    expect(unexpected).toHaveLength(1);
    expect(unexpected[0]).toContain(`message ${second}`);
  });

  test('finds a reminder that names somebody else', async () => {
    const { group, office } = home();
    const id = await botSays(group, '⏰ Nhắc: Sở Không Có còn việc');
    const parts = [part(group, id, { kind: 'reminder', isDirective: false })];

    expect(check([member(office.key)], parts).unexpected[0]).toContain('somebody else');
  });

  test('finds what is recorded as sent but lies in no chat', () => {
    const { group, office } = home();

    expect(check([member(office.key)], [part(group, '999')]).mismatches).toHaveLength(1);
  });

  test('finds an acknowledgement that the card shows and the records lack', async () => {
    const { group, office } = home();
    const id = await botSays(group, `${card}\n✅ Đã tiếp nhận: Văn thư An`);

    expect(check([member(office.key)], [part(group, id)]).mismatches).toHaveLength(1);
  });
});
