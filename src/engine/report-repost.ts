import { dayOf } from '../domain/day.ts';
import type { DeliveryRow } from '../store/deliveries.ts';
import { directiveById } from '../store/directives.ts';
import { recordEvent } from '../store/event-log.ts';
import { organisationById } from '../store/organisations.ts';
import { positionsIn } from '../store/people.ts';
import { insertRepost, repostsOf } from '../store/reposts.ts';
import { refreshCards } from './refresh-cards.ts';
import type { Turn } from './turn.ts';

/** Records that an organisation posted a short message on its own outlets; returns what to tell the person. */
export async function reportRepost(turn: Turn, delivery: DeliveryRow): Promise<string> {
  const { engine, tx, wake, m, at, person } = turn;
  const directive = await directiveById(tx, delivery.directiveId);
  const organisation = await organisationById(tx, delivery.organisationId);
  if (!directive || !organisation) return m.answer.unknown;
  const positions = await positionsIn(tx, organisation.id, dayOf(at));
  if (!person || !positions.some((position) => position.personId === person.id)) {
    return m.answer.foreign(organisation.name);
  }
  const { versionId, organisationId, chatId } = delivery;
  const first = await insertRepost(tx, {
    versionId,
    organisationId,
    chatId,
    personId: person.id,
    at,
  });
  if (!first) {
    const before = (await repostsOf(tx, [delivery.id])).get(delivery.id);
    return m.answer.postedBefore(before?.at ?? at);
  }
  await recordEvent(tx, {
    at,
    actor: { person: person.id },
    action: 'reposted',
    subject: { kind: 'directive', id: directive.id },
    detail: { organisationId },
  });
  await refreshCards(engine, tx, wake, directive, [organisationId]);
  return m.answer.posted(at);
}
