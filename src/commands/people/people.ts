import { dayOf } from '../../domain/day.ts';
import { mayManage } from '../../engine/managers.ts';
import { reply, replyCard, type Turn } from '../../engine/turn.ts';
import { type MembershipRow, membershipsIn, membershipsOfPerson } from '../../store/memberships.ts';
import { organisationById } from '../../store/organisations.ts';
import { positionsOf } from '../../store/people.ts';
import { type SubstitutionRow, substitutionsIn } from '../../store/substitutions.ts';
import type { Command } from '../command.ts';
import { findOrganisation } from '../find-organisation.ts';
import { membershipsOf } from '../staff-offices.ts';

/** Buttons under one list, so that it stays readable. */
const perCard = 12;

/** Lists the people of an organisation; who manages them opens each to end a role or name a substitute. */
export const people: Command = {
  name: 'nhansu',
  names: { vi: 'nhansu', en: 'people' },
  act: 'manage',
  inGroups: false,
  describe: (m) => m.command.describe.people,
  explain: (m) => m.command.explain.people,
  async run(turn, args) {
    if (args === '') {
      for (const organisationId of await managedOrganisations(turn))
        await list(turn, organisationId);
      return;
    }
    const organisationId = await findOrganisation(turn, args);
    if (!organisationId) return;
    if (await mayManage(turn, organisationId, 'official')) return list(turn, organisationId);
    const organisation = (await organisationById(turn.tx, organisationId))?.name ?? '';
    await reply(turn, turn.m.people.notYoursToManage(organisation));
  },
};

/** The person's own organisations whose people they manage. */
async function managedOrganisations(turn: Turn): Promise<readonly string[]> {
  const { tx, person, at } = turn;
  if (!person) return [];
  const own = await membershipsOf(turn);
  const positions = await positionsOf(tx, person.id, dayOf(at));
  const ids = new Set([...own, ...positions].map(({ organisationId }) => organisationId));
  const managed: string[] = [];
  for (const id of ids) if (await mayManage(turn, id, 'official')) managed.push(id);
  return managed;
}

async function list(turn: Turn, organisationId: string): Promise<void> {
  const { tx, at, m } = turn;
  const day = dayOf(at);
  const organisation = (await organisationById(tx, organisationId))?.name ?? '';
  const everybody = await membershipsIn(tx, organisationId, day);
  const visible = (await mayManage(turn, organisationId, 'staff'))
    ? everybody
    : everybody.filter(({ officeId }) => officeId === null);
  const away = await substitutionsIn(tx, organisationId, day);
  const byPerson = groupByPerson(visible);
  if (byPerson.length === 0) {
    await reply(turn, m.people.nobody(organisation));
    return;
  }
  for (let from = 0; from < byPerson.length; from += perCard) {
    const shown = byPerson.slice(from, from + perCard);
    await replyCard(turn, {
      lines: [
        m.people.title(organisation, byPerson.length),
        ...shown.map((roles, at) => personLine(turn, from + at + 1, roles, away)),
      ],
      buttons: shown.map(([first], at) => [
        { label: m.people.open(from + at + 1, first?.name ?? ''), data: `mp:${first?.id ?? ''}` },
      ]),
    });
  }
}

function groupByPerson(roles: readonly MembershipRow[]): readonly (readonly MembershipRow[])[] {
  const ids = [...new Set(roles.map(({ personId }) => personId))];
  return ids.map((id) => roles.filter(({ personId }) => personId === id));
}

function personLine(
  { m }: Turn,
  at: number,
  roles: readonly MembershipRow[],
  away: readonly SubstitutionRow[],
): string {
  const [first] = roles;
  const standIn = away.find(({ personId }) => personId === first?.personId);
  const named = roles.map(({ role }) => m.join.role(role));
  return m.people.line(at, first?.name ?? '', named, standIn?.substituteName, standIn?.to);
}

/** Shows one person of an organisation with what can be done about them. */
export async function showPerson(turn: Turn, membership: MembershipRow): Promise<void> {
  const { tx, at, m } = turn;
  const day = dayOf(at);
  const { personId, organisationId, name, organisation } = membership;
  const all = (await membershipsOfPerson(tx, personId, day)).filter(
    (one) => one.organisationId === organisationId,
  );
  const staffToo = await mayManage(turn, organisationId, 'staff');
  const roles = all.filter(({ officeId }) => officeId === null || staffToo);
  const away = (await substitutionsIn(tx, organisationId, day)).filter(
    (one) => one.personId === personId,
  );
  await replyCard(turn, {
    lines: [
      m.people.person(name, organisation),
      ...away.map((one) => m.people.arranged(one.substituteName, name, one.from, one.to, true)),
    ],
    buttons: [
      ...roles.map(({ id, role }) => [
        { label: m.people.endRole(m.join.role(role)), data: `mx:${id}` },
      ]),
      ...away.map(({ id, substituteName }) => [
        { label: m.people.endOf(substituteName), data: `se:${id}` },
      ]),
      ...(roles.length === all.length
        ? [[{ label: m.people.sendAway, data: `ml:${membership.id}` }]]
        : []),
    ],
  });
}
