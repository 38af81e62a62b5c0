import { directiveCard } from '../../engine/cards/directive-card.ts';
import type { Release } from '../../engine/release-directive.ts';
import type { CardView } from '../../ports/channel.ts';
import type { DeadlineRow } from '../../store/directives.ts';
import type { ObligationRow } from '../../store/obligations.ts';
import { cardRoom } from './network-limits.ts';
import type { Scene } from './scene.ts';

const none = { id: '', versionId: '' } as const;

/** The very card that one member of the audience will get, made by the same renderer as the real one. */
export function sampleCard(scene: Scene, release: Release, at: number): CardView | undefined {
  const member = release.audience[at];
  if (!member) return undefined;
  const deadlines = release.deadlines.map((deadline, index): DeadlineRow => {
    const { phrase, kind, boundary, dueAt, overdueAt, namedDate, namedTime } = deadline;
    const { recurrence, anchor, offset } = deadline;
    const dates = { dueAt, overdueAt, namedDate, namedTime, recurrence, anchor, offset };
    return { ...none, id: String(index), phrase, kind, boundary, ...dates };
  });
  const deadlineIds = member.deadlines.map(String);
  const { organisationId, role, tasks } = member;
  return directiveCard(
    {
      directive: {
        ...release,
        ...none,
        approvedBy: release.approvedBy ?? null,
        code: '····',
        state: 'released',
        relatesTo: null,
        askAgain: true,
        releasedAt: scene.now,
      },
      version: {
        ...none,
        directiveId: '',
        version: 1,
        relation: null,
        text: release.text,
        files: release.files,
        shortMessages: release.shortMessages,
      },
      organisation: scene.directory.organisations.get(organisationId)?.name ?? '',
      member: { versionId: '', organisationId, role, tasks, deadlineIds },
      deadlines,
      obligations: obligationsOf(release, member),
      acknowledgements: [],
      submissions: [],
      petitions: [],
      delegation: undefined,
      amendments: [],
      successor: undefined,
      predecessor: scene.replaced ? { ...scene.replaced, of: '', by: '' } : undefined,
      resent: false,
      registerUrl: undefined,
      partId: '',
      maxText: cardRoom(scene),
      now: scene.now,
    },
    scene.m,
  );
}

/** What the member will owe, so that the sample has the same buttons. */
function obligationsOf(
  release: Release,
  member: Release['audience'][number],
): readonly ObligationRow[] {
  if (member.role === 'inform') return [];
  const open = (kind: ObligationRow['kind'], dueAt: Date | null, overdueAt: Date | null) => ({
    id: '',
    directiveId: '',
    versionId: '',
    organisationId: member.organisationId,
    kind,
    deadlineId: null,
    occurrence: 1,
    dueAt,
    overdueAt,
    state: 'open' as const,
    extendedTo: null,
    markedOverdueAt: null,
    metAt: null,
    metBy: null,
  });
  const reports = member.deadlines.flatMap((index) => {
    const deadline = release.deadlines[index];
    return deadline ? [open('report', deadline.dueAt, deadline.overdueAt)] : [];
  });
  if (release.ackPolicy === 'none') return reports;
  return [open('acknowledge', release.ackDueAt, release.ackDueAt), ...reports];
}

/** Positions in the release's audience worth showing: one of each chosen group, else the first few. */
export function samplePositions(scene: Scene, release: Release): readonly number[] {
  const { body, directory } = scene;
  const position = (ids: readonly string[]) =>
    release.audience.findIndex(({ organisationId }) => ids.includes(organisationId));
  const ofGroups = body.audience.groups.map(({ key }) =>
    position(directory.groups.get(key)?.members ?? []),
  );
  const others = body.audience.organisations.map(({ id }) => position([id]));
  const found = [...ofGroups, ...others].filter((at) => at >= 0);
  return [...new Set(found)].slice(0, maxSamples);
}

const maxSamples = 3;
