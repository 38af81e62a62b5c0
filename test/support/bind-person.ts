import type { PositionRole } from '../../src/domain/acknowledgement.ts';
import type { StaffRole } from '../../src/domain/permission.ts';
import type { Person } from '../../src/sandbox/telegram/person.ts';
import { bindPrivateChat, recordChat } from '../../src/store/chats.ts';
import { addPosition, addStaff, bindIdentity } from '../../src/store/people.ts';
import type { TestEngine } from './engine.ts';

/** A person on Telegram whom the product knows. */
export interface Bound {
  readonly person: Person;
  readonly personId: string;
  /** The private chat with the bot. */
  readonly chatId: string;
}

export type Role =
  | { readonly organisationId: string; readonly role: PositionRole }
  | { readonly officeId: string; readonly role: StaffRole };

/** Binds somebody new, who has opened the private chat, in any number of roles. */
export async function bindTelegramPerson(
  { engine, network, now, settle }: Pick<TestEngine, 'engine' | 'network' | 'now' | 'settle'>,
  name: string,
  roles: readonly Role[],
): Promise<Bound> {
  const { db } = engine;
  const person = network.people.add({ firstName: name });
  person.openDeepLink();
  await settle();
  network.consume(person.id);
  const account = { driver: 'telegram', externalUserId: String(person.id) } as const;
  const { id: personId } = await bindIdentity(db, { ...account, name, at: now() });
  const chat = await recordChat(db, {
    driver: 'telegram',
    accountId: 'telegram',
    externalId: String(person.id),
    kind: 'private',
  });
  await bindPrivateChat(db, chat.id, personId);
  for (const role of roles) {
    if ('officeId' in role) await addStaff(db, { personId, ...role, from: '2026-01-01' });
    else await addPosition(db, { personId, ...role, from: '2026-01-01' });
  }
  return { person, personId, chatId: chat.id };
}
