import { emptyLetter, type LetterBody } from '../../src/commands/compose/body.ts';
import { formatMoment } from '../../src/messages/format.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import type { Database } from '../../src/ports/database.ts';
import { createDraft } from '../../src/store/drafts.ts';
import { buttonOf, type Deed, perform } from './deed.ts';
import type { PermissionWorld } from './permission-world.ts';
import { workingMorning } from './turn.ts';

/** Two who do the same or the opposite at once. */
export interface Contest {
  readonly name: string;
  /** Brings it about that both can; returns what each does. */
  prepare(at: Stage): Promise<readonly [Deed, Deed]>;
  /** What the second is told beside who was first and when; given where that is not known or not all. */
  readonly told?: (m: Words, first: Deed, second: Deed) => string;
  /** Where both count: how often rows say so in the end. */
  readonly both?: {
    readonly sql: string;
    readonly rows: number;
    /** In which order; else in any. */
    readonly when?: (first: Deed) => boolean;
  };
}

type Words = ReturnType<typeof messagesIn>;

/** A world in which a contest is being prepared. */
export interface Stage {
  readonly world: PermissionWorld;
  readonly db: Database;
}

const m = messagesIn('vi');
const composer = 'composer of A';
const approver = 'approver of A';
const admin = 'admin of A';
const clerk = 'clerk of Y';
const focal = 'focal_point of Y';
const leader = 'leader of Y';
const [usualReason = ''] = m.handling.reasons;

