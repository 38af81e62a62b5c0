import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadCalendar } from '../../config/calendar.ts';
import { checkConfig } from '../../config/index.ts';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { runCommand } from '../../src/commands/commands.ts';
import { startCompose } from '../../src/commands/compose/compose.ts';
import { composeUploadSettled } from '../../src/commands/compose/upload-settled.ts';
import { continueDialogue, pressDialogue } from '../../src/commands/dialogues.ts';
import { officesAllowing } from '../../src/commands/staff-offices.ts';
import { commit } from '../../src/engine/commit.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { fetchUpload } from '../../src/engine/fetch-upload.ts';
import type { Turn } from '../../src/engine/turn.ts';
import { extractBytes } from '../../src/extraction/extract-bytes.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import type { Button, CardView, Channel } from '../../src/ports/channel.ts';
import type { Database } from '../../src/ports/database.ts';
import type { Wakeup } from '../../src/ports/job-queue.ts';
import { settingsOf } from '../../src/settings-of.ts';
import { type ChatRow, recordChat } from '../../src/store/chats.ts';
import type { DraftRow } from '../../src/store/drafts.ts';
import { bindIdentity, type PersonRow } from '../../src/store/people.ts';

/** A file somebody sends in a test; bytes of any format the product reads. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType?: string;
}

/** One person's private chat with the product: every call is one turn in its own transaction. */
export interface Conversation {
  readonly engine: Engine;
  readonly person: PersonRow;
  readonly chat: ChatRow;
  /** What was asked for after commits, in order. */
  readonly wakeups: readonly Wakeup[];
  /** Writes a command, an answer, or pastes a letter. */
  type(text: string): Promise<void>;
  /** Sends files; the job that fetches and checks them runs unless `later`. */
  attach(files: readonly SentFile[], options?: { readonly later?: boolean }): Promise<void>;
  /** Runs the jobs that fetch files. */
  fetchFiles(): Promise<void>;
  /** Presses the button of the newest dialogue card or reply that begins with `label`; returns what the presser was told. */
  press(label: string): Promise<string>;
  /** Presses with data as an old or forged card would carry it. */
  pressData(data: string): Promise<string>;
  /** The newest card with buttons or text of a dialogue, as people see it. */
  card(): Promise<CardView>;
  /** What the bot wrote besides cards, newest last. */
  said(): Promise<readonly string[]>;
  drafts(): Promise<readonly DraftRow[]>;
}

/** The time in tests of conversations: a working Thursday, 09:00. */
export const workingMorning = new Date('2026-06-04T02:00:00Z');

