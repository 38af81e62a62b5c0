import { showCard } from '../../engine/show-card.ts';
import { reply, type Turn } from '../../engine/turn.ts';
import { createDraft, type DraftRow, lockDraft, saveDraft } from '../../store/drafts.ts';
import { offices } from '../../store/people.ts';
import type { DialogueInput } from '../dialogue.ts';
import { attachFiles } from './attach-files.ts';
import { composeBody, emptyLetter, type StartBody, type StartingPoint } from './body.ts';
import { type Choice, chosen } from './change.ts';
import { addText, looksLikeLetter, withReference } from './content.ts';
import { continueLetter } from './letter.ts';
import { buttonOf } from './letter-view.ts';
import { openDrafts, putOthersAside } from './open-letters.ts';
import { nextStep } from './questions.ts';
import { loadScene, type Scene, withBody } from './scene.ts';
import { closeDraft, putLetter } from './show.ts';

/**
 * Starts composing with what somebody gave: nothing, a number and symbol, a pasted letter, files.
 *
 * With a letter open, or with several offices to send for, it asks first; `officeIds` are those the
 * person may send for today.
 */
export async function startCompose(
  turn: Turn,
  given: {
    readonly officeIds: readonly string[];
    readonly drill?: boolean;
  } & Partial<StartingPoint>,
): Promise<void> {
  const { officeIds, text = '', files = [], drill = false } = given;
  const [officeId] = officeIds;
  if (!turn.person || !officeId) {
    await reply(turn, turn.m.compose.noPermission);
    return;
  }
  // What is given to a drill never lands in a real letter, nor the other way round.
  const letter = (await openDrafts(turn, turn.person.id)).find(
    (draft) => draft.drill === drill && composeBody(draft).type === 'letter',
  );
  if (!letter && officeIds.length === 1) {
    return begin(turn, { officeId, drill }, { text, files });
  }
  const body: StartBody = {
    type: 'start',
    given: { text, files },
    openDraftId: letter?.id ?? null,
    officeIds,
  };
  const draft = await createDraft(turn.tx, {
    dialogue: 'compose',
    personId: turn.person.id,
    chatId: turn.chat.id,
    step: 'start',
    body,
    at: turn.engine.clock.now(),
    drill,
  });
  await putStart(turn, draft, body);
}

/** Does what a button of the first question asks for. */
export async function pressStart(
  turn: Turn,
  draft: DraftRow,
  body: StartBody,
  verb: string,
  arg: string,
): Promise<void> {
  const { m } = turn;
  const [officeId, second] = body.officeIds;
  // Once it is handed on nothing of it stays here: a file may yet be refused, its name with it.
  const emptied: StartBody = { ...body, given: { text: '', files: [] } };
  switch (verb) {
    case 'cont': {
      const old = body.openDraftId ? await lockDraft(turn.tx, body.openDraftId) : undefined;
      await closeDraft(turn, draft, {
        event: 'answered',
        body: emptied,
        line: m.compose.continued,
      });
      if (!old || (old.state !== 'open' && old.state !== 'saved') || old.drill !== draft.drill) {
        return;
      }
      return continueLetter(turn, old, (scene) => take(turn, old, scene, body.given));
    }
    case 'new':
      await putOthersAside(turn, draft.personId, draft.id);
      if (second) return putStart(turn, draft, { ...body, openDraftId: null });
      await closeDraft(turn, draft, {
        event: 'answered',
        body: emptied,
        line: m.compose.startedOver,
      });
      return officeId ? begin(turn, { officeId, drill: draft.drill }, body.given) : undefined;
    case 'off': {
      const office = chosen(body.officeIds, arg);
      if (!office) break;
      await closeDraft(turn, draft, {
        event: 'answered',
        body: emptied,
        line: m.compose.startedOver,
      });
      return begin(turn, { officeId: office, drill: draft.drill }, body.given);
    }
    case 'x':
      return closeDraft(turn, draft, {
        event: 'cancelled',
        body: emptied,
        line: body.openDraftId ? m.compose.notStarted : m.compose.cancelled,
      });
  }
  turn.answers.push({ pressId: '', text: m.answer.unknown, alert: true });
}