export const contests: readonly Contest[] = [
  {
    name: 'approve a submission twice',
    prepare: async (at) => {
      const id = await submitted(at);
      return [
        { by: approver, press: `apv:${id}` },
        { by: admin, press: `apv:${id}` },
      ];
    },
  },
  {
    name: 'approve a submission and return it',
    prepare: async (at) => {
      const id = await submitted(at);
      await done(at, { by: approver, press: `apr:${id}` });
      return [
        { by: approver, write: 'Sai nơi nhận.' },
        { by: admin, press: `apv:${id}` },
      ];
    },
  },
  {
    name: 'return a submission twice',
    prepare: async (at) => {
      const id = await submitted(at);
      await done(at, { by: approver, press: `apr:${id}` });
      await done(at, { by: admin, press: `apr:${id}` });
      return [
        { by: approver, write: 'Sai nơi nhận.' },
        { by: admin, write: 'Thiếu phụ lục.' },
      ];
    },
  },
  {
    name: 'approve a submission and withdraw it',
    prepare: async (at) => {
      const id = await submitted(at);
      const [draftId = ''] = id.split(':');
      const withdraw = `d:${draftId.replaceAll('-', '')}:1:wd`;
      return [
        { by: approver, press: `apv:${id}` },
        { by: composer, press: withdraw },
      ];
    },
  },
  {
    name: 'undo a release and release it at its moment',
    prepare: async (at) => {
      const id = await scheduled(at);
      return [
        { by: approver, press: `apu:${id}` },
        { wakeup: { job: 'release-draft', draftId: id.slice(0, 36), fence: 1 } },
      ];
    },
    told: (words) => words.sending.answer.tooLate,
  },
  {
    name: 'undo a release twice',
    prepare: async (at) => {
      const id = await scheduled(at);
      return [
        { by: approver, press: `apu:${id}` },
        { by: admin, press: `apu:${id}` },
      ];
    },
  },
  {
    name: 'send a scheduled letter now and take it back',
    prepare: async (at) => {
      const id = await scheduled(at);
      return [
        { by: composer, press: `d:${id.slice(0, 36).replaceAll('-', '')}:1:now` },
        { by: admin, press: `apu:${id}` },
      ];
    },
    told: (words, first) =>
      'press' in first && first.press.endsWith(':now') ? words.sending.answer.tooLate : admin,
  },
  {
    name: 'remind twice',
    prepare: async ({ world }) => [
      { by: composer, press: `nudge:${world.ids.A.directive}` },
      { by: approver, press: `nudge:${world.ids.A.directive}` },
    ],
  },
  {
    name: 'correct twice',
    prepare: async (at) => [
      await amendment(at, composer, 'fix'),
      await amendment(at, approver, 'fix'),
    ],
  },
  {
    name: 'recall twice',
    prepare: async (at) => [
      await amendment(at, composer, 'recall'),
      await amendment(at, approver, 'recall'),
    ],
  },
  {
    name: 'recall and correct',
    prepare: async (at) => [
      await amendment(at, composer, 'recall'),
      await amendment(at, approver, 'fix'),
    ],
  },
  {
    name: 'recall and replace',
    prepare: async (at) => {
      const id = await submitted(at, {
        replaces: { directiveId: at.world.ids.A.directive ?? '', askAgain: true },
      });
      return [await amendment(at, admin, 'recall'), { by: approver, press: `apv:${id}` }];
    },
    // Who recalled it is told by the button that starts a replacement; here the letter is blocked.
    told: (words, first) =>
      'press' in first && first.press.startsWith('apv')
        ? composer
        : words.compose.blocker('replaced-ended'),
  },
  {
    name: 'record a telephone call twice',
    prepare: async (at) => [await call(at, composer), await call(at, approver)],
    told: (words) => words.phone.settled('UBND xã Bình Minh', 'clerk', clerk, workingMorning),
  },
  {
    name: "record a telephone call and acknowledge by one's own press",
    prepare: async (at) => [
      await call(at, composer),
      { by: focal, press: `ack:${at.world.ids.Y.card}` },
    ],
    told: (_, first) => ('press' in first ? focal : clerk),
  },
  {
    name: 'take a telephone call back twice',
    prepare: async (at) => {
      await done(at, await call(at, composer));
      const data = await buttonOf(at.world, at.db, composer, m.phone.undo);
      return [
        { by: composer, press: data },
        { by: approver, press: data },
      ];
    },
  },
  {
    name: 'acknowledge twice',
    prepare: async ({ world }) => [
      { by: clerk, press: `ack:${world.ids.Y.card}` },
      { by: leader, press: `ack:${world.ids.Y.card}` },
    ],
  },
  {
    name: 'reject twice',
    prepare: async (at) => [await rejection(at, clerk), await rejection(at, leader)],
  },
  {
    name: 'reject and acknowledge',
    prepare: async (at) => [
      await rejection(at, clerk),
      { by: leader, press: `ack:${at.world.ids.Y.card}` },
    ],
    // Whoever acknowledges what a colleague rejected takes the rejection back.
    both: {
      sql: `select 1 from acknowledgement a join organisation o on o.id = a.organisation_id
        where o.key = 'Y' and a.withdrawn_at is null`,
      rows: 1,
      when: (first) => 'write' in first,
    },
  },
  {
    name: 'begin twice',
    prepare: async (at) => {
      await acknowledged(at);
      return [
        { by: clerk, press: `wip:${at.world.ids.Y.card}` },
        { by: leader, press: `wip:${at.world.ids.Y.card}` },
      ];
    },
  },
  {
    name: 'assign twice',
    prepare: async (at) => {
      await acknowledged(at);
      await at.db.query(`update delegation set state = 'ended' where organisation_id = $1`, [
        await unit(at),
      ]);
      const { card } = at.world.ids.Y;
      const who = at.world.actor(clerk).personId.slice(0, 8);
      return [
        { by: leader, press: `who:${card}:${who}:0` },
        { by: focal, press: `who:${card}:${who}:0` },
      ];
    },
  },
  {
    name: 'take an assignment and give it to somebody else',
    prepare: async (at) => {
      await acknowledged(at);
      const { card, delegation = '' } = at.world.ids.Y;
      const who = at.world.actor(focal).personId.slice(0, 8);
      return [
        { by: clerk, press: `dac:${delegation}` },
        { by: leader, press: `who:${card}:${who}:${delegation.slice(0, 8)}` },
      ];
    },
    // A leader may give work away that somebody has just taken: both count, the later one stands.
    both: {
      sql: `select 1 from delegation n join organisation o on o.id = n.organisation_id
        where o.key = 'Y' and n.state in ('asked', 'accepted')`,
      rows: 1,
      when: (first) => 'press' in first && first.press.startsWith('dac'),
    },
  },
  {
    name: 'ask for more time twice',
    prepare: async (at) => {
      await owedReport(at);
      return [await extension(at, clerk), await extension(at, leader)];
    },
  },
  {
    name: 'grant more time and refuse it',
    prepare: async (at) => {
      const id = await extensionAsked(at);
      await done(at, { by: approver, press: `gre:${id}` });
      return [
        { by: composer, press: `grt:${id}` },
        { by: approver, write: 'Không thể chậm hơn.' },
      ];
    },
  },
  {
    name: 'let an organisation off and insist',
    prepare: async (at) => {
      await done(at, await rejection(at, clerk));
      const id = await one(
        at,
        `select id from petition where organisation_id = $1 and kind = 'rejection' and state = 'open'`,
        await unit(at),
      );
      return [
        { by: composer, press: `let:${id}` },
        { by: approver, press: `ins:${id}` },
      ];
    },
  },
  {
    name: 'say twice that there is nothing to report',
    prepare: async (at) => {
      await owedReport(at);
      return [
        { by: clerk, press: `nil:${at.world.ids.Y.card}` },
        { by: leader, press: `nil:${at.world.ids.Y.card}` },
      ];
    },
  },
  {
    name: 'answer the same feedback',
    prepare: async (at) => {
      const card = at.world.ids.Y.card ?? '';
      await done(at, { by: clerk, press: `fb:${card}` });
      await done(at, { by: clerk, write: 'Biểu mẫu số 2 chưa có kèm theo.' });
      // It has arrived with both.
      await at.db.query(
        `update part set state = 'sent', sent_at = $1, message_id = '9001'
         where subject_id in (select id from feedback) and chat_id = any($2)`,
        [workingMorning, [composer, approver].map((name) => at.world.actor(name).chat.id)],
      );
      return [
        { by: composer, write: 'Biểu mẫu sẽ gửi trong sáng nay.', replyTo: '9001' },
        { by: approver, write: 'Đề nghị dùng biểu mẫu năm trước.', replyTo: '9001' },
      ];
    },
    // Neither answer is lost.
    both: { sql: 'select 1 from feedback where answers is not null', rows: 2 },
  },
];

