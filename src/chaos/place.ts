import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startPostgres, startRedis, type TestServer } from '../../test/support/servers.ts';
import { packageRoot } from '../cli/package-root.ts';
import { systemClock } from '../clocks.ts';
import type { ChatKind } from '../domain/inbound-event.ts';
import { prepareEmbedded } from '../embedded-postgres.ts';
import type { Database } from '../ports/database.ts';
import { openQueue } from '../queue/open-queue.ts';
import { bindChat, bindPrivateChat, recordChat } from '../store/chats.ts';
import { importDirectory } from '../store/directory.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations.ts';
import { openDatabase } from '../store/open-database.ts';
import { addPosition, addStaff, bindIdentity } from '../store/people.ts';
import {
  type Cast,
  communeKeyOf,
  communeNameOf,
  composerId,
  directoryOf,
  telegramCast,
} from './cast.ts';
import type { Backend } from './plan.ts';
import type { Town } from './town.ts';

/** Servers and a populated set of records, from which each run gets a copy. */
export interface Ground {
  readonly backend: Backend;
  readonly postgres: TestServer | undefined;
  readonly redis: TestServer | undefined;
  /** A place of its own for one run: nothing has been sent there. `tellAfterSeconds`: of an outage. */
  newPlace(
    town: Pick<Town, 'settings' | 'env'>,
    options?: { readonly tellAfterSeconds?: number },
  ): Promise<Place>;
  close(): Promise<void>;
}

/** Where one run keeps its records, and how the product is started on it. */
export interface Place {
  readonly dataDir: string;
  readonly configFile: string;
  readonly env: Readonly<Record<string, string>>;
  /** Opens the records to look at; embedded ones only while the product does not run. */
  openRecords(): Promise<{ readonly db: Database; close(): Promise<void> }>;
  remove(): Promise<void>;
}

