import type { InboundEvent } from '../domain/inbound-event.ts';
import { changeMembership } from '../engine/change-membership.ts';
import type { EventHandler } from '../engine/process-inbox.ts';
import { proveDelivery } from '../engine/prove-delivery.ts';
import { replySparingly } from '../engine/reply-sparingly.ts';
import type { Turn } from '../engine/turn.ts';
import { bindPrivateChat, moveChat } from '../store/chats.ts';
import { partByClientId } from '../store/parts.ts';
import { handleNumber, handleWords } from './answers-in-words.ts';
import { runCommand, suggestCommand } from './commands.ts';
import { startCompose } from './compose/compose.ts';
import { answerDialogue, continueDialogue } from './dialogues.ts';
import { handleAcknowledgements, handlePress, isAcknowledgement } from './presses.ts';
import { handleReaction, handleReminderAnswer } from './reactions.ts';
import { handleReply } from './replies.ts';
import { officesAllowing } from './staff-offices.ts';

/** Makes of inbound events what they mean: a command, a step of a dialogue, an answer, a change of place. */
export const handleEvents: EventHandler = {
  one: async (turn, event) => {
    await recognise(turn);
    await handleEvent(turn, event);
  },
  isOfMany: isAcknowledgement,
  many: async (presses) => {
    for (const { turn } of presses) await recognise(turn);
    await handleAcknowledgements(presses);
  },
};

/** Whoever is bound is found in their private chat from now on. */
async function recognise({ tx, person, chat }: Turn): Promise<void> {
  if (person && chat.kind === 'private' && chat.personId !== person.id) {
    await bindPrivateChat(tx, chat.id, person.id);
  }
}

async function handleEvent(turn: Turn, event: InboundEvent): Promise<void> {
  switch (event.type) {
    case 'press':
      return handlePress(turn, event);
    case 'text':
      return handleText(turn, event);
    case 'membership':
      return changeMembership(turn, event);
    case 'moved':
      await moveChat(turn.tx, turn.chat.id, event.to);
      return;
    case 'echo': {
      const part = await partByClientId(turn.tx, turn.chat.id, event.clientId);
      const { engine, tx, wake } = turn;
      const { messageId } = event;
      if (part) await proveDelivery(engine, tx, wake, { partId: part.id, messageId, by: 'echo' });
      return;
    }
    case 'reaction':
      return handleReaction(turn, event);
    case 'reminder-answer':
      return handleReminderAnswer(turn, event);
  }
}

async function handleText(
  turn: Turn,
  event: InboundEvent & { readonly type: 'text' },
): Promise<void> {
  const text = event.text.trim();
  if (turn.chat.kind === 'channel') return;
  if (text.startsWith('/')) {
    await runCommand(turn, text, event.files);
    return;
  }
  const { files, albumId } = event;
  if (files.length === 0 && (await handleNumber(turn, event))) return;
  const input = { text, files, albumId };
  if (event.replyTo && (await answerDialogue(turn, event.replyTo, input))) return;
  if (await handleReply(turn, event)) return;
  if (files.length === 0 && (await handleWords(turn, event))) return;
  if (turn.chat.kind !== 'private') return;
  if (await continueDialogue(turn, input)) return;
  const isLetter = files.length > 0 || text.length >= shortestLetter;
  const offices = isLetter ? await officesAllowing(turn, 'compose') : [];
  const [officeId] = offices;
  if (officeId) {
    await startCompose(turn, { officeIds: offices, text, files });
    return;
  }
  if (await suggestCommand(turn, text)) return;
  const { notUnderstood, boundOnly } = turn.m.command;
  await replySparingly(turn, turn.person ? notUnderstood : boundOnly);
}

/** Characters from which a pasted text is taken for a letter rather than for talk. */
const shortestLetter = 200;
