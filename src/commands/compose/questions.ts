import type { LetterBody } from './body.ts';
import type { Scene } from './scene.ts';
import type { Step } from './step.ts';

/** What has to be answered before a release, each a step of the dialogue. */
export type Question = Extract<
  Step,
  'content' | 'reference' | 'date' | 'subject' | 'addressees' | 'audience' | 'deadlines'
>;

/** The open questions in the order they are asked. Text or file comes first unless a person began by hand. */
export function openQuestions({ body, members }: Pick<Scene, 'body' | 'members'>): Question[] {
  const open: Question[] = [];
  const lacksContent = body.text === '' && body.files.length === 0;
  if (lacksContent && !body.number) open.push('content');
  if (!body.number || !body.symbol || body.doubtful.includes('reference')) open.push('reference');
  if (!body.issuedOn || body.doubtful.includes('issuedOn')) open.push('date');
  if (!body.subject || body.doubtful.includes('subject')) open.push('subject');
  if (body.unmatched.length > 0) open.push('addressees');
  if (members.size === 0) open.push('audience');
  if (lacksDeadline(body)) open.push('deadlines');
  if (lacksContent && body.number) open.push('content');
  return open;
}

function lacksDeadline({ deadlines, noReport }: LetterBody): boolean {
  if (deadlines.length === 0) return !noReport;
  return deadlines.some(({ confirmed }) => !confirmed);
}

/** Files that are still fetched and checked. */
export function filesChecking({ files }: Pick<LetterBody, 'files'>): number {
  return files.filter(({ fileId }) => fileId === null).length;
}

/** The step that asks the next open question; the overview while a file may yet answer it. */
export function nextStep(scene: Pick<Scene, 'body' | 'members'>): Step {
  if (filesChecking(scene.body) > 0) return 'hub';
  return openQuestions(scene)[0] ?? 'hub';
}
