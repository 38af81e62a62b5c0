import { type ReleaseBlocker, releaseBlockers } from '../../domain/directive.ts';
import { circulationOf } from './circulation.ts';
import { neededApproval } from './needed-approval.ts';
import { cardRoom, unfitFiles } from './network-limits.ts';
import { publicReach } from './public-reach.ts';
import { filesChecking } from './questions.ts';
import { isPermitted, type Scene } from './scene.ts';
import { shortMessageWithSource } from './short-message.ts';

/** What stands in the way of a release: the rules of the domain, and what the dialogue has left open. */
export type ComposeBlocker =
  | ReleaseBlocker
  | 'files-checking'
  | 'field-doubtful'
  | 'addressee-unsettled'
  | 'acknowledge-past'
  | 'file-unfit'
  | 'card-too-long'
  | 'foreign-issuer'
  | 'not-permitted'
  | 'schedule-past'
  | 'no-approver'
  | 'replaced-ended';

/** Everything that stands in the way, in the order it should be mended. */
export function composeBlockers(scene: Scene): readonly ComposeBlocker[] {
  const { body, office, members, leavesAt } = scene;
  const own: ComposeBlocker[] = [];
  if (!isPermitted(scene)) own.push('not-permitted');
  const { printed } = body;
  if (printed?.issuerId && printed.issuerId !== office.organisationId) own.push('foreign-issuer');
  const state = scene.replaced?.state;
  if (state === 'recalled' || state === 'replaced') own.push('replaced-ended');
  if (filesChecking(body) > 0) own.push('files-checking');
  if (body.doubtful.length > 0) own.push('field-doubtful');
  if (body.unmatched.length > 0) own.push('addressee-unsettled');
  const asked = body.ackPolicy !== 'none' && body.ackDueAt;
  if (asked && new Date(asked) <= leavesAt) own.push('acknowledge-past');
  if (leavesAt < scene.now) own.push('schedule-past');
  if (neededApproval(scene).length > 0 && scene.approvers.length === 0) own.push('no-approver');
  if (unfitFiles(scene).length > 0) own.push('file-unfit');
  if (isCardTooLong(scene)) own.push('card-too-long');
  const dues = body.deadlines.flatMap(({ dueAt }) => (dueAt ? [new Date(dueAt)] : []));
  const earliest = dues.sort((a, b) => a.getTime() - b.getTime())[0];
  const candidate = {
    number: body.number,
    symbol: body.symbol,
    issuedOn: body.issuedOn,
    subject: body.subject,
    hasContent: body.text !== '' || body.files.some(({ fileId }) => fileId !== null),
    circulation: circulationOf(body),
    declared: body.declared,
    audienceSize: members.size,
    publicAudience: publicReach(scene).length,
    reportDueAt: earliest,
    unconfirmedDeadlines: body.deadlines.filter(({ confirmed }) => !confirmed).length,
    shortMessage: shortMessageWithSource(scene) ?? null,
  };
  return [...own, ...releaseBlockers(candidate, leavesAt)];
}

/** Units of a card besides subject, deadlines and file names. */
const cardFrame = 700;

/** Whether a card could not hold even what is never left out; own tasks give way before. */
function isCardTooLong(scene: Scene): boolean {
  const { subject, deadlines, files } = scene.body;
  const words = [
    subject ?? '',
    ...deadlines.map(({ phrase }) => `${phrase}${' '.repeat(40)}`),
    ...files.map(({ name }) => `${name}${' '.repeat(12)}`),
  ];
  return words.join('').length + cardFrame > cardRoom(scene);
}