/** What the second is told: who was first, and when. */
export function whoAndWhen(first: Deed): readonly string[] {
  return 'by' in first ? [first.by, formatMoment(workingMorning)] : [];
}

async function done({ world, db }: Stage, deed: Deed): Promise<void> {
  await perform(world, db, deed);
}

async function one({ db }: Stage, sql: string, ...params: readonly unknown[]): Promise<string> {
  const { rows } = await db.query<{ id: string }>(sql, params);
  if (!rows[0]) throw new Error(`no row: ${sql}`);
  return rows[0].id;
}

function unit(at: Stage): Promise<string> {
  return one(at, `select id from organisation where key = 'Y'`);
}

/** A complete letter that waits for a second person: 'id:revision'. */
async function submitted(at: Stage, more: Partial<LetterBody> = {}): Promise<string> {
  const { world, db } = at;
  const { personId, chat } = world.actor(composer);
  const body: LetterBody = {
    ...emptyLetter,
    number: '77',
    symbol: 'CV',
    issuedOn: '2026-06-03',
    subject: 'rà soát hồ đập',
    text: 'Đề nghị các đơn vị rà soát hồ đập trên địa bàn.',
    audience: {
      groups: [],
      organisations: [{ id: await unit(at), role: 'act' }],
      excluded: [],
    },
    noReport: true,
    declared: true,
    ...more,
  };
  const draft = await createDraft(db, {
    dialogue: 'compose',
    officeId: await one(
      at,
      `select f.id from issuing_office f join organisation o on o.id = f.organisation_id where o.key = 'A'`,
    ),
    personId,
    chatId: chat.id,
    step: 'preview',
    body,
    at: workingMorning,
  });
  await db.query(`update draft set state = 'submitted', submitted_at = $2 where id = $1`, [
    draft.id,
    workingMorning,
  ]);
  return `${draft.id}:${draft.revision}`;
}

/** As `submitted`, approved, and its moment has come. */
async function scheduled(at: Stage): Promise<string> {
  const id = await submitted(at);
  await at.db.query(
    `update draft set state = 'scheduled', release_at = $2, approved_by = $3 where id = $1`,
    [id.slice(0, 36), workingMorning, at.world.actor(approver).personId],
  );
  return id;
}

/** A correction or a recall as far as its last button. */
async function amendment(at: Stage, by: string, verb: 'fix' | 'recall'): Promise<Deed> {
  await done(at, { by, press: `${verb}:${at.world.ids.A.directive}` });
  await done(at, { by, write: 'Sửa thời hạn ở mục 2.' });
  const label = verb === 'fix' ? m.amend.go.corrects : m.amend.go.recalls;
  return { by, press: await buttonOf(at.world, at.db, by, label) };
}

/** A telephone call with the clerk as far as its last answer. */
async function call(at: Stage, by: string): Promise<Deed> {
  const owed = await one(
    at,
    `select id from obligation where directive_id = $1 and organisation_id = $2 and kind = 'acknowledge'`,
    at.world.ids.A.directive,
    await unit(at),
  );
  await done(at, { by, press: `call:${owed}` });
  await done(at, { by, write: m.phone.person(clerk, 'clerk') });
  return { by, write: m.phone.reasons[0] ?? '' };
}

async function rejection(at: Stage, by: string): Promise<Deed> {
  await done(at, { by, press: `rej:${at.world.ids.Y.card}` });
  return { by, write: usualReason };
}

function acknowledged(at: Stage): Promise<void> {
  return done(at, { by: clerk, press: `ack:${at.world.ids.Y.card}` });
}

async function owedReport(at: Stage): Promise<void> {
  await at.db.query(
    `insert into obligation (directive_id, version_id, organisation_id, kind, due_at, overdue_at, state)
     select directive_id, version_id, organisation_id, 'report', $3, $3, 'open' from obligation
     where directive_id = $1 and organisation_id = $2 and kind = 'acknowledge'`,
    [at.world.ids.A.directive, await unit(at), new Date('2026-06-10T10:00:00Z')],
  );
}

/** A question for more time as far as its last answer. */
async function extension(at: Stage, by: string): Promise<Deed> {
  await done(at, { by, press: `ext:${at.world.ids.Y.card}` });
  return { by, write: '17h00 ngày 20/6/2026, còn chờ số liệu các thôn' };
}

async function extensionAsked(at: Stage): Promise<string> {
  await owedReport(at);
  await done(at, await extension(at, clerk));
  return one(
    at,
    `select id from petition where organisation_id = $1 and kind = 'extension' and state = 'open'`,
    await unit(at),
  );
}
