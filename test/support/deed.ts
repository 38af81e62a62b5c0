import { randomInt, randomUUID } from 'node:crypto';
import { runWakeup } from '../../jobs/index.ts';
import { handleEvents } from '../../src/commands/handle-event.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { processInbox } from '../../src/engine/process-inbox.ts';
import type { CardView, Channel } from '../../src/ports/channel.ts';
import type { Database } from '../../src/ports/database.ts';
import type { Wakeup } from '../../src/ports/job-queue.ts';
import { storeUpdates } from '../../src/store/inbox.ts';
import type { PermissionWorld } from './permission-world.ts';
import { workingMorning } from './turn.ts';

/** What somebody does in the own private chat, or a job that comes due; it waits until it is worked off. */
export type Deed =
  | { readonly by: string; readonly press: string }
  | { readonly by: string; readonly write: string; readonly replyTo?: string }
  | { readonly wakeup: Wakeup };

/** What came of a deed. */
export interface Result {
  /** What its doer was told: the answer to the press and what is new in the own chat; '' of a job. */
  readonly told: string;
  /** What is new in other chats. */
  readonly elsewhere: readonly string[];
  /** Whether anything changed besides the log, questions and what was written back. */
  readonly changed: boolean;
}

const accountId = 'telegram';

/** Stores what people did, as it comes from the network; a job needs no storing. */
export async function store(world: PermissionWorld, db: Database, deed: Deed): Promise<void> {
  if ('wakeup' in deed) return;
  const id = Number(world.actor(deed.by).externalUserId);
  const from = { id, first_name: deed.by };
  const chat = { id, type: 'private' };
  const date = workingMorning.getTime() / 1000;
  const update =
    'press' in deed
      ? {
          callback_query: {
            id: randomUUID(),
            from,
            message: { message_id: 1, chat },
            data: deed.press,
          },
        }
      : {
          message: {
            message_id: 2,
            chat,
            date,
            from,
            text: deed.write,
            ...(deed.replyTo && { reply_to_message: { message_id: Number(deed.replyTo) } }),
          },
        };
  const updateId = randomInt(1, 2 ** 40);
  const payload = {
    receivedAt: workingMorning.toISOString(),
    username: 'truyendat_bot',
    update: { update_id: updateId, ...update },
  };
  const stored = { networkId: String(updateId), chatKey: String(id), urgent: true, payload };
  await storeUpdates(db, accountId, [stored], workingMorning);
}

/** Works off what is stored, or the job; returns the answers to presses. */
export async function workOff(engine: Engine, deed: Deed): Promise<string> {
  if ('wakeup' in deed) {
    await runWakeup(engine, deed.wakeup);
    return '';
  }
  const answers: string[] = [];
  const real = engine.channels.get(accountId);
  if (!real) throw new Error('no channel');
  const channel: Channel = {
    ...real,
    answer: async (_, { text }) => {
      answers.push(text);
      return { type: 'sent', messageId: '' };
    },
  };
  const own = { ...engine, channels: new Map([[accountId, channel]]) };
  const { failed } = await processInbox(own, accountId, handleEvents);
  if (failed > 0) throw new Error(`given up: ${JSON.stringify(deed)}`);
  return answers.join('\n');
}

/** Does it from end to end and looks at what came of it. */
export async function perform(world: PermissionWorld, db: Database, deed: Deed): Promise<Result> {
  const before = await parts(db);
  const rows = (await records(db)).join();
  await store(world, db, deed);
  const answer = await workOff({ ...world.engine, db }, deed);
  return {
    ...seenIn(world, deed, before, await parts(db), answer),
    changed: (await records(db)).join() !== rows,
  };
}

function seenIn(
  world: PermissionWorld,
  deed: Deed,
  before: ReadonlyMap<string, Shown>,
  after: ReadonlyMap<string, Shown>,
  answer: string,
): Pick<Result, 'told' | 'elsewhere'> {
  const home = 'by' in deed ? world.actor(deed.by).chat.id : '';
  const news = [...after].flatMap(([id, part]) =>
    before.get(id)?.text === part.text ? [] : [part],
  );
  const here = news.filter(({ chatId }) => chatId === home).map(({ text }) => text);
  return {
    told: [answer, ...here].join('\n'),
    elsewhere: news.filter(({ chatId }) => chatId !== home).map(({ text }) => text),
  };
}

interface Shown {
  readonly chatId: string;
  readonly text: string;
}

async function parts(db: Database): Promise<ReadonlyMap<string, Shown>> {
  const { rows } = await db.query<Shown & { id: string }>(
    `select id, chat_id as "chatId", coalesce(content::text, kind) as text from part
     where state <> 'cancelled' order by created_at, id`,
  );
  return new Map(rows.map(({ id, ...shown }) => [id, shown]));
}

/** Data of the button in a person's own chat that begins with these words; the newest card first. */
export async function buttonOf(
  world: PermissionWorld,
  db: Database,
  by: string,
  label: string,
): Promise<string> {
  const { rows } = await db.query<{ view: CardView }>(
    `select content->'view' as view from part where chat_id = $1 and content->>'type' = 'card'
     order by created_at desc, ctid desc`,
    [world.actor(by).chat.id],
  );
  const buttons = rows.flatMap(({ view }) => view.buttons.flat());
  const found = buttons.find((button) => button.label.startsWith(label));
  if (!found?.data) throw new Error(`no «${label}» among ${buttons.map((one) => one.label)}`);
  return found.data;
}

/** Everything on record, a line each row, with neither ids nor moments in it, so that two worlds compare. */
export async function records(
  db: Database,
  scope: 'what counts' | 'everything' = 'what counts',
): Promise<readonly string[]> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('inbox', 'pace') order by 1`,
  );
  const each = tables.flatMap(({ name }) => {
    const all = scope === 'everything';
    if (name === 'event_log' && !all) return [];
    const where =
      all || (name !== 'part' && name !== 'draft')
        ? ''
        : name === 'part'
          ? ` where kind not in ('notice', 'dialogue')`
          : ` where dialogue = 'compose'`;
    // What is drawn by lot or counted by the server differs between two worlds.
    const drawn = `(to_jsonb(t) - 'seq' - 'client_id')::text`;
    const text = `regexp_replace(regexp_replace(${drawn}, '${id}', '#', 'g'), '${moment}', 't', 'g')`;
    return [`select '${name}' || ' ' || ${text} as row from "${name}" t${where}`];
  });
  const { rows } = await db.query<{ row: string }>(`${each.join(' union all ')} order by 1`);
  return rows.map(({ row }) => row);
}

const id = '[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}';
const moment = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+([+]00:00|Z)';
