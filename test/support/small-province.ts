import type { StaffRole } from '../../src/domain/permission.ts';
import { commit } from '../../src/engine/commit.ts';
import {
  type Release,
  type Released,
  releaseDirective,
} from '../../src/engine/release-directive.ts';
import type { Person } from '../../src/sandbox/telegram/person.ts';
import type { Person as ZaloPerson } from '../../src/sandbox/zalo/person.ts';
import { bindChat, bindPrivateChat, recordChat } from '../../src/store/chats.ts';
import type { DirectoryImport } from '../../src/store/directory.ts';
import { addPosition, addStaff, bindIdentity } from '../../src/store/people.ts';
import { type TestEngine, testEngine } from './engine.ts';
import { plainLetter } from './plain-letter.ts';

/** An issuing department and some communes, each with a group and a clerk who is in it. */
export interface SmallProvince extends TestEngine {
  readonly officeId: string;
  /** The specialist who composes; the private chat with the bot is open. */
  readonly composer: Person;
  readonly composerId: string;
  readonly communes: readonly Commune[];
  /** Communes whose only group is on Zalo. */
  readonly zaloCommunes: readonly ZaloCommune[];
  /** Releases to every commune; what is given replaces the defaults. */
  release(changes?: Partial<Release>): Promise<Released>;
}

export interface Commune {
  readonly organisationId: string;
  readonly name: string;
  /** The group's id on the network. */
  readonly group: number;
  readonly clerk: Person;
}

export interface ZaloCommune {
  readonly organisationId: string;
  readonly name: string;
  /** The group's id on the network. */
  readonly group: string;
  readonly clerk: ZaloPerson;
}

const names = ['An Phú', 'Bình Minh', 'Cẩm Sơn', 'Đông Hải', 'Giang Tân', 'Hòa Lộc'];

/** Starts an engine in which everybody is bound already. */
export async function smallProvince(
  options: {
    readonly communes?: number;
    readonly zaloCommunes?: number;
    /** With a Zalo account; so it is where there are communes on Zalo. */
    readonly zalo?: boolean;
    readonly zaloReminders?: boolean;
    readonly settings?: TestEngine['engine']['settings'] extends infer S ? Partial<S> : never;
    readonly startAt?: Date;
  } = {},
): Promise<SmallProvince> {
  const { communes: count = 3, zaloCommunes: zaloCount = 0 } = options;
  const keys = Array.from({ length: count + zaloCount }, (_, at) => `xa_${at}`);
  const directory: DirectoryImport = {
    organisations: [
      entry('so_tt', 'Sở Thủy lợi tỉnh An Bình', 'province', 'STL'),
      ...keys.map((key, at) => entry(key, `UBND xã ${names[at] ?? `số ${at}`}`, 'commune')),
    ],
    links: [],
    groups: [{ key: 'ubnd_xa', name: 'UBND các xã', aliases: [], members: keys }],
  };
  const test = await testEngine({
    directory,
    zalo: options.zalo ?? zaloCount > 0,
    ...(options.zaloReminders ? { zaloReminders: true } : {}),
    ...(options.startAt ? { startAt: options.startAt } : {}),
    ...(options.settings ? { settings: options.settings } : {}),
  });
  const { engine, network } = test;
  const { db } = engine;
  const at = test.now();
  const ids = await organisationIds(test);
  const composer = network.people.add({ firstName: 'Hà' });
  composer.openDeepLink();
  await test.settle();
  network.consume(composer.id);
  const identity = {
    driver: 'telegram',
    externalUserId: String(composer.id),
    name: 'Trần Thu Hà',
    at,
  } as const;
  const person = await bindIdentity(db, identity);
  const { rows: offices } = await db.query<{ id: string }>('select id from issuing_office');
  const officeId = offices[0]?.id ?? '';
  await addStaff(db, { personId: person.id, officeId, role: 'composer', from: '2026-01-01' });
  const privateChat = await recordChat(db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: String(composer.id),
    kind: 'private',
  });
  await bindPrivateChat(db, privateChat.id, person.id);
  const communes: Commune[] = [];
  const zaloCommunes: ZaloCommune[] = [];
  for (const [index, key] of keys.entries()) {
    const organisationId = ids.get(key) ?? '';
    const name = directory.organisations[index + 1]?.name ?? '';
    const about = { organisationId, name, verifiedBy: person.id };
    if (index < count) communes.push(await addCommune(test, about));
    else zaloCommunes.push(await addZaloCommune(test, about));
  }
  const release = (changes: Partial<Release> = {}) =>
    commit(engine, (tx, wake) =>
      releaseDirective(engine, tx, wake, {
        officeId,
        ...plainLetter,
        ackPolicy: 'any-one',
        deadlines: [],
        audience: [...communes, ...zaloCommunes].map(({ organisationId }) => ({
          organisationId,
          role: 'act',
          tasks: [],
          deadlines: [],
        })),
        createdBy: person.id,
        progressChat: { id: privateChat.id, accountId: 'telegram' },
        ...changes,
      }),
    );
  return {
    ...test,
    officeId,
    composer,
    composerId: person.id,
    communes,
    zaloCommunes,
    release,
  };
}

