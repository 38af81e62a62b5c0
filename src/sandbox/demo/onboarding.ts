import { vi } from '../../messages/vi/index.ts';
import type { JoinRole } from '../../store/joins.ts';
import type { Person } from '../telegram/person.ts';
import { type Phones, pressLabel, type Read } from './phones.ts';
import type { Household, Population } from './population.ts';
import { joinOnZalo, type ZaloSide } from './zalo-side.ts';

const { join } = vi;

/** What /moi calls the roles. */
const words: Partial<Readonly<Record<JoinRole, string>>> = {
  clerk: 'vanthu',
  leader: 'lanhdao',
  composer: 'soan',
  receive: 'nhom',
  'receive,repost': 'nhomdang',
  publish: 'kenh',
};

interface Cast {
  readonly phones: Phones;
  readonly people: Population;
  readonly zalo: ZaloSide;
  readonly issuer: string;
}

const groupRights = { can_pin_messages: true, can_delete_messages: true };
const channelRights = { can_post_messages: true, can_edit_messages: true };

/** How many offices join at the same time. */
const atOnce = 12;

/**
 * Everybody joins, as they would on their phones: the administrator asks for one-time links and hands
 * them out; people agree, groups and channels are offered; leaders and the administrator confirm.
 */
export async function joinEverybody(cast: Cast, onJoined: (name: string) => void): Promise<void> {
  const { administrator, composer } = cast.people;
  administrator.openDeepLink();
  await cast.phones.wait(administrator.id, 'a greeting', ({ text }) => text.includes('/help'));
  await joinPerson(cast, composer, 'composer', cast.issuer, administrator);
  onJoined(cast.issuer);
  const onZalo = {
    side: cast.zalo,
    link: (role: 'clerk' | 'receive', organisation: string) => link(cast, role, organisation),
    confirm: (question: string) => confirm(cast, administrator, question),
  };
  const waiting = [
    ...cast.zalo.households.map((home) => ({ home, join: () => joinOnZalo(onZalo, home) })),
    ...cast.people.households.map((home) => ({ home, join: () => joinHousehold(cast, home) })),
  ];
  const lanes = Array.from({ length: atOnce }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await next.join();
      onJoined(next.home.office.name);
    }
  });
  await Promise.all(lanes);
}

async function joinHousehold(cast: Cast, household: Household): Promise<void> {
  const { office, clerk, leader, group, channel } = household;
  const { administrator } = cast.people;
  if (leader) await joinPerson(cast, leader, 'leader', office.name, administrator);
  const confirmer = leader ?? administrator;
  await joinPerson(cast, clerk, 'clerk', office.name, confirmer);
  const role = office.reposts ? 'receive,repost' : 'receive';
  const payload = await link(cast, role, office.name);
  clerk.openGroupDeepLink(group, payload, { rights: groupRights });
  const [question = ''] = join.groupOffer(role, office.name);
  const card = await cast.phones.wait(group, `the offer in ${office.group}`, startsWith(question));
  // A leader is in the group and confirms there; the administrator has a card of their own.
  if (leader) pressLabel(leader, group, card, join.groupRight);
  else
    await confirm(cast, administrator, join.askConfirm('group', role, office.group, office.name));
  await cast.phones.wait(
    group,
    `${office.group} bound`,
    startsWith(join.groupBound(role, office.name)),
  );
  if (channel !== undefined) await joinChannel(cast, household, channel);
}

async function joinPerson(
  cast: Cast,
  person: Person,
  role: JoinRole,
  organisation: string,
  confirmer: Person,
): Promise<void> {
  const payload = await link(cast, role, organisation);
  person.openDeepLink(payload);
  const [question = ''] = join.consent(role, organisation);
  const offer = await cast.phones.wait(
    person.id,
    `the consent for ${organisation}`,
    startsWith(question),
  );
  pressLabel(person, person.id, offer, join.agree);
  const subject = role === 'composer' ? 'staff' : 'person';
  await confirm(cast, confirmer, join.askConfirm(subject, role, nameOf(person), organisation));
  const bound = startsWith(join.bound(role, organisation));
  await cast.phones.wait(person.id, `${nameOf(person)} bound`, bound);
}

async function joinChannel(
  cast: Cast,
  { office, clerk }: Household,
  channel: number,
): Promise<void> {
  const { administrator } = cast.people;
  clerk.addBot(channel, { rights: channelRights });
  clerk.openDeepLink(await link(cast, 'publish', office.name));
  const question = startsWith(join.channelChoose(office.name));
  const card = await cast.phones.wait(clerk.id, `the channels of ${office.name}`, question);
  pressLabel(clerk, clerk.id, card, office.channel ?? '');
  const words = join.askConfirm('channel', 'publish', office.channel ?? '', office.name);
  await confirm(cast, administrator, words);
  const bound = startsWith(join.groupBound('publish', office.name));
  await cast.phones.wait(administrator.id, `${office.channel} bound`, bound);
}

/** The administrator asks for a link and passes on what it carries. */
async function link(
  { phones, people: { administrator } }: Cast,
  role: JoinRole,
  organisation: string,
): Promise<string> {
  const since = phones.last(administrator.id);
  administrator.send(administrator.id, `/moi ${words[role]} ${organisation}`);
  const whose = `(${join.role(role)}, ${organisation})`;
  const { text } = await phones.wait(
    administrator.id,
    `a link for ${organisation}`,
    (message) => message.text.startsWith('🔗') && message.text.includes(whose),
    { since },
  );
  const payload = /[?&]start(?:group)?=([\w-]+)/.exec(text)?.[1];
  if (!payload) throw new Error(`The link for ${organisation} carries nothing.`);
  return payload;
}

async function confirm({ phones }: Cast, confirmer: Person, words: string): Promise<void> {
  const asked = (message: Read) => message.text.startsWith(words) && message.buttons.length > 0;
  const card = await phones.wait(confirmer.id, `the question «${words}»`, asked);
  pressLabel(confirmer, confirmer.id, card, join.confirm);
}

function startsWith(words: string): (message: Read) => boolean {
  return ({ text }) => text.startsWith(words);
}

function nameOf({ user }: Person): string {
  return [user.first_name, user.last_name].filter(Boolean).join(' ');
}
