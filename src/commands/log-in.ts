import { reply } from '../engine/turn.ts';
import { recordEvent } from '../store/event-log.ts';
import type { Command } from './command.ts';

/** Asks for a code with which an account logs in again; it goes to every administrator. */
export const logIn: Command = {
  name: 'dangnhap',
  names: { vi: 'dangnhap', en: 'login' },
  act: 'logIn',
  inGroups: false,
  describe: (m) => m.command.describe.logIn,
  explain: (m) => m.command.explain.logIn,
  async run(turn) {
    const { engine, m, person, tx, wake } = turn;
    const accounts = [...engine.channels.values()].filter(({ retryNow }) => retryNow);
    if (accounts.length === 0 || !person) {
      await reply(turn, m.command.noLogIn);
      return;
    }
    for (const { accountId } of accounts) {
      wake({ job: 'log-in', accountId });
      await recordEvent(tx, {
        at: turn.at,
        actor: { person: person.id },
        action: 'login-asked',
        subject: { kind: 'account', id: accountId },
      });
      await reply(turn, m.command.logInAsked(accountId));
    }
  },
};
