import { offerPosition, openJoinLink } from '../engine/join-link.ts';
import { replySparingly } from '../engine/reply-sparingly.ts';
import { reply, type Turn } from '../engine/turn.ts';
import { chatById } from '../store/chats.ts';
import type { Command } from './command.ts';

/** Opens a link that somebody was given, or says what this bot is. */
export const start: Command = {
  name: 'start',
  names: { vi: 'batdau', en: 'start' },
  act: 'anyone',
  inGroups: true,
  describe: (m) => m.command.describe.start,
  explain: (m) => m.command.explain.start,
  async run(turn, args) {
    if (args.startsWith('j_')) await openJoinLink(turn, args);
    else if (args.startsWith('r_') && turn.chat.kind === 'private') {
      await offerRegistration(turn, args.slice(2));
    } else if (turn.chat.kind !== 'private') return;
    else if (turn.person) {
      // The chat may be a new one of somebody who has rights already.
      turn.wake({ job: 'announce-in-chat', chatId: turn.chat.id });
      await reply(turn, turn.m.join.welcomeBack(turn.person.name));
    } else await reply(turn, turn.m.join.welcome);
  },
};

/** The button under a card: somebody of the group's organisation wants to answer for it. */
async function offerRegistration(turn: Turn, chatId: string): Promise<void> {
  const isId = /^[0-9a-f-]{36}$/.test(chatId);
  const group = isId ? await chatById(turn.tx, chatId) : undefined;
  if (group?.state !== 'active' || !group.organisationId) {
    await replySparingly(turn, turn.m.join.codeUnknown);
    return;
  }
  await offerPosition(turn, {
    subject: 'person',
    role: 'focal_point',
    organisationId: group.organisationId,
    officeId: null,
  });
}
