import { groupBy } from '../../domain/group-by.ts';
import type { Messages } from '../../messages/messages.ts';
import type { CardView } from '../../ports/channel.ts';
import type { Database } from '../../ports/database.ts';
import { standingAcknowledgements } from '../../store/acknowledgements.ts';
import { amendmentsOf } from '../../store/amendments.ts';
import { audienceMembers } from '../../store/audience.ts';
import { currentDelegations } from '../../store/delegations.ts';
import { deliveriesById } from '../../store/deliveries.ts';
import { deadlinesOf, directivesById, versionsById } from '../../store/directives.ts';
import { obligationsOf } from '../../store/obligations.ts';
import { organisationNames } from '../../store/organisations.ts';
import type { PartRow } from '../../store/parts.ts';
import { petitionsOf } from '../../store/petitions.ts';
import { predecessorsOf, successorsOf } from '../../store/replacements.ts';
import { submissionsOf } from '../../store/submissions.ts';
import type { Engine } from '../engine.ts';
import { directiveCard } from './directive-card.ts';

/**
 * The views of directive cards, by part id, from the rows as they are now. Buttons name the part, or
 * for a copy of a card in another chat the card itself.
 */
export async function directiveCards(
  engine: Engine,
  db: Database,
  parts: readonly (PartRow & { readonly copyOf?: string })[],
  m: (part: PartRow) => Messages,
): Promise<ReadonlyMap<string, CardView>> {
  const deliveries = await deliveriesById(
    db,
    parts.flatMap((part) => part.deliveryId ?? []),
  );
  const views = new Map<string, CardView>();
  for (const versionId of new Set([...deliveries.values()].map((d) => d.versionId))) {
    const here = parts.filter((p) => deliveries.get(p.deliveryId ?? '')?.versionId === versionId);
    const organisationOf = (part: PartRow) =>
      deliveries.get(part.deliveryId ?? '')?.organisationId ?? '';
    const organisationIds = [...new Set(here.map(organisationOf))];
    const [version] = await versionsById(db, [versionId]);
    const [directive] = version ? await directivesById(db, [version.directiveId]) : [];
    if (!version || !directive) continue;
    const [
      deadlines,
      members,
      names,
      obligations,
      acknowledgements,
      submissions,
      petitions,
      delegations,
      amendments,
      [successor],
      [predecessor],
    ] = await Promise.all([
      deadlinesOf(db, [versionId]),
      audienceMembers(db, versionId, organisationIds).then(by),
      organisationNames(db, organisationIds),
      obligationsOf(db, directive.id, organisationIds).then(by),
      standingAcknowledgements(db, versionId, organisationIds).then(by),
      submissionsOf(db, directive.id, organisationIds).then(by),
      petitionsOf(db, directive.id, organisationIds).then(by),
      currentDelegations(db, [directive.id], organisationIds).then(by),
      amendmentsOf(db, [directive.id]),
      directive.state === 'replaced' ? successorsOf(db, [directive.id]) : [],
      directive.relatesTo ? predecessorsOf(db, [directive.id]) : [],
    ]);
    for (const part of here) {
      const id = organisationOf(part);
      const [member] = members.get(id) ?? [];
      if (!member) continue;
      const data = {
        directive,
        version,
        organisation: names.get(id) ?? '',
        member,
        deadlines,
        obligations: obligations.get(id) ?? [],
        acknowledgements: acknowledgements.get(id) ?? [],
        submissions: submissions.get(id) ?? [],
        petitions: petitions.get(id) ?? [],
        delegation: delegations.get(id)?.[0],
        amendments,
        successor,
        predecessor,
        resent: part.resendOf !== null,
        registerUrl: part.copyOf
          ? undefined
          : engine.channels.get(part.accountId)?.deepLink?.(`r_${part.chatId}`),
        partId: part.copyOf ?? part.id,
        maxText: engine.channels.get(part.accountId)?.capabilities('group').maxText ?? 2000,
        now: engine.clock.now(),
      };
      const isTwin = part.state === 'superseded' && part.resendOf !== null;
      const mark = directive.drill ? [m(part).card.drill] : [];
      const twin = { lines: [...mark, m(part).card.twin], buttons: [] };
      views.set(part.id, isTwin ? twin : directiveCard(data, m(part)));
    }
  }
  return views;
}

function by<Row extends { readonly organisationId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  return groupBy(rows, ({ organisationId }) => organisationId);
}
