import { dayOf } from '../domain/day.ts';
import { matchAddressee } from '../domain/directory/match-addressee.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { allOrganisations, organisationLinks } from '../store/organisations.ts';

/** The organisation that is called by a name today; says what else may be meant when there is none. */
export async function findOrganisation(turn: Turn, name: string): Promise<string | undefined> {
  const directory = {
    groups: [],
    organisations: await allOrganisations(turn.tx),
    links: (await organisationLinks(turn.tx)).flatMap(({ toId, ...link }) =>
      toId ? [{ ...link, toId }] : [],
    ),
  };
  const match = matchAddressee(name, directory, dayOf(turn.at));
  if (match.kind === 'organisation') return match.id;
  const suggestions = match.kind === 'none' ? match.suggestions.map(({ label }) => label) : [];
  await reply(turn, turn.m.join.inviteUnknownOrganisation(name, suggestions));
  return undefined;
}
