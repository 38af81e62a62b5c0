import type { StaffRole } from '../../../src/domain/permission.ts';
import { bindChat, recordChat } from '../../../src/store/chats.ts';
import { importDirectory } from '../../../src/store/directory.ts';
import { addStaff } from '../../../src/store/people.ts';
import { freshDatabase } from '../../support/template-database.ts';
import { type Conversation, openConversation } from '../../support/turn.ts';

const communes = ['An Phú', 'Bình Minh', 'Cẩm Sơn', 'Đông Hải'];

/** An invented province: two issuing departments, four communes of which one has no chat, a company. */
export async function composeProvince(options: { readonly now?: () => Date } = {}) {
  const { db, close } = await freshDatabase();
  const entry = (key: string, name: string, level: string, issuesAs?: string) => ({
    key,
    name,
    shortNames: [],
    aliases: [],
    level,
    kind: level,
    ...(issuesAs ? { issuesAs } : {}),
  });
  const xa = communes.map((name, at) => entry(`xa_${at}`, `UBND xã ${name}`, 'commune'));
  await importDirectory(db, {
    organisations: [
      entry('stc', 'Sở Tài chính', 'province', 'STC'),
      entry('snv', 'Sở Nội vụ', 'province', 'SNV'),
      { ...entry('ubnd_tinh', 'UBND tỉnh An Bình', 'province'), aliases: ['UBND tỉnh'] },
      entry('cty_tl', 'Công ty Thủy lợi An Bình', 'company'),
      entry('bao_ab', 'Báo An Bình', 'press'),
      ...xa,
    ],
    links: [],
    groups: [
      {
        key: 'so_ban_nganh',
        name: 'Các sở, ban, ngành',
        aliases: ['Các sở, ban, ngành thuộc tỉnh'],
        members: ['stc', 'snv'],
      },
      {
        key: 'ubnd_xa',
        name: 'UBND các xã, phường',
        aliases: [],
        members: xa.map(({ key }) => key),
      },
    ],
  });
  const { rows } = await db.query<{ id: string; key: string }>('select id, key from organisation');
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  const { rows: offices } = await db.query<{ id: string; symbol: string }>(
    'select id, symbol from issuing_office',
  );
  const officeId = (symbol: string) => offices.find((office) => office.symbol === symbol)?.id ?? '';
  const staff = async (role: StaffRole, ...symbols: readonly string[]): Promise<Conversation> => {
    const conversation = await openConversation(db, { name: 'Trần Thu Hà', ...options });
    for (const symbol of symbols) {
      const personId = conversation.person.id;
      await addStaff(db, { personId, officeId: officeId(symbol), role, from: '2026-01-01' });
    }
    return conversation;
  };
  const binder = await staff('admin', 'STC');
  for (const key of ['snv', 'xa_0', 'xa_1', 'xa_2']) {
    const chat = await recordChat(db, {
      driver: 'telegram',
      accountId: 'telegram',
      externalId: `-100${key}`,
      kind: 'group',
      title: key,
    });
    await bindChat(db, chat.id, {
      organisationId: ids.get(key) ?? '',
      purposes: ['receive'],
      verifiedBy: binder.person.id,
      at: new Date('2026-01-05T02:00:00Z'),
    });
  }
  return { db, close, ids, officeId, staff };
}

export type ComposeProvince = Awaited<ReturnType<typeof composeProvince>>;

/** What was released, newest first, with the audience by organisation key. */
export async function released({ db, ids }: ComposeProvince, createdBy: string) {
  const { rows } = await db.query<{
    id: string;
    versionId: string;
    number: string;
    symbol: string;
    issuedOn: string;
    issuer: string;
    subject: string;
    ackDueAt: Date | null;
    text: string;
    files: { name: string }[];
    shortMessages: { body: string; source: string }[];
  }>(
    `select r.id, v.id as "versionId", r.number, r.symbol, r.issued_on as "issuedOn", r.issuer, r.subject,
       r.ack_due_at as "ackDueAt", v.text, v.files, v.short_messages as "shortMessages"
     from directive r join directive_version v on v.directive_id = r.id where r.created_by = $1`,
    [createdBy],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { rows: audience } = await db.query<{
    organisationId: string;
    role: string;
    tasks: string[];
    deadlineIds: string[];
  }>(
    `select organisation_id as "organisationId", role, tasks, deadline_ids as "deadlineIds"
     from audience where version_id = $1`,
    [row.versionId],
  );
  const { rows: deadlines } = await db.query<{ id: string; phrase: string; dueAt: Date | null }>(
    'select id, phrase, due_at as "dueAt" from deadline where version_id = $1',
    [row.versionId],
  );
  const keyOf = new Map([...ids].map(([key, id]) => [id, key]));
  return {
    ...row,
    count: rows.length,
    deadlines,
    audience: new Map(audience.map((one) => [keyOf.get(one.organisationId) ?? '', one])),
  };
}
