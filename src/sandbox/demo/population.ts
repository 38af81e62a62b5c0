import type { Office, Province } from '../province.ts';
import type { NamedPerson } from '../province-names.ts';
import type { TelegramNetwork } from '../telegram/network.ts';
import type { Person } from '../telegram/person.ts';

/** An office of the province with its phones and chats. */
export interface Household {
  readonly office: Office;
  readonly clerk: Person;
  readonly leader: Person | undefined;
  /** A colleague who is in the group but has never been bound: what they press must not count. */
  readonly colleague: Person;
  readonly group: number;
  readonly channel: number | undefined;
}

/** Everybody and every chat of the story. */
export interface Population {
  readonly administrator: Person;
  readonly composer: Person;
  readonly households: readonly Household[];
  /** A group that has the bot but belongs to no office, and a person who talks to it: neither may get anything. */
  readonly bystanders: { readonly group: number; readonly person: Person };
}

const firstPersonId = 700_001;
const firstGroupId = -1_001_500_000_001;
const firstChannelId = -1_002_500_000_001;
const bystanders = 400;

/** The network's id of the administrator, which the configuration names. */
export const administratorId = firstPersonId;

/** Puts the people and chats of a province on a network, or finds those a journal brought back. */
export function populate(network: TelegramNetwork, province: Province): Population {
  const { people, world } = network;
  const add = (id: number, { firstName, lastName }: NamedPerson) =>
    people.add({ id, firstName, lastName, languageCode: 'vi' });
  const administrator = add(administratorId, province.administrator);
  const composer = add(firstPersonId + 1, province.composer);
  const onTelegram = province.offices.filter(({ onZalo }) => !onZalo);
  const households = onTelegram.map((office, index): Household => {
    const base = firstPersonId + 10 + 3 * index;
    const clerk = add(base, office.clerk);
    const leader = office.leader ? add(base + 1, office.leader) : undefined;
    const colleague = add(base + 2, { firstName: 'Tổ viên', lastName: office.clerk.lastName });
    const group = world.addGroup({
      id: firstGroupId - index,
      title: office.group,
      owner: clerk,
      members: leader ? [leader, colleague] : [colleague],
      bot: 'absent',
    });
    const channel = office.channel
      ? world.addChannel({
          id: firstChannelId - index,
          title: office.channel,
          owner: clerk,
          subscribers: [colleague],
          bot: 'absent',
        })
      : undefined;
    return { office, clerk, leader, colleague, group, channel };
  });
  const person = add(firstPersonId + 5, { firstName: 'Sơn', lastName: 'Hồ Hải' });
  const group = world.addGroup({
    id: firstGroupId - bystanders,
    title: 'Hội chợ cuối tuần',
    owner: person,
  });
  return { administrator, composer, households, bystanders: { group, person } };
}
