import { dayOf } from '../domain/day.ts';
import { officialMay, staffActs } from '../domain/permission.ts';
import type { Database } from '../ports/database.ts';
import { administrators, offices, positionsIn, staffWith } from '../store/people.ts';
import type { Turn } from './turn.ts';

/**
 * The people who decide, on a day, who belongs to an organisation and with which chats.
 *
 * For an issuing office these are its own administrators, so that offices which share the bot stay
 * apart; elsewhere the administrators of any. Leaders decide about their own organisation, but a right
 * at its issuing office (`staff`) is for administrators to give and to take.
 */
export async function managersOf(
  db: Database,
  organisationId: string,
  day: string,
  about: 'staff' | 'official',
): Promise<readonly string[]> {
  const office = (await offices(db)).find((one) => one.organisationId === organisationId);
  const admins = office
    ? await staffWith(db, office.id, staffActs.manage, day)
    : await administrators(db, day);
  const ids = admins.map(({ id }) => id);
  if (about === 'official') {
    for (const { personId, role } of await positionsIn(db, organisationId, day)) {
      if (officialMay('manage', role)) ids.push(personId);
    }
  }
  return [...new Set(ids)];
}

/** Whether the person of a turn decides about people of an organisation. */
export async function mayManage(
  { tx, person, at }: Turn,
  organisationId: string,
  about: 'staff' | 'official',
): Promise<boolean> {
  if (!person) return false;
  return (await managersOf(tx, organisationId, dayOf(at), about)).includes(person.id);
}
