import { addDays, dayOf } from '../domain/day.ts';
import { reply } from '../engine/turn.ts';
import { recordEvent } from '../store/event-log.ts';
import { unbindPerson } from '../store/people.ts';
import { endSubstitutionsOf } from '../store/substitutions.ts';
import type { Command } from './command.ts';

/** Ends the binding of an account: identity, positions and rights; what was answered stays on record. */
export const stop: Command = {
  name: 'dung',
  names: { vi: 'dung', en: 'stop' },
  act: 'anyone',
  inGroups: false,
  describe: (m) => m.command.describe.stop,
  explain: (m) => m.command.explain.stop,
  async run(turn) {
    const { tx, wake, chat, person, at, m } = turn;
    if (!person) {
      await reply(turn, m.join.stoppedNothing);
      return;
    }
    const lastDay = addDays(dayOf(at), -1);
    await endSubstitutionsOf(tx, person.id, undefined, { by: person.id, at, lastDay });
    await unbindPerson(tx, person.id, { at, lastDay });
    await recordEvent(tx, {
      at,
      actor: { person: person.id },
      action: 'person-unbound',
      subject: { kind: 'person', id: person.id },
    });
    wake({ job: 'announce-in-chat', chatId: chat.id });
    await reply(turn, m.join.stopped);
  },
};