/** Starts the servers of a backend and populates records in which every commune is bound. */
export async function openGround(
  backend: Backend,
  { cast, communes }: { readonly cast: Cast; readonly communes: number },
): Promise<Ground> {
  const base = await mkdtemp(join(tmpdir(), 'truyen-dat-chaos-'));
  const closers: (() => Promise<void>)[] = [() => rm(base, { recursive: true, force: true })];
  const close = async () => {
    for (const one of closers.reverse().splice(0)) await one();
  };
  try {
    const postgres = backend === 'embedded' ? undefined : await startPostgres();
    if (postgres) closers.push(() => postgres.remove());
    const redis = backend === 'redis' ? await startRedis() : undefined;
    if (redis) closers.push(() => redis.remove());
    const template = join(base, 'template');
    await mkdir(template);
    if (postgres) await administer(postgres.url, 'create database template_chaos');
    const templateUrl = postgres ? databaseUrl(postgres.url, 'template_chaos') : undefined;
    await populate(template, templateUrl, { cast, communes });
    const organisations = join(base, 'organisations.yaml');
    await writeFile(organisations, JSON.stringify(directoryOf(communes)));

    return {
      backend,
      postgres,
      redis,
      close,
      newPlace: async (town, { tellAfterSeconds = 600 } = {}) => {
        const dataDir = await mkdtemp(join(base, 'run-'));
        const configFile = join(dataDir, 'config.yaml');
        await writeFile(
          configFile,
          JSON.stringify(
            { ...settings({ dataDir, organisations, tellAfterSeconds }), ...town.settings },
            undefined,
            1,
          ),
        );
        const env: Record<string, string> = { ...town.env };
        if (redis) {
          env.REDIS_URL = redis.url;
          await flushRedis(redis.url);
        }
        if (!postgres) {
          await cp(template, dataDir, { recursive: true });
          return placeOf({ dataDir, configFile, env, databaseUrl: undefined });
        }
        const name = `run_${randomUUID().replaceAll('-', '')}`;
        await administer(postgres.url, `create database ${name} template template_chaos`);
        const url = databaseUrl(postgres.url, name);
        env.DATABASE_URL = url;
        const place = placeOf({ dataDir, configFile, env, databaseUrl: url });
        const remove = async () => {
          await place.remove();
          await administer(postgres.url, `drop database ${name} with (force)`);
        };
        return { ...place, remove };
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Empties a Redis server. */
export async function flushRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.flushall();
  } finally {
    redis.disconnect();
  }
}

function placeOf(at: {
  readonly dataDir: string;
  readonly configFile: string;
  readonly env: Readonly<Record<string, string>>;
  readonly databaseUrl: string | undefined;
}): Place {
  const { dataDir, configFile, env, databaseUrl: url } = at;
  return {
    dataDir,
    configFile,
    env,
    openRecords: () => openDatabase({ dataDir, ...(url ? { databaseUrl: url } : {}) }),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** Leases, waits and turns in seconds, so that recovery takes seconds, too. */
function settings(at: {
  readonly dataDir: string;
  readonly organisations: string;
  readonly tellAfterSeconds: number;
}) {
  return {
    dataDir: at.dataDir,
    organisations: at.organisations,
    calendar: join(packageRoot(), 'config', 'calendar'),
    administrators: [{ network: 'telegram', userId: String(composerId), name: 'Trần Thu Hà' }],
    delivery: { leaseSeconds: 6, evidenceSeconds: 2, editEverySeconds: 1 },
    // One person releases, at once: what goes wrong begins with the first message.
    release: { undoSeconds: 0 },
    approval: { fromRecipients: null },
    receiver: { leaseSeconds: 2 },
    jobs: { planRemindersSeconds: 5, markOverdueSeconds: 5, sweepSeconds: 1 },
    health: { tellAfterSeconds: at.tellAfterSeconds },
  };
}

/** Everybody is bound: the composer to the office, each commune to its group and its clerk. */
async function populate(
  dataDir: string,
  databaseUrl: string | undefined,
  { cast, communes }: { readonly cast: Cast; readonly communes: number },
): Promise<void> {
  if (!databaseUrl) await prepareEmbedded([join(dataDir, 'records'), join(dataDir, 'queue')]);
  const { db, close } = await openDatabase({ dataDir, ...(databaseUrl ? { databaseUrl } : {}) });
  await migrate(db, migrations);
  await importDirectory(db, directoryOf(communes));
  await db.transaction(async (tx) => {
    const at = new Date();
    const identity = ({ driver }: Cast, externalUserId: string, name: string) =>
      bindIdentity(tx, { driver, externalUserId, name, at });
    const chat = ({ driver, accountId }: Cast, externalId: string, kind: ChatKind, title: string) =>
      recordChat(tx, { driver, accountId, externalId, kind, title });
    const composer = await identity(telegramCast, String(composerId), 'Trần Thu Hà');
    // Whoever administers has written to the bot before: codes to scan find their way.
    const office = await chat(telegramCast, String(composerId), 'private', '');
    await bindPrivateChat(tx, office.id, composer.id);
    const { rows: offices } = await tx.query<{ id: string }>('select id from issuing_office');
    for (const { id } of offices) {
      await addStaff(tx, {
        personId: composer.id,
        officeId: id,
        role: 'composer',
        from: '2026-01-01',
      });
    }
    const { rows } = await tx.query<{ id: string; key: string }>(
      'select id, key from organisation',
    );
    const ids = new Map(rows.map(({ id, key }) => [key, id]));
    for (let commune = 0; commune < communes; commune += 1) {
      const organisationId = ids.get(communeKeyOf(commune)) ?? '';
      const group = await chat(cast, cast.groupOf(commune), 'group', communeNameOf(commune));
      const purposes = ['receive'] as const;
      await bindChat(tx, group.id, { organisationId, purposes, verifiedBy: composer.id, at });
      const clerk = await identity(cast, cast.clerkOf(commune), `Văn thư xã số ${commune}`);
      await addPosition(tx, {
        personId: clerk.id,
        organisationId,
        role: 'clerk',
        from: '2026-01-01',
      });
    }
  });
  await close();
  if (databaseUrl) return;
  // BullMQ's tables, too, are made once.
  const queue = await openQueue({
    backend: { kind: 'embedded', dir: join(dataDir, 'queue') },
    clock: systemClock,
    onError: () => {},
  });
  await queue.close();
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