/** Keeps more files for the draft to come; words wait until the question is answered. */
export async function inputToStart(
  turn: Turn,
  draft: DraftRow,
  body: StartBody,
  input: DialogueInput,
): Promise<void> {
  if (input.files.length === 0) {
    await reply(turn, turn.m.compose.wrong.pressOnly);
    return;
  }
  const { text, files } = body.given;
  const given = { text: text || input.text, files: [...files, ...input.files] };
  await putStart(turn, draft, { ...body, given });
}

/** Stores and shows the first question: go on with the open draft or not, then which office. */
export async function putStart(turn: Turn, draft: DraftRow, body: StartBody): Promise<void> {
  const { engine, tx, wake, chat, m } = turn;
  await saveDraft(tx, { ...draft, body }, engine.clock.now());
  const revision = draft.revision + 1;
  const { lines, choices } = await firstQuestion(turn, body);
  const { cancel, skip } = m.compose.button;
  const leave: Choice = { label: body.openDraftId ? skip : cancel, verb: 'x' };
  const view = {
    lines,
    buttons: [...choices, [leave]].map((row) =>
      row.map((choice) => buttonOf(choice, { id: draft.id, revision })),
    ),
  };
  await showCard(engine, tx, wake, { chat, kind: 'dialogue', subjectId: draft.id, view });
}

async function firstQuestion(
  { tx, m }: Turn,
  body: StartBody,
): Promise<{
  readonly lines: readonly string[];
  readonly choices: readonly (readonly Choice[])[];
}> {
  const { ask, button, untitled } = m.compose;
  const open = body.openDraftId ? await lockDraft(tx, body.openDraftId) : undefined;
  const letter = open ? composeBody(open) : undefined;
  if (open && letter?.type === 'letter') {
    return {
      lines: [ask.openDraft(letter.subject ?? untitled, open.updatedAt)],
      choices: [
        [
          { label: button.continue, verb: 'cont', style: 'good' },
          { label: button.startOver, verb: 'new' },
        ],
      ],
    };
  }
  const all = await offices(tx);
  const name = (id: string) => all.find((office) => office.id === id)?.name ?? '';
  return {
    lines: [ask.office],
    choices: body.officeIds.map((id, at) => [{ label: name(id), verb: 'off', arg: at }]),
  };
}

async function begin(
  turn: Turn,
  { officeId, drill }: Pick<DraftRow, 'drill'> & { readonly officeId: string },
  given: StartingPoint,
): Promise<void> {
  if (!turn.person) return;
  await putOthersAside(turn, turn.person.id, undefined);
  const draft = await createDraft(turn.tx, {
    dialogue: 'compose',
    officeId,
    personId: turn.person.id,
    chatId: turn.chat.id,
    step: 'hub',
    body: emptyLetter,
    at: turn.engine.clock.now(),
    drill,
  });
  const scene = await loadScene(turn, draft);
  const body = await take(turn, draft, scene, given);
  const after = await withBody(turn, scene, body);
  await putLetter(turn, draft, after, { body, step: nextStep(after) });
}

/** Takes what was given into a letter; words beside files count only when they are a letter or its number. */
async function take(
  turn: Turn,
  draft: DraftRow,
  scene: Scene,
  { text, files }: StartingPoint,
): Promise<Scene['body']> {
  const body = await attachFiles(turn, draft.id, scene.body, files);
  const reference = withReference(body, text);
  if (reference) return reference;
  const isText = looksLikeLetter(text, body) || (files.length === 0 && text.length >= pastedLetter);
  return isText ? addText(turn, { ...scene, body }, text) : body;
}

/** The router takes a paste of this length for a letter. */
const pastedLetter = 200;