async function addCommune(
  { engine, network, now }: TestEngine,
  about: { readonly organisationId: string; readonly name: string; readonly verifiedBy: string },
): Promise<Commune> {
  const { organisationId, name } = about;
  const clerk = network.people.add({ firstName: `Văn thư ${name}` });
  const group = network.world.addGroup({ title: name, owner: clerk });
  const chat = await recordChat(engine.db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: String(group),
    kind: 'group',
    title: name,
  });
  const purposes = ['receive', 'repost'] as const;
  await bindChat(engine.db, chat.id, {
    organisationId,
    purposes,
    verifiedBy: about.verifiedBy,
    at: now(),
  });
  const person = await bindIdentity(engine.db, {
    driver: 'telegram',
    externalUserId: String(clerk.id),
    name: `Lê Văn ${name.split(' ').at(-1)}`,
    at: now(),
  });
  await addPosition(engine.db, {
    personId: person.id,
    organisationId,
    role: 'clerk',
    from: '2026-01-01',
  });
  return { organisationId, name, group, clerk };
}

/** Adds a Zalo group of an organisation, bound, with a clerk of the organisation in it. */
export async function addZaloCommune(
  test: TestEngine,
  about: { readonly organisationId: string; readonly name: string; readonly verifiedBy: string },
): Promise<ZaloCommune> {
  const { organisationId, name, verifiedBy } = about;
  const { engine, now } = test;
  const zalo = test.zalo();
  const clerk = zalo.network.people.add({ name: `Văn thư ${name}` });
  const group = zalo.network.world.addGroup({ name, members: [clerk, zalo.account] });
  const chat = await recordChat(engine.db, {
    driver: 'zalo-zca',
    accountId: 'zalo',
    externalId: group,
    kind: 'group',
    title: name,
  });
  const purposes = ['receive', 'repost'] as const;
  await bindChat(engine.db, chat.id, { organisationId, purposes, verifiedBy, at: now() });
  await bindZaloPerson({ engine, now }, clerk, { organisationId, role: 'clerk' });
  return { organisationId, name, group, clerk };
}

/** Binds somebody on Zalo to an organisation or to an issuing office. Returns the person's id. */
export async function bindZaloPerson(
  { engine, now }: Pick<TestEngine, 'engine' | 'now'>,
  person: Pick<ZaloPerson, 'uid' | 'name'>,
  to:
    | { readonly organisationId: string; readonly role: 'clerk' | 'leader' }
    | { readonly officeId: string; readonly role: StaffRole },
): Promise<string> {
  const { db } = engine;
  const identity = { driver: 'zalo-zca', externalUserId: person.uid } as const;
  const { id: personId } = await bindIdentity(db, { ...identity, name: person.name, at: now() });
  const from = '2026-01-01';
  if ('officeId' in to) await addStaff(db, { personId, ...to, from });
  else await addPosition(db, { personId, ...to, from });
  return personId;
}

/** Adds a colleague at an issuing office, with the private chat with the bot open. */
export async function addColleague(
  { engine, network, now, settle }: TestEngine,
  colleague: { readonly name: string; readonly officeId: string; readonly role: StaffRole },
): Promise<Person> {
  const { name, officeId, role } = colleague;
  const person = network.people.add({ firstName: name });
  person.openDeepLink();
  await settle();
  network.consume(person.id);
  const identity = { driver: 'telegram', externalUserId: String(person.id) } as const;
  const { id: personId } = await bindIdentity(engine.db, { ...identity, name, at: now() });
  await addStaff(engine.db, { personId, officeId, role, from: '2026-01-01' });
  const chat = await recordChat(engine.db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: String(person.id),
    kind: 'private',
  });
  await bindPrivateChat(engine.db, chat.id, personId);
  return person;
}

async function organisationIds(test: TestEngine): Promise<ReadonlyMap<string, string>> {
  const { rows } = await test.engine.db.query<{ id: string; key: string }>(
    'select id, key from organisation',
  );
  return new Map(rows.map((row) => [row.key, row.id]));
}

function entry(key: string, name: string, level: string, issuesAs?: string) {
  return {
    key,
    name,
    shortNames: [],
    aliases: [],
    level,
    kind: level === 'commune' ? 'ubnd' : 'so',
    ...(issuesAs ? { issuesAs } : {}),
  };
}
