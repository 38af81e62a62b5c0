import { randomUUID } from 'node:crypto';
import { runWakeup } from '../../jobs/index.ts';
import { handleEvents } from '../../src/commands/handle-event.ts';
import type { PositionRole } from '../../src/domain/acknowledgement.ts';
import { type Act, officialActs, type StaffRole, staffActs } from '../../src/domain/permission.ts';
import { commit } from '../../src/engine/commit.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { releaseDirective } from '../../src/engine/release-directive.ts';
import type { Turn } from '../../src/engine/turn.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import type { Database } from '../../src/ports/database.ts';
import { bindChat, type ChatRow, chatById, recordChat } from '../../src/store/chats.ts';
import { insertDelegation } from '../../src/store/delegations.ts';
import { importDirectory } from '../../src/store/directory.ts';
import { createDraft } from '../../src/store/drafts.ts';
import { insertJoinRequest } from '../../src/store/joins.ts';
import { addPosition, addStaff, personByIdentity } from '../../src/store/people.ts';
import { insertPetition } from '../../src/store/petitions.ts';
import { answerSubstitution, insertSubstitution } from '../../src/store/substitutions.ts';
import { freshDatabase } from './template-database.ts';
import { type Conversation, openConversation, workingMorning } from './turn.ts';

/** Where a role is held: issuing office A or B, commune X or Y. */
export type Place = 'A' | 'B' | 'X' | 'Y';

/** Somebody who tries everything. */
export interface Actor {
  readonly name: string;
  /** What they are today, with what they stand in for. */
  readonly holds: readonly { readonly role: StaffRole | PositionRole; readonly place: Place }[];
  readonly personId: string;
  readonly externalUserId: string;
  readonly chat: ChatRow;
}

/** What somebody got to see, and whether anything else came of it. */
export interface Trial {
  /** What the presser was told, or '' for a message. */
  readonly answer: string;
  /** Everything written into chats, as text. */
  readonly wrote: string;
  /** Whether rows changed besides the log and what was written back. */
  readonly changed: boolean;
}

