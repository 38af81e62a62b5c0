import { reply, type Turn } from '../../engine/turn.ts';
import { type DraftRow, setDraftOffice } from '../../store/drafts.ts';
import { dropList, saveList } from '../../store/saved-lists.ts';
import type { DialogueInput } from '../dialogue.ts';
import { submitDraft } from './approval.ts';
import { attachFiles, maxFiles } from './attach-files.ts';
import { composeBlockers } from './blockers.ts';
import type { LetterBody } from './body.ts';
import { type Change, chosen } from './change.ts';
import { addText, looksLikeLetter, withReference } from './content.ts';
import { neededApproval } from './needed-approval.ts';
import { putOthersAside } from './open-letters.ts';
import { nextStep } from './questions.ts';
import { loadScene, type Scene, withBody } from './scene.ts';
import { scheduleDraft } from './send-off.ts';
import { closeDraft, putAside, putLetter } from './show.ts';
import { type Step, stepOf } from './step.ts';
import { stepRules } from './step-rules.ts';
import { listedFor } from './steps/addressees.ts';
import { sendTestCopy } from './test-copy.ts';

/** Does what a button of a letter's card asks for. */
export async function pressLetter(
  turn: Turn,
  draft: DraftRow,
  verb: string,
  arg: string,
): Promise<void> {
  const { m } = turn;
  const scene = await loadScene(turn, draft);
  const { body, step } = scene;
  switch (verb) {
    case 'open':
      return continueLetter(turn, draft);
    case 'next':
      return put(turn, draft, scene, { type: 'change', body, step: 'next' });
    case 'back':
      return open(turn, draft, scene, stepRules[step].back);
    case 'go': {
      // Whoever the document names comes first.
      const isUnsettled = arg === 'audience' && body.unmatched.length > 0;
      return open(turn, draft, scene, isUnsettled ? 'addressees' : stepOf(arg));
    }
    case 'x':
      return open(turn, draft, scene, 'cancel');
    case 'kill':
      return closeDraft(turn, draft, { event: 'cancelled', body, line: m.compose.cancelled });
    case 'save':
      return putAside(turn, draft, body);
    case 'off':
      return changeOffice(turn, draft, scene, arg);
    case 'test':
      return answer(turn, m.sending.answer.testSent(await sendTestCopy(turn, draft, scene)));
    case 'send':
      return sendOff(turn, draft, scene);
    default: {
      const change = stepRules[step].press?.(scene, verb, arg);
      if (!change || change.type === 'say') {
        return answer(turn, change ? change.text : m.answer.unknown);
      }
      if (change.type === 'change') return put(turn, draft, scene, change);
      answer(turn, await changeLists(turn, scene, change));
      return open(turn, draft, await loadScene(turn, draft), 'lists');
    }
  }
}

/** Takes what somebody typed or sent: to the field that is asked, or into the content. */
export async function inputToLetter(
  turn: Turn,
  draft: DraftRow,
  input: DialogueInput,
): Promise<void> {
  const scene = await loadScene(turn, draft);
  const { compose } = turn.m;
  const text = input.text.trim();
  const { files } = input;
  if (files.length > maxFiles - scene.body.files.length) {
    await reply(turn, compose.wrong.tooManyFiles(maxFiles));
  }
  const withFiles = await attachFiles(turn, draft.id, scene.body, files);
  const now = { ...scene, body: withFiles };
  const read = text === '' ? undefined : await readText(turn, now, text);
  if (read?.type === 'change') return put(turn, draft, scene, read);
  if (read?.type === 'keep-list' || read?.type === 'drop-list') {
    await reply(turn, await changeLists(turn, now, read));
    return open(turn, draft, await loadScene(turn, draft), 'audience');
  }
  // A caption that answers nothing is not worth a complaint.
  if (read && files.length === 0) await reply(turn, read.text);
  if (withFiles === scene.body) return;
  await putLetter(turn, draft, now, { body: withFiles, step: afterReading(now) });
}