/** Opens a private chat of a person on a network that is never called. */
export async function openConversation(
  db: Database,
  options: { readonly name: string; readonly now?: () => Date },
): Promise<Conversation> {
  // A millisecond passes with every look at the clock, so that what happened later is later.
  let looks = 0;
  const start = options.now ?? (() => workingMorning);
  const now = () => new Date(start().getTime() + looks++);
  const clock = { now, msUntil: (at: Date) => Math.max(0, at.getTime() - now().getTime()) };
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const sent = new Map<string, Uint8Array>();
  const kept = new Map<string, Uint8Array>();
  const wakeups: Wakeup[] = [];
  const real = createTelegramChannel({
    accountId: 'telegram',
    token: '7000000002:test-token-that-no-network-knows',
    apiRoot: 'http://127.0.0.1:9',
    clock,
    log: silent,
  });
  const channel: Channel = {
    accountId: real.accountId,
    driver: real.driver,
    capabilities: (kind) => real.capabilities(kind),
    send: (to, part) => real.send(to, part),
    parse: (payload) => real.parse(payload),
    download: async (id) => sent.get(id) ?? new Uint8Array(),
    start: async () => {},
    stop: async () => {},
    health: () => real.health(),
  };
  const engine: Engine = {
    db,
    jobs: { enqueue: async (wakeup) => void wakeups.push(wakeup) },
    clock,
    machine: clock,
    channels: new Map([['telegram', channel]]),
    calendar: loadCalendar(join(import.meta.dirname, '../../config/calendar')),
    files: {
      put: async (sha256, bytes) => void kept.set(sha256, bytes),
      get: async (sha256) => kept.get(sha256) ?? Promise.reject(new Error(`no ${sha256}`)),
    },
    extract: (bytes) => extractBytes(bytes, { maxInflatedBytes: 10_000_000 }),
    settings: settingsOf(checkConfig({ release: { undoSeconds: 0 } }, 'test')),
    log: silent,
    processId: 'test',
  };
  const externalUserId = String(randomInt(1, 2 ** 40));
  const person = await bindIdentity(db, {
    driver: 'telegram',
    externalUserId,
    name: options.name,
    at: now(),
  });
  const chat = await recordChat(db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: externalUserId,
    kind: 'private',
  });
  const turn = <T>(work: (turn: Turn) => Promise<T>): Promise<T> =>
    commit(engine, (tx, wake) =>
      work({
        engine: { ...engine, db: tx },
        tx,
        wake,
        channel,
        chat,
        person,
        externalUserId,
        displayName: options.name,
        m: messagesIn('vi'),
        at: now(),
        updateId: randomUUID(),
        answers: [],
      }),
    );
  const newestParts = async () => {
    const { rows } = await db.query<{
      kind: string;
      content: { type: string; text?: string; view?: CardView } | null;
    }>(
      `select kind, content from part where chat_id = $1 and content is not null
       order by ctid`,
      [chat.id],
    );
    return rows;
  };
  const card = async () => {
    const { rows } = await db.query<{ view: CardView }>(
      `select p.content->'view' as view from part p left join draft d on d.id = p.subject_id
       where p.chat_id = $1 and p.content->>'type' = 'card'
       order by greatest(p.created_at, d.updated_at) desc, p.created_at desc limit 1`,
      [chat.id],
    );
    const [row] = rows;
    if (!row) throw new Error('no card was shown');
    return row.view;
  };
  const pressData = (data: string) => turn(async (t) => (await pressDialogue(t, data)).text);
  const fetchFiles = async () => {
    for (const wakeup of wakeups.splice(0)) {
      if (wakeup.job === 'fetch-upload') {
        await fetchUpload(engine, wakeup.uploadId, composeUploadSettled);
      }
    }
  };
  const input = (text: string, files: readonly SentFile[]) =>
    turn(async (t) => {
      const inbound = files.map(({ name, bytes, mediaType = 'application/octet-stream' }) => {
        const fileId = randomUUID();
        sent.set(fileId, bytes);
        return { fileId, name, mediaType, bytes: bytes.byteLength };
      });
      if (text.startsWith('/')) return runCommand(t, text, inbound);
      if (await continueDialogue(t, { text, files: inbound, albumId: undefined })) return;
      await startCompose(t, {
        officeIds: await officesAllowing(t, 'compose'),
        text,
        files: inbound,
      });
    });
  return {
    engine,
    person,
    chat,
    wakeups,
    type: (text) => input(text, []),
    async attach(files, { later = false } = {}) {
      await input('', files);
      if (!later) await fetchFiles();
    },
    fetchFiles,
    async press(label) {
      const { buttons } = await card();
      const button = buttons.flat().find((one: Button) => one.label.startsWith(label));
      if (!button?.data) {
        const labels = buttons.flat().map((one) => one.label);
        throw new Error(`no button «${label}» among ${labels.join(' | ')}`);
      }
      return pressData(button.data);
    },
    pressData,
    card,
    said: async () =>
      (await newestParts()).flatMap(({ content }) =>
        content?.type === 'text' ? [content.text ?? ''] : [],
      ),
    drafts: async () => {
      const { rows } = await db.query<DraftRow>(
        `select id, state, step, revision, body from draft where chat_id = $1 order by created_at, updated_at`,
        [chat.id],
      );
      return rows;
    },
  };
}
