import { createJoinCode } from '../engine/join-link.ts';
import { reply, type Turn } from '../engine/turn.ts';
import type { JoinRole, JoinSubject } from '../store/joins.ts';
import { organisationById } from '../store/organisations.ts';
import { offices } from '../store/people.ts';
import type { Command } from './command.ts';
import { findOrganisation } from './find-organisation.ts';
import { officesAllowing } from './staff-offices.ts';

const kinds: Readonly<Record<string, { readonly subject: JoinSubject; readonly role: JoinRole }>> =
  {
    vanthu: { subject: 'person', role: 'clerk' },
    daumoi: { subject: 'person', role: 'focal_point' },
    lanhdao: { subject: 'person', role: 'leader' },
    soan: { subject: 'staff', role: 'composer' },
    duyet: { subject: 'staff', role: 'approver' },
    xem: { subject: 'staff', role: 'viewer' },
    quantri: { subject: 'staff', role: 'admin' },
    nhom: { subject: 'group', role: 'receive' },
    nhomdang: { subject: 'group', role: 'receive,repost' },
    kenh: { subject: 'channel', role: 'publish' },
  };

/** Makes a one-time link that binds a person, a group or a channel to an organisation. */
export const invite: Command = {
  name: 'moi',
  names: { vi: 'moi', en: 'invite' },
  act: 'invite',
  inGroups: false,
  describe: (m) => m.command.describe.invite,
  explain: (m) => m.command.explain.invite,
  async run(turn, args) {
    const [word = '', ...rest] = args.split(/\s+/);
    const kind = kinds[word.toLowerCase()];
    const name = rest.join(' ');
    if (!kind || name === '' || !turn.person) {
      await reply(turn, turn.m.join.inviteUsage);
      return;
    }
    const organisationId = await findOrganisation(turn, name);
    if (!organisationId) return;
    const officeId = await officeFor(turn, kind.subject, organisationId);
    if (officeId === 'refused') return;
    const createdBy = turn.person.id;
    const payload = await createJoinCode(turn, { ...kind, organisationId, officeId, createdBy });
    const organisation = (await organisationById(turn.tx, organisationId))?.name ?? '';
    const hours = Math.round(turn.engine.settings.joinCodeMs / 3_600_000);
    const ways = waysToJoin(turn, payload, kind.subject).join('\n');
    await reply(turn, turn.m.join.link(kind.role, organisation, ways, hours));
  },
};

/** The link of each network that has links, and what to type on the others. */
function waysToJoin(turn: Turn, payload: string, subject: JoinSubject): readonly string[] {
  const { m, engine } = turn;
  const target = subject === 'group' ? 'group' : 'private';
  return [...engine.channels.values()]
    .filter((channel) => subject !== 'channel' || channel.capabilities('channel').maxText > 0)
    .map((channel) => {
      const network = m.compose.network[channel.driver];
      const link = channel.deepLink?.(payload, target);
      return link ?? m.join.typed(network, target, `/start ${payload}`);
    });
}

/** The issuing office a staff right is for; only its own administrators may give it. */
async function officeFor(
  turn: Turn,
  subject: JoinSubject,
  organisationId: string,
): Promise<string | null | 'refused'> {
  if (subject !== 'staff') return null;
  const office = (await offices(turn.tx)).find((row) => row.organisationId === organisationId);
  if (!office) {
    const organisation = (await organisationById(turn.tx, organisationId))?.name ?? '';
    await reply(turn, turn.m.join.inviteNotAnOffice(organisation));
    return 'refused';
  }
  if (!(await officesAllowing(turn, 'invite')).includes(office.id)) {
    await reply(turn, turn.m.join.inviteOtherOffice(office.name));
    return 'refused';
  }
  return office.id;
}
