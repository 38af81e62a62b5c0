import type { Release, ReleaseDeadline } from '../../engine/release-directive.ts';
import type { ChatRow } from '../../store/chats.ts';
import type { DraftDeadline } from './body.ts';
import { circulationOf } from './circulation.ts';
import { kindOf } from './kind.ts';
import { owersOf, tasksByMember } from './obligations.ts';
import type { Scene } from './scene.ts';
import { shortMessageOf } from './short-message.ts';
import { acknowledgementDue } from './steps/acknowledgement.ts';

/** The letter as it would be released; undefined while its identity is incomplete. */
export function releaseOf(
  scene: Scene,
  by: {
    readonly personId: string;
    readonly approvedBy?: string | null;
    readonly chat: Pick<ChatRow, 'id' | 'accountId'>;
  },
): Release | undefined {
  const { body, office } = scene;
  const { number, symbol, issuedOn, subject } = body;
  if (!number || !symbol || !issuedOn || !subject) return undefined;
  const files = body.files.flatMap(({ fileId, name, bytes }) =>
    fileId ? [{ fileId, name, bytes }] : [],
  );
  const shortMessage = shortMessageOf(scene);
  return {
    officeId: office.id,
    number,
    symbol,
    issuedOn,
    issuer: office.name,
    subject,
    kind: kindOf(body).code,
    urgency: body.urgency,
    circulation: circulationOf(body),
    ackPolicy: body.ackPolicy,
    ackDueAt: acknowledgementDue(scene) ?? null,
    drill: scene.drill,
    text: files.length > 0 ? '' : body.text,
    files,
    shortMessages: shortMessage ? [shortMessage] : [],
    deadlines: body.deadlines.map(releaseDeadline),
    audience: audienceOf(scene),
    createdBy: by.personId,
    ...(body.replaces ? { replaces: body.replaces } : {}),
    ...(by.approvedBy ? { approvedBy: by.approvedBy } : {}),
    progressChat: { id: by.chat.id, accountId: by.chat.accountId },
  };
}

function audienceOf(scene: Scene): Release['audience'] {
  const tasks = tasksByMember(scene);
  const owers = scene.body.deadlines.map((deadline) => new Set(owersOf(deadline, scene)));
  return [...scene.members].map(([organisationId, role]) => ({
    organisationId,
    role,
    tasks: tasks.get(organisationId) ?? [],
    deadlines: owers.flatMap((ids, at) => (ids.has(organisationId) ? [at] : [])),
  }));
}

function releaseDeadline(deadline: DraftDeadline): ReleaseDeadline {
  const { phrase, kind, boundary, namedDate, namedTime, recurrence, anchor, offset, flags } =
    deadline;
  return {
    phrase,
    kind,
    boundary,
    namedDate,
    namedTime,
    recurrence,
    anchor,
    offset,
    flags,
    dueAt: deadline.dueAt ? new Date(deadline.dueAt) : null,
    overdueAt: deadline.overdueAt ? new Date(deadline.overdueAt) : null,
  };
}
