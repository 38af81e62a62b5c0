import { readAckWords } from '../domain/ack-words.ts';
import { dayOf } from '../domain/day.ts';
import type { InboundEvent } from '../domain/inbound-event.ts';
import { acknowledge } from '../engine/acknowledge.ts';
import { renderParts } from '../engine/render-parts.ts';
import { replySparingly } from '../engine/reply-sparingly.ts';
import { reply, replyCard, type Turn } from '../engine/turn.ts';
import { cardsOf, deliveriesById } from '../store/deliveries.ts';
import { type DirectiveRow, directiveByCode, directivesById } from '../store/directives.ts';
import { openObligationsOf } from '../store/obligations.ts';
import { newestCards, type PartRow } from '../store/parts.ts';
import { positionsOf } from '../store/people.ts';
import { ackWords } from './acknowledge-pressed.ts';
import { handlePress } from './presses.ts';

type TextEvent = InboundEvent & { readonly type: 'text' };

/** Takes words for an acknowledgement, with or without the printed code; false when they say something else. */
export async function handleWords(turn: Turn, event: TextEvent): Promise<boolean> {
  const words = readAckWords(event.text);
  return words?.type === 'acknowledge' ? acknowledgeInWords(turn, words.code) : false;
}

/** Takes a number for the press it stands for where a network has no buttons; false when it is none. */
export async function handleNumber(turn: Turn, event: TextEvent): Promise<boolean> {
  const { channel, chat, person } = turn;
  if (channel.capabilities(chat.kind).buttons) return false;
  const text = event.text.trim();
  const words = readAckWords(text);
  const n = /^\d{1,2}$/.test(text) ? Number(text) : words?.type === 'choice' ? words.n : undefined;
  // In a group anybody's number may belong to the talk of the day.
  if (n === undefined || (chat.kind !== 'private' && !person && !event.replyTo)) return false;
  return chooseByNumber(turn, n, event.replyTo);
}

/** Presses the nth button of the card that was quoted, or of the newest one that has buttons. */
async function chooseByNumber(turn: Turn, n: number, quoted: string | undefined): Promise<boolean> {
  const cards = await newestCards(turn.tx, turn.chat.id, 10);
  const wanted = quoted ? cards.filter((card) => card.messageId === quoted) : cards;
  for (const card of wanted) {
    const choices = await choicesOn(turn, card);
    if (choices.length === 0) continue;
    const data = choices[n - 1];
    if (data === undefined) return false;
    await handlePress(turn, { messageId: card.messageId ?? '', data });
    // Where nobody presses, the answer is a message; that something stands in the chat shows by itself.
    const answer = turn.answers.pop();
    if (answer?.text === turn.m.answer.listBelow) return true;
    const directiveId = await directiveIdOf(turn, card);
    const about = directiveId ? { about: directiveId } : {};
    if (answer?.alert) await replySparingly(turn, answer.text, about);
    else if (answer?.text) await reply(turn, answer.text, about);
    return true;
  }
  return false;
}

/** The directive that a card carries or speaks of. */
async function directiveIdOf(
  { tx }: Turn,
  { deliveryId, about }: PartRow,
): Promise<string | undefined> {
  if (!deliveryId) return about ?? undefined;
  return (await deliveriesById(tx, [deliveryId])).get(deliveryId)?.directiveId;
}

/**
 * What the numbered choices of a card stand for, in the order they are printed: where nothing can be
 * edited people still see the numbers that the card went out with.
 */
async function choicesOn(turn: Turn, card: PartRow): Promise<readonly string[]> {
  if (card.choices) return card.choices;
  const [rendered] = await renderParts(
    turn.engine,
    turn.tx,
    [card],
    new Map([[turn.chat.id, turn.chat]]),
  );
  return rendered?.choices ?? [];
}

async function acknowledgeInWords(turn: Turn, code: string | undefined): Promise<boolean> {
  const organisationIds = await spokenFor(turn);
  if (organisationIds.length === 0) {
    if (code === undefined) return false;
    await replySparingly(turn, turn.m.command.boundOnly);
    return true;
  }
  const named = code ? await directiveByCode(turn.tx, code) : undefined;
  if (code && !named) {
    await replySparingly(turn, turn.m.answer.codeUnknown(code));
    return true;
  }
  const open = named ? [named] : await openDirectives(turn, organisationIds);
  const [directive] = open;
  if (!directive) return false;
  if (open.length > 1) await askWhich(turn, open, organisationIds);
  else await take(turn, directive, organisationIds);
  return true;
}

/** The organisation of the group, or in a private chat those in which the person holds a position. */
async function spokenFor(turn: Turn): Promise<readonly string[]> {
  const { tx, chat, person, at } = turn;
  if (chat.kind !== 'private') {
    return chat.organisationId && chat.state === 'active' ? [chat.organisationId] : [];
  }
  if (!person) return [];
  const positions = await positionsOf(tx, person.id, dayOf(at));
  return [...new Set(positions.map(({ organisationId }) => organisationId))];
}

/** States in which an answer is still asked for. */
const waiting: ReadonlySet<DirectiveRow['state']> = new Set(['releasing', 'released', 'paused']);

async function openDirectives(
  turn: Turn,
  organisationIds: readonly string[],
): Promise<readonly DirectiveRow[]> {
  const owed = await openObligationsOf(turn.tx, organisationIds);
  const ids = owed.filter(({ kind }) => kind === 'acknowledge').map((row) => row.directiveId);
  const directives = await directivesById(turn.tx, [...new Set(ids)]);
  return directives.filter(({ state }) => waiting.has(state));
}

async function take(
  turn: Turn,
  directive: DirectiveRow,
  organisationIds: readonly string[],
): Promise<void> {
  const { engine, tx, wake, m } = turn;
  for (const organisationId of organisationIds) {
    const cards = await cardsOf(tx, directive.versionId, organisationId);
    if (cards.length === 0) continue;
    const answer = await acknowledge(engine, tx, wake, {
      directiveId: directive.id,
      organisationId,
      personId: turn.person?.id,
      externalUserId: turn.externalUserId,
      way: 'code',
      evidence: turn.updateId,
      at: turn.at,
    });
    const { text } = ackWords(m, answer);
    const about = { about: directive.id };
    if (answer.type === 'accepted') await reply(turn, text, about);
    else await replySparingly(turn, text, about);
    return;
  }
  await replySparingly(turn, m.answer.codeForOthers(directive.code));
}

/** Several directives wait: the person says which, by number or by its button. */
async function askWhich(
  turn: Turn,
  open: readonly DirectiveRow[],
  organisationIds: readonly string[],
): Promise<void> {
  const buttons = [];
  for (const directive of open.slice(0, 8)) {
    for (const organisationId of organisationIds) {
      const [card] = await cardsOf(turn.tx, directive.versionId, organisationId);
      if (!card) continue;
      const label = turn.m.answer.choice(directive.number, directive.symbol, directive.code);
      buttons.push([{ label, data: `ack:${card.partId}` }]);
      break;
    }
  }
  await replyCard(turn, { lines: [turn.m.answer.which], buttons });
}
