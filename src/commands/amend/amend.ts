import { randomUUID } from 'node:crypto';
import { amendDirective } from '../../engine/amend-directive.ts';
import { reply, type Turn } from '../../engine/turn.ts';
import { type Amending, amendmentsOf } from '../../store/amendments.ts';
import { type DirectiveRow, directiveById } from '../../store/directives.ts';
import { createDraft, type DraftRow } from '../../store/drafts.ts';
import { insertUpload } from '../../store/uploads.ts';
import type { Dialogue, DialogueInput } from '../dialogue.ts';
import { type AmendBody, type AmendFile, amendBody } from './body.ts';
import { endedWords } from './ended-words.ts';
import { closeAmendment, putAmendment } from './show.ts';

/** Files one correction may carry. */
const maxFiles = 10;

/** Starts the correction or the recall of a directive: asks for its words, or its reason. */
export async function startAmendment(
  turn: Turn,
  directive: DirectiveRow,
  relation: Amending,
): Promise<void> {
  const { tx, person, chat, engine } = turn;
  if (!person) return;
  const body: AmendBody = {
    directiveId: directive.id,
    relation,
    text: '',
    files: [],
    seen: (await amendmentsOf(tx, [directive.id])).length,
  };
  const draft = await createDraft(tx, {
    dialogue: names[relation],
    officeId: directive.officeId,
    personId: person.id,
    chatId: chat.id,
    step: 'content',
    body,
    at: engine.clock.now(),
  });
  await putAmendment(turn, draft, body);
}

const names: Readonly<Record<Amending, string>> = { corrects: 'correct', recalls: 'recall' };

/** How staff correct a directive: its words or files, exactly what goes out and to whom, one button. */
export const correctDialogue = amendDialogue('corrects', 'correct');

/** How staff recall a directive: the reason, what it ends, one button. */
export const recallDialogue = amendDialogue('recalls', 'recall');

function amendDialogue(relation: Amending, act: 'correct' | 'recall'): Dialogue {
  return {
    name: names[relation],
    act,
    expiresAfterMs: 24 * 3_600_000,
    async onPress(turn, draft, verb) {
      const { m } = turn;
      if (verb === 'x') {
        await closeAmendment(turn, draft, { state: 'cancelled', line: m.question.wasLetBe });
      } else if (verb === 'go' && draft.step === 'preview') await decide(turn, draft);
      else turn.answers.push({ pressId: '', text: m.answer.unknown, alert: true });
    },
    onInput: takeInput,
    async show(turn, draft) {
      await putAmendment(turn, draft, amendBody(draft));
    },
  };
}

async function takeInput(turn: Turn, draft: DraftRow, input: DialogueInput): Promise<void> {
  const { m } = turn;
  const body = amendBody(draft);
  if (body.relation === 'recalls' && input.files.length > 0) {
    await reply(turn, m.question.wordsOnly);
    return;
  }
  const room = Math.max(0, maxFiles - body.files.length);
  const files: AmendFile[] = [];
  for (const { fileId, name, mediaType, bytes } of input.files.slice(0, room)) {
    const uploadId = randomUUID();
    await insertUpload(turn.tx, {
      id: uploadId,
      accountId: turn.chat.accountId,
      chatId: turn.chat.id,
      personId: turn.person?.id ?? null,
      remoteId: fileId,
      name,
      mediaType,
      bytes,
      purpose: 'amendment',
      subjectId: draft.id,
      detail: {},
      receivedAt: turn.at,
      updateId: turn.updateId,
    });
    turn.wake({ job: 'fetch-upload', uploadId });
    // Nothing of a refused file stays: it has no name until it has passed the gate.
    files.push({ uploadId, fileId: null, name: '', bytes: 0 });
  }
  const text = input.text.trim() || body.text;
  await putAmendment(turn, draft, { ...body, text, files: [...body.files, ...files] });
}

async function decide(turn: Turn, draft: DraftRow): Promise<void> {
  const { engine, tx, wake, person, at, m } = turn;
  const body = amendBody(draft);
  const directive = await directiveById(tx, body.directiveId);
  if (!person || !directive) return;
  const answer = await amendDirective(engine, tx, wake, {
    directiveId: directive.id,
    relation: body.relation,
    text: body.text,
    files: body.files.flatMap(({ fileId, name, bytes }) =>
      fileId ? [{ fileId, name, bytes }] : [],
    ),
    seen: body.seen,
    personId: person.id,
    at,
  });
  const reference = `${directive.number}/${directive.symbol}`;
  switch (answer.type) {
    case 'done':
      return closeAmendment(turn, draft, {
        state: 'done',
        line: m.amend.done[body.relation](reference, at),
      });
    case 'overtaken': {
      const text = m.amend.overtaken(answer.by, answer.at);
      turn.answers.push({ pressId: '', text, alert: true });
      const seen = (await amendmentsOf(tx, [directive.id])).length;
      return putAmendment(turn, draft, { ...body, seen });
    }
    case 'ended': {
      const line = await endedWords(turn, directive);
      turn.answers.push({ pressId: '', text: line, alert: true });
      return closeAmendment(turn, draft, { state: 'cancelled', line });
    }
    case 'unknown':
      turn.answers.push({ pressId: '', text: m.answer.unknown, alert: true });
  }
}