async function readText(turn: Turn, scene: Scene, text: string): Promise<Change> {
  const { step, body } = scene;
  const reference = step === 'content' ? withReference(body, text) : undefined;
  if (reference) return { type: 'change', body: reference, step: 'next' };
  const isContent = step === 'content' && text.length >= shortestContent;
  if (isContent || (looksLikeLetter(text, body) && step !== 'short')) {
    const filled = await addText(turn, scene, text);
    const after = await withBody(turn, scene, filled);
    return { type: 'change', body: filled, step: afterReading(after) };
  }
  const rules = stepRules[step];
  return rules.text?.(scene, text) ?? { type: 'say', text: turn.m.compose.wrong.pressOnly };
}

/** Characters below which words at the question for content are no text of a directive. */
const shortestContent = 20;

const asking: readonly Step[] = [
  ...(['hub', 'content', 'reference', 'date', 'subject'] as const),
  ...(['addressees', 'audience', 'deadlines'] as const),
];

/** Where to go on after a document was read: to the next open question, unless a field is being edited. */
export function afterReading(scene: Scene): Step {
  return asking.includes(scene.step) ? nextStep(scene) : scene.step;
}

async function put(
  turn: Turn,
  draft: DraftRow,
  scene: Scene,
  change: Extract<Change, { type: 'change' }>,
): Promise<void> {
  const after = await withBody(turn, scene, change.body);
  const step = change.step === 'next' ? nextStep(after) : change.step;
  if (step !== scene.step && change.step === 'next') return open(turn, draft, after, step);
  await putLetter(turn, draft, after, { body: change.body, step });
}

/** Goes to a step from its first page, with its own list. */
async function open(turn: Turn, draft: DraftRow, scene: Scene, step: Step): Promise<void> {
  const body = { ...scene.body, page: 0, query: '', listed: listedFor(step, scene) };
  await putLetter(turn, draft, scene, { body, step });
}

/** Keeps or throws away a list of the office's; returns what to say. */
async function changeLists(
  { tx, m, person, engine }: Turn,
  { office, body, members }: Scene,
  change: Extract<Change, { type: 'keep-list' | 'drop-list' }>,
): Promise<string> {
  if (change.type === 'drop-list') {
    await dropList(tx, office.id, change.id);
    return m.sending.listDropped(change.name);
  }
  const { name } = change;
  const at = engine.clock.now();
  const { audience } = body;
  await saveList(tx, { officeId: office.id, name, audience, by: person?.id ?? '', at });
  return m.sending.listKept(name, members.size);
}

async function changeOffice(turn: Turn, draft: DraftRow, scene: Scene, arg: string): Promise<void> {
  const office = chosen(scene.offices, arg);
  if (!office) return answer(turn, turn.m.answer.unknown);
  await setDraftOffice(turn.tx, draft.id, office.id);
  const moved = await loadScene(turn, { ...draft, officeId: office.id });
  const body = { ...moved.body, declared: false };
  await putLetter(turn, draft, moved, { body, step: 'hub' });
}

/** The last press: to a second person where the policy wants one, else on its way. */
async function sendOff(turn: Turn, draft: DraftRow, scene: Scene): Promise<void> {
  const [blocker] = composeBlockers(scene);
  if (blocker) return answer(turn, turn.m.compose.blocker(blocker));
  if (neededApproval(scene).length > 0) await submitDraft(turn, draft, scene);
  else await scheduleDraft(turn, draft, scene, { event: 'scheduled' });
}

/** Opens a letter again at the bottom of the chat; another one that is open is put aside. */
export async function continueLetter(
  turn: Turn,
  draft: DraftRow,
  change: (scene: Scene) => Promise<LetterBody> = async ({ body }) => body,
): Promise<void> {
  await putOthersAside(turn, draft.personId, draft.id);
  const scene = await loadScene(turn, draft);
  const body = await change(scene);
  const after = await withBody(turn, scene, body);
  const step = body === scene.body ? scene.step : afterReading(after);
  await putLetter(turn, draft, after, { body, step }, 'below');
}

/** Answers the press; the router adds which press it was. */
function answer(turn: Turn, text: string): void {
  turn.answers.push({ pressId: '', text, alert: true });
}