/** Two issuing offices and two communes with everybody in every role, and something of each kind to press on. */
export interface PermissionWorld {
  /** What everything is done with; its network is never called. */
  readonly engine: Engine;
  readonly actors: readonly Actor[];
  /** Ids of the office's or commune's own things, by kind. */
  readonly ids: Readonly<Record<Place, Readonly<Record<string, string>>>>;
  readonly groups: Readonly<Record<'X' | 'Y', ChatRow>>;
  actor(name: string): Actor;
  press(actor: Actor, chat: ChatRow, data: string, messageId?: string): Promise<Trial>;
  write(actor: Actor, chat: ChatRow, text: string): Promise<Trial>;
  /**
   * Lets two people press in one batch. Returns what each was told and what it changed; all of it is
   * undone.
   */
  race(
    first: { readonly actor: Actor; readonly data: string; readonly chat?: ChatRow },
    second: { readonly actor: Actor; readonly data: string; readonly chat?: ChatRow },
  ): Promise<{ readonly first: Trial; readonly second: Trial }>;
  /** Does some work and takes it back. */
  undone<T>(work: (tx: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Whether somebody may do something at a place today, by the table of permissions. */
export function mayAt(actor: Actor, act: Act, place: Place): boolean {
  if (act === 'anyone') return true;
  const isOffice = place === 'A' || place === 'B';
  const table: Readonly<Record<string, readonly string[]>> = isOffice ? staffActs : officialActs;
  return actor.holds.some((held) => held.place === place && (table[act] ?? []).includes(held.role));
}

function freshWorld(): Promise<{ readonly db: Database; close(): Promise<void> }> {
  return freshDatabase();
}

const today = '2026-06-04';
const staffRoles: readonly StaffRole[] = ['composer', 'approver', 'viewer', 'admin'];
const positionRoles: readonly PositionRole[] = ['clerk', 'focal_point', 'leader'];

/** Builds one in a migrated database of the caller's, which it closes; else in one of its own. */
export async function permissionWorld(
  open: typeof freshWorld = freshWorld,
): Promise<PermissionWorld> {
  const { db, close } = await open();
  const entry = (key: string, name: string, issuesAs?: string) => {
    const base = { key, name, shortNames: [], aliases: [], level: 'commune', kind: 'ubnd' };
    return { ...base, ...(issuesAs ? { issuesAs } : {}) };
  };
  await importDirectory(db, {
    organisations: [
      entry('A', 'Sở Thủy lợi', 'STL'),
      entry('B', 'Sở Nông nghiệp', 'SNN'),
      entry('X', 'UBND xã An Phú'),
      entry('Y', 'UBND xã Bình Minh'),
    ],
    links: [],
    groups: [],
  });
  const organisations = await idsByKey(db);
  const offices = await officesByKey(db);
  const actors: Actor[] = [];
  const conversations = new Map<string, Conversation>();
  const add = async (
    name: string,
    holds: Actor['holds'],
    options: { readonly until?: string } = {},
  ): Promise<Actor> => {
    const conversation = await openConversation(db, { name });
    const personId = conversation.person.id;
    for (const { role, place } of holds) {
      const office = offices.get(place);
      if (office && isStaffRole(role)) {
        await addStaff(db, { personId, officeId: office, role, from: '2026-01-01' });
      } else if (!isStaffRole(role)) {
        const organisationId = organisations.get(place) ?? '';
        await addPosition(db, { personId, organisationId, role, from: '2026-01-01' });
      }
    }
    if (options.until) {
      for (const table of ['staff', 'position']) {
        await db.query(`update ${table} set valid_to = $2 where person_id = $1`, [
          personId,
          options.until,
        ]);
      }
    }
    const chat = await chatById(db, conversation.chat.id);
    if (!chat) throw new Error('no chat');
    await db.query(`update chat set person_id = $2, state = 'active' where id = $1`, [
      chat.id,
      personId,
    ]);
    const actor: Actor = {
      name,
      holds: options.until ? [] : holds,
      personId,
      externalUserId: chat.externalId,
      chat: { ...chat, personId, state: 'active' },
    };
    actors.push(actor);
    conversations.set(name, conversation);
    return actor;
  };
  for (const place of ['A', 'B'] as const) {
    for (const role of staffRoles) await add(`${role} of ${place}`, [{ role, place }]);
  }
  for (const place of ['X', 'Y'] as const) {
    for (const role of positionRoles) await add(`${role} of ${place}`, [{ role, place }]);
  }
  await add('former composer of A', [{ role: 'composer', place: 'A' }], { until: '2026-06-03' });
  await add('former leader of X', [{ role: 'leader', place: 'X' }], { until: '2026-06-03' });
  const revoked = await add('revoked admin of A', [{ role: 'admin', place: 'A' }]);
  await db.query('update identity set revoked_at = $2 where person_id = $1', [
    revoked.personId,
    workingMorning,
  ]);
  const stranger = await add('stranger', []);
  await db.query('delete from identity where person_id = $1', [stranger.personId]);
  const find = (name: string) => {
    const found = actors.find((one) => one.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  // Who stands in today has the role today; who will next week has it not yet, and who did has it no more.
  for (const [when, from, to] of [
    ['today', today, today],
    ['next week', '2026-06-11', '2026-06-12'],
    ['last week', '2026-05-28', '2026-05-29'],
  ] as const) {
    const own = { role: 'viewer', place: 'A' } as const;
    const actor = await add(`substitute ${when} of A's admin`, [own]);
    const id = await insertSubstitution(db, {
      organisationId: organisations.get('A') ?? '',
      personId: find('admin of A').personId,
      substituteId: actor.personId,
      askedBy: find('admin of A').personId,
      from,
      to,
      at: workingMorning,
    });
    await answerSubstitution(db, id, true, workingMorning);
    if (when !== 'today') continue;
    actors.splice(actors.indexOf(actor), 1, {
      ...actor,
      holds: [own, { role: 'admin', place: 'A' }],
    });
  }
  for (const actor of [revoked, stranger]) {
    actors.splice(actors.indexOf(actor), 1, { ...actor, holds: [] });
  }

  const groups = {
    X: await addGroup(db, 'X', organisations, find('admin of A')),
    Y: await addGroup(db, 'Y', organisations, find('admin of A')),
  };
  const engineOf = conversations.get('composer of A')?.engine;
  if (!engineOf) throw new Error('no engine');
  const engine = engineOf;
  const ids: Record<Place, Record<string, string>> = { A: {}, B: {}, X: {}, Y: {} };
  for (const place of ['A', 'B'] as const) {
    const composer = find(`composer of ${place}`);
    const { directiveId: id, versionId } = await commit(engine, (tx, wake) =>
      releaseDirective(engine, tx, wake, {
        officeId: offices.get(place) ?? '',
        number: place === 'A' ? '15' : '16',
        symbol: 'CV',
        issuedOn: '2026-06-03',
        kind: 'Công văn',
        issuer: `Sở ${place}`,
        subject: `việc riêng của ${place}`,
        urgency: 'none',
        circulation: 'normal',
        ackPolicy: 'any-one',
        ackDueAt: null,
        drill: false,
        text: `nội dung riêng của ${place}`,
        files: [],
        shortMessages: [{ body: 'tin ngắn', source: 'nguồn' }],
        deadlines: [],
        audience: (['X', 'Y'] as const).map((key) => ({
          organisationId: organisations.get(key) ?? '',
          role: 'act',
          tasks: [],
          deadlines: [],
        })),
        createdBy: composer.personId,
        progressChat: { id: composer.chat.id, accountId: 'telegram' },
      }),
    );
    await runWakeup(engine, { job: 'fan-out', versionId });
    await db.query(
      `update part set state = 'acknowledged', sent_at = $2, message_id = id::text
       where delivery_id in (select id from delivery where directive_id = $1)`,
      [id, workingMorning],
    );
    ids[place].directive = id;
    const { rows: owed } = await db.query<{ id: string }>(
      `select id from obligation where directive_id = $1 and kind = 'acknowledge' order by id limit 1`,
      [id],
    );
    ids[place].owed = owed[0]?.id ?? '';
    const { rows: called } = await db.query<{ id: string }>(
      `insert into acknowledgement (directive_id, version_id, organisation_id, person_id, role, status, way, at, withdrawn_at)
       values ($1, $2, $3, $4, 'clerk', 'acknowledged', 'phone', $5, $5) returning id`,
      [id, versionId, organisations.get('X'), composer.personId, workingMorning],
    );
    ids[place].called = called[0]?.id ?? '';
    for (const key of ['X', 'Y'] as const) {
      const organisationId = organisations.get(key) ?? '';
      const part = async (kind: string) =>
        (
          await db.query<{ id: string }>(
            `select p.id from part p join delivery d on d.id = p.delivery_id
             where d.directive_id = $1 and d.organisation_id = $2 and p.kind = $3 limit 1`,
            [id, organisationId, kind],
          )
        ).rows[0]?.id ?? '';
      if (place === 'A') {
        ids[key].card = await part('card');
        ids[key].short = await part('short-message');
      }
    }
    const { rows } = await db.query<{ id: string }>(
      `insert into part (delivery_id, chat_id, account_id, position, kind, lane, state, created_at, next_try_at,
         give_up_at, client_id)
       select d.id, d.chat_id, 'telegram', 9, 'card', 1, 'uncertain', $2, $2, $2, gen_random_uuid()
       from delivery d where d.directive_id = $1 limit 1 returning id`,
      [id, workingMorning],
    );
    ids[place].uncertain = rows[0]?.id ?? '';
    for (const kind of ['rejection', 'extension'] as const) {
      ids[place][kind] =
        (await insertPetition(db, {
          kind,
          directiveId: id,
          organisationId: organisations.get('X') ?? '',
          personId: find('clerk of X').personId,
          chatId: groups.X.id,
          reason: 'lý do',
          wanted: new Date('2026-06-20T10:00:00Z'),
          askedAt: workingMorning,
        })) ?? '';
    }
    const letter = { type: 'letter', subject: `nháp riêng của ${place}` };
    const draft = await createDraft(db, {
      dialogue: 'compose',
      officeId: offices.get(place) ?? '',
      personId: composer.personId,
      chatId: composer.chat.id,
      step: 'hub',
      body: letter,
      at: workingMorning,
    });
    ids[place].draft = draft.id;
    const submitted = await createDraft(db, {
      dialogue: 'compose',
      officeId: offices.get(place) ?? '',
      personId: composer.personId,
      chatId: composer.chat.id,
      step: 'preview',
      body: { ...letter, number: '99', symbol: 'CV' },
      at: workingMorning,
    });
    await db.query(`update draft set state = 'submitted', submitted_at = $2 where id = $1`, [
      submitted.id,
      workingMorning,
    ]);
    ids[place].submitted = submitted.id;
    const left = await add(`leaving composer of ${place}`, [{ role: 'composer', place }], {
      until: '2026-06-03',
    });
    ids[place].left = (
      await createDraft(db, {
        dialogue: 'compose',
        officeId: offices.get(place) ?? '',
        personId: left.personId,
        chatId: left.chat.id,
        step: 'hub',
        body: letter,
        at: workingMorning,
      })
    ).id;
    ids[place].role = await membershipOf(db, find(`viewer of ${place}`).personId);
    ids[place].join = await insertJoinRequest(db, {
      ...newcomer('staff', 'composer'),
      organisationId: organisations.get(place) ?? '',
      officeId: offices.get(place) ?? '',
      chatId: null,
    });
  }
  for (const place of ['X', 'Y'] as const) {
    const organisationId = organisations.get(place) ?? '';
    ids[place].role = await membershipOf(db, find(`clerk of ${place}`).personId);
    ids[place].join = await insertJoinRequest(db, {
      ...newcomer('person', 'clerk'),
      organisationId,
      officeId: null,
      chatId: null,
    });
    ids[place].offer = await insertJoinRequest(db, {
      ...newcomer('person', 'clerk'),
      externalUserId: find(`clerk of ${place}`).externalUserId,
      state: 'offered',
      organisationId,
      officeId: null,
      chatId: find(`clerk of ${place}`).chat.id,
    });
    const asked = {
      organisationId,
      personId: find(`leader of ${place}`).personId,
      substituteId: find(`clerk of ${place}`).personId,
      askedBy: find(`leader of ${place}`).personId,
      from: '2026-06-20',
      to: '2026-06-21',
      at: workingMorning,
    };
    ids[place].standIn = await insertSubstitution(db, asked);
    const clerk = find(`clerk of ${place}`);
    ids[place].delegation =
      (await insertDelegation(db, {
        directiveId: ids.A.directive ?? '',
        organisationId,
        personId: clerk.personId,
        byPerson: find(`leader of ${place}`).personId,
        byRole: 'leader',
        chatId: groups[place].id,
        askedChatId: clerk.chat.id,
        cardId: ids[place].card ?? '',
        askedAt: workingMorning,
      })) ?? '';
  }

  // Every trial is undone, so each begins with the very same rows.
  const untouched = await digest(db);
  type Base = { readonly chat: object; readonly person: object; readonly at: Date };
  type Happening = (base: Base) => object;
  /** One event of one person, in a transaction of the caller's. */
  const happen = async (
    tx: Database,
    actor: Actor,
    chat: ChatRow,
    event: Happening,
    before: string,
  ): Promise<Trial> => {
    const answers: Turn['answers'] = [];
    const person = await personByIdentity(tx, 'telegram', actor.externalUserId);
    const channel = engine.channels.get('telegram');
    if (!channel) throw new Error('no channel');
    const turn: Turn = {
      engine: { ...engine, db: tx },
      tx,
      wake: () => {},
      channel,
      chat,
      person,
      externalUserId: actor.externalUserId,
      displayName: actor.name,
      m: messagesIn('vi'),
      at: workingMorning,
      updateId: randomUUID(),
      answers,
    };
    const { rows: parts } = await tx.query<{ id: string }>('select id from part');
    const known = parts.map(({ id }) => id);
    const base = {
      chat: { externalId: chat.externalId, kind: chat.kind },
      person: { externalId: actor.externalUserId, name: actor.name },
      at: workingMorning,
    };
    await handleEvents.one(turn, event(base) as Parameters<typeof handleEvents.one>[1]);
    const { rows } = await tx.query<{ content: unknown }>(
      'select content from part where not (id = any($1::uuid[])) order by created_at',
      [known],
    );
    return {
      answer: answers.map(({ text }) => text).join('\n'),
      wrote: JSON.stringify(rows.map(({ content }) => content)),
      changed: (await digest(tx)) !== before,
    };
  };
  /** Does some work and takes it back. */
  const undone = async <T>(work: (tx: Database) => Promise<T>): Promise<T> => {
    const undo = new Error('undo');
    const seen: T[] = [];
    try {
      await db.transaction(async (tx) => {
        seen.push(await work(tx));
        throw undo;
      });
    } catch (error) {
      if (error !== undo) throw error;
    }
    for (const result of seen) return result;
    throw new Error('nothing was tried');
  };
  const trial = (actor: Actor, chat: ChatRow, event: Happening) =>
    undone((tx) => happen(tx, actor, chat, event, untouched));
  const pressing =
    (data: string, messageId = '1'): Happening =>
    (base) => ({ ...base, type: 'press', pressId: 'p', messageId, data });

  return {
    engine,
    actors,
    ids,
    groups,
    actor: find,
    undone,
    press: (actor, chat, data, messageId) => trial(actor, chat, pressing(data, messageId)),
    race: (one, other) =>
      undone(async (tx) => {
        const chatOf = ({ actor, chat }: typeof one) => chat ?? actor.chat;
        const first = await happen(tx, one.actor, chatOf(one), pressing(one.data), untouched);
        const between = await digest(tx);
        const second = await happen(tx, other.actor, chatOf(other), pressing(other.data), between);
        return { first, second };
      }),
    write: (actor, chat, text) =>
      trial(actor, chat, (base) => ({ ...base, type: 'text', messageId: '1', text, files: [] })),
    close,
  };
}

function newcomer(subject: 'person' | 'staff', role: PositionRole | StaffRole) {
  return {
    subject,
    role,
    driver: 'telegram',
    externalUserId: randomUUID(),
    personName: 'Người Mới',
    state: 'asked',
    askedAt: workingMorning,
  } as const;
}

function isStaffRole(role: StaffRole | PositionRole): role is StaffRole {
  return (staffRoles as readonly string[]).includes(role);
}

async function addGroup(
  db: Database,
  key: string,
  organisations: ReadonlyMap<string, string>,
  by: Actor,
): Promise<ChatRow> {
  const chat = await recordChat(db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: `-100${key.charCodeAt(0)}`,
    kind: 'group',
    title: `Nhóm ${key}`,
  });
  await bindChat(db, chat.id, {
    organisationId: organisations.get(key) ?? '',
    purposes: ['receive', 'repost'],
    verifiedBy: by.personId,
    at: workingMorning,
  });
  const bound = await chatById(db, chat.id);
  if (!bound) throw new Error('no group');
  return bound;
}

async function idsByKey(db: Database): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; key: string }>('select id, key from organisation');
  return new Map(rows.map(({ id, key }) => [key, id]));
}

async function officesByKey(db: Database): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; key: string }>(
    'select f.id, o.key from issuing_office f join organisation o on o.id = f.organisation_id',
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}

async function membershipOf(db: Database, personId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    'select id from membership where person_id = $1 limit 1',
    [personId],
  );
  return rows[0]?.id ?? '';
}

/** Everything that is on record besides the log and notices written back, as one word. */
async function digest(db: Database): Promise<string> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'event_log' order by 1`,
  );
  const each = tables.map(({ name }) => {
    const rows = name === 'part' ? `(select * from part where kind <> 'notice')` : `"${name}"`;
    return `(select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from ${rows} t)`;
  });
  const { rows } = await db.query<{ all: string }>(
    `select concat_ws(' ', ${each.join(', ')}) as all`,
  );
  return rows[0]?.all ?? '';
}
