import { replySparingly } from '../engine/reply-sparingly.ts';
import { reply } from '../engine/turn.ts';
import { messagesIn } from '../messages/messages.ts';
import { setChatLanguage } from '../store/chats.ts';
import type { Command } from './command.ts';

/**
 * Sets the language of the bot's own words in a chat; what an issuer wrote is never translated. In a
 * group, somebody bound to an organisation has to ask for it.
 */
export const language: Command = {
  name: 'language',
  names: { vi: 'ngonngu', en: 'language' },
  act: 'anyone',
  inGroups: true,
  describe: (m) => m.command.describe.language,
  explain: (m) => m.command.explain.language,
  async run(turn, args) {
    if (turn.chat.kind !== 'private' && !turn.person) {
      await replySparingly(turn, turn.m.command.boundOnly);
      return;
    }
    const wanted = args.toLowerCase();
    if (wanted !== 'vi' && wanted !== 'en') {
      await reply(turn, turn.m.command.languageUsage);
      return;
    }
    await setChatLanguage(turn.tx, turn.chat.id, wanted);
    await reply(turn, messagesIn(wanted).command.languageSet);
  },
};
