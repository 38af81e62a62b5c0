import type { Core } from './core.ts';
import { createPerson, type Person } from './person.ts';
import type { WireUser } from './wire.ts';

/** Who a person is; ids are given out from 1001 on unless told. */
export interface NewPerson {
  readonly id?: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
}

/** The people of the network. A person is a handle on the world, made anew each time: compare them by id. */
export interface People {
  /** Adds a person; one with this id who is already there (a journal was replayed) is returned as they are. */
  add(person: NewPerson): Person;
  get(id: number): Person | undefined;
  all(): readonly Person[];
}

/** The people of one world. */
export function createPeople(core: Core): People {
  const personFor = (id: number): Person => createPerson(core, id);
  return {
    add: ({ id, firstName, lastName, username, languageCode }) => {
      const newId = id ?? freeId(core);
      if (!core.world.users.has(newId)) {
        const user: WireUser = {
          id: newId,
          is_bot: false,
          first_name: firstName,
          ...(lastName === undefined ? {} : { last_name: lastName }),
          ...(username === undefined ? {} : { username }),
          ...(languageCode === undefined ? {} : { language_code: languageCode }),
        };
        core.log.record({ type: 'user-added', user });
      }
      return personFor(newId);
    },
    get: (id) => (core.world.users.has(id) ? personFor(id) : undefined),
    all: () => [...core.world.users.keys()].map(personFor),
  };
}

/** Starts at the number of people, so that giving out n ids takes one look each, not n. */
function freeId(core: Core): number {
  let id = 1001 + core.world.users.size;
  while (core.world.users.has(id)) id += 1;
  return id;
}
