import type { StaffRole } from '../../src/domain/permission.ts';
import type { Person } from '../../src/sandbox/telegram/person.ts';
import { bindPrivateChat, recordChat } from '../../src/store/chats.ts';
import { addStaff, bindIdentity } from '../../src/store/people.ts';
import type { SmallProvince } from './small-province.ts';

/** One more person of the issuing office, on Telegram, whose private chat with the bot is open. */
export async function addStaffOnTelegram(
  p: SmallProvince,
  name: string,
  role: StaffRole = 'composer',
): Promise<Person> {
  const { db } = p.engine;
  const person = p.network.people.add({ firstName: name });
  person.openDeepLink();
  await p.settle();
  p.network.consume(person.id);
  const { id: personId } = await bindIdentity(db, {
    driver: 'telegram',
    externalUserId: String(person.id),
    name,
    at: p.now(),
  });
  await addStaff(db, { personId, officeId: p.officeId, role, from: '2026-01-01' });
  const chat = await recordChat(db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: String(person.id),
    kind: 'private',
  });
  await bindPrivateChat(db, chat.id, personId);
  return person;
}
