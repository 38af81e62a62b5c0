import { isSecondPerson } from '../../domain/approval.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { dayOf } from '../../domain/day.ts';
import { staffMay } from '../../domain/permission.ts';
import type { Wake } from '../../engine/commit.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Settings } from '../../engine/settings.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Database } from '../../ports/database.ts';
import { holdingOrganisations } from '../../store/carry-over.ts';
import { type ChatRow, chatsOf } from '../../store/chats.ts';
import { type DirectiveRow, directiveById } from '../../store/directives.ts';
import type { DraftRow } from '../../store/drafts.ts';
import { type OfficeRow, offices, type PersonRow, staffMemberships } from '../../store/people.ts';
import { type EarlierRelease, earlierReleases } from '../../store/released-files.ts';
import { type SavedListRow, savedLists } from '../../store/saved-lists.ts';
import { peopleWhoMay } from '../staff-offices.ts';
import { membersOf } from './audience.ts';
import { type AudienceRole, composeBody, type DraftAudience, type LetterBody } from './body.ts';
import { type Directory, loadDirectory } from './directory.ts';
import { limitsOf, type NetworkLimits } from './network-limits.ts';
import { type Step, stepOf } from './step.ts';

/** Where a dialogue takes place; a turn is one, and so is the end of an upload. */
export interface Desk {
  readonly engine: Engine;
  readonly tx: Database;
  readonly wake: Wake;
  readonly chat: ChatRow;
  readonly m: Messages;
}

/** Everything that the rules and views of a letter look at. */
export interface Scene {
  readonly body: LetterBody;
  readonly step: Step;
  readonly office: OfficeRow;
  /** The offices the person may send for today. */
  readonly offices: readonly OfficeRow[];
  readonly directory: Directory;
  /** A drill stays one from its first word to its last reminder. */
  readonly drill: boolean;
  /** Those of the office who may approve and can be asked: the author is not among them. */
  readonly approvers: readonly PersonRow[];
  /** Recipients that the office has kept under names. */
  readonly lists: readonly SavedListRow<DraftAudience>[];
  /** The directive that the letter takes the place of. */
  readonly replaced: DirectiveRow | undefined;
  /** Who has that one: they get the letter, for information where nobody chose otherwise. */
  readonly holders: readonly string[];
  /** Where files of the letter went out before. */
  readonly released: readonly EarlierRelease[];
  /** Who will get it, worked out from the body's audience. */
  readonly members: ReadonlyMap<string, AudienceRole>;
  /** The chats in which they receive. */
  readonly reach: readonly ChatRow[];
  /** How many public channels of theirs the account itself posts short messages in. */
  readonly channels: number;
  /** What the networks of these chats take. */
  readonly limits: readonly NetworkLimits[];
  readonly now: Date;
  /** When it goes out: the chosen moment, else now. */
  readonly leavesAt: Date;
  readonly calendar: Calendar;
  readonly settings: Settings;
  /** Most text a card can hold here. */
  readonly maxText: number;
  readonly m: Messages;
}

export async function loadScene(desk: Desk, draft: DraftRow): Promise<Scene> {
  const { engine, tx, chat, m } = desk;
  const body = composeBody(draft);
  const all = await offices(tx);
  const office = all.find(({ id }) => id === draft.officeId);
  if (body.type !== 'letter' || !office) {
    throw new Error(`Draft ${draft.id} is not a letter of an office: cancel it.`);
  }
  const now = engine.clock.now();
  const memberships = await staffMemberships(tx, draft.personId, dayOf(now));
  const may = (officeId: string) =>
    memberships.some((one) => one.officeId === officeId && staffMay('compose', one.role));
  const scene = {
    body,
    step: stepOf(draft.step),
    office,
    offices: all.filter(({ id }) => may(id)),
    directory: await loadDirectory(tx, dayOf(now), office.organisationId),
    drill: draft.drill,
    approvers: (await peopleWhoMay(tx, office.id, 'approve', dayOf(now))).filter(({ id }) =>
      isSecondPerson(id, draft),
    ),
    lists: await savedLists<DraftAudience>(tx, office.id),
    replaced: body.replaces ? await directiveById(tx, body.replaces.directiveId) : undefined,
    holders: body.replaces
      ? (await holdingOrganisations(tx, body.replaces.directiveId)).map(({ id }) => id)
      : [],
    released: [],
    members: new Map(),
    reach: [],
    channels: 0,
    limits: [],
    now,
    leavesAt: now,
    calendar: engine.calendar,
    settings: engine.settings,
    maxText: engine.channels.get(chat.accountId)?.capabilities(chat.kind).maxText ?? 2000,
    m,
  };
  return withBody(desk, scene, body);
}

/** The scene with the letter changed, and what follows from its audience. */
export async function withBody(desk: Desk, scene: Scene, body: LetterBody): Promise<Scene> {
  const members = new Map(membersOf(body.audience, scene.directory));
  for (const id of scene.holders) {
    if (!members.has(id) && scene.directory.organisations.has(id)) members.set(id, 'inform');
  }
  const reach = await chatsOf(desk.tx, [...members.keys()], 'receive');
  const channels = (await chatsOf(desk.tx, [...members.keys()], 'publish')).length;
  const leavesAt = body.releaseAt ? new Date(body.releaseAt) : scene.now;
  const fileIds = body.files.flatMap(({ fileId }) => fileId ?? []);
  return {
    ...scene,
    body,
    released: await earlierReleases(desk.tx, scene.office.id, fileIds),
    members,
    reach,
    channels,
    limits: limitsOf(desk.engine, reach),
    leavesAt,
  };
}

/** Ids of those in the audience whom no chat reaches. */
export function withoutChat({ members, reach }: Pick<Scene, 'members' | 'reach'>): string[] {
  const reached = new Set(reach.map(({ organisationId }) => organisationId));
  return [...members.keys()].filter((id) => !reached.has(id));
}

/** Whether the person may release for the office of the letter today. */
export function isPermitted({ offices: own, office }: Pick<Scene, 'offices' | 'office'>): boolean {
  return own.some(({ id }) => id === office.id);
}
