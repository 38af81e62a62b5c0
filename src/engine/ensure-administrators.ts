import { dayOf } from '../domain/day.ts';
import { addStaff, bindIdentity, offices } from '../store/people.ts';
import type { Engine } from './engine.ts';

/** Binds the administrators that the configuration names, for every issuing office. */
export async function ensureAdministrators(engine: Engine): Promise<void> {
  const at = engine.clock.now();
  await engine.db.transaction(async (tx) => {
    for (const { driver, userId, name } of engine.settings.administrators) {
      const person = await bindIdentity(tx, { driver, externalUserId: userId, name, at });
      for (const office of await offices(tx)) {
        await addStaff(tx, {
          personId: person.id,
          officeId: office.id,
          role: 'admin',
          from: dayOf(at),
        });
      }
    }
  });
}
