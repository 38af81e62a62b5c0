import type { ChatRow } from '../../../store/chats.ts';
import { composeBlockers } from '../blockers.ts';
import { change, type StepRules, say } from '../change.ts';
import { fitting } from '../fitting.ts';
import { neededApproval } from '../needed-approval.ts';
import { splitTexts, unfitFiles } from '../network-limits.ts';
import { releasedBefore } from '../overview.ts';
import { releaseOf } from '../release.ts';
import { sampleCard, samplePositions } from '../sample.ts';
import { type Scene, withoutChat } from '../scene.ts';
import { shortMessageOf } from '../short-message.ts';
import { reminderLines } from './deadlines.ts';

/** What people will get, the sums, the declaration, and the button that releases. */
export const preview: StepRules = {
  withOverview: false,
  back: 'hub',
  view(scene) {
    const { body, m, approvers } = scene;
    const { button } = m.compose;
    const blockers = composeBlockers(scene);
    const needed = neededApproval(scene);
    const names = approvers.map(({ name }) => name);
    const replacing = replacingLine(scene);
    const below = [
      ...(replacing ? [replacing] : []),
      ...(needed.length > 0 && names.length > 0 ? [m.sending.needed(needed, names)] : []),
      ...(body.releaseAt ? [m.sending.onSchedule(new Date(body.releaseAt))] : []),
      ...(blockers.length > 0 ? [m.compose.preview.blocked] : []),
      ...blockers.map((blocker) => `– ${m.compose.blocker(blocker)}`),
    ];
    const { lines, pages } = previewLines(scene, below.join('\n').length);
    return {
      lines: [...lines, ...below],
      choices: [
        pages.map(({ label, page }) => ({ label, verb: 'page', arg: page })),
        ...(body.replaces
          ? [[{ label: m.amend.askAgain(body.replaces.askAgain), verb: 'ask' }]]
          : []),
        [{ label: button.declare(body.declared), verb: 'decl' }],
        [{ label: lastPress(scene), verb: 'send', style: 'good' }],
        [
          { label: m.sending.button.testCopy, verb: 'test' },
          { label: m.sending.button.schedule, verb: 'go', arg: 'schedule' },
        ],
      ],
    };
  },
  press(scene, verb, arg) {
    const { body } = scene;
    if (verb === 'ask' && body.replaces) {
      const replaces = { ...body.replaces, askAgain: !body.replaces.askAgain };
      return change(scene, { replaces }, 'preview');
    }
    if (verb === 'decl') return change(scene, { declared: !body.declared }, 'preview');
    if (verb !== 'page') return undefined;
    return change(scene, { page: /^\d$/.test(arg) ? Number(arg) : 0 }, 'preview');
  },
  text: (scene) => say(scene.m.compose.wrong.pressOnly),
};

/** What it takes the place of, and whether those who have acknowledged that are asked again. */
function replacingLine({ body, replaced, m }: Scene): string | undefined {
  if (!replaced || !body.replaces) return undefined;
  const { number, symbol } = replaced;
  return m.amend.replacing(`${number}/${symbol}`, body.replaces.askAgain);
}

/** What the last button does: hands it to a second person, or lets it go, now or later. */
function lastPress(scene: Scene): string {
  const { m, body } = scene;
  if (neededApproval(scene).length > 0) return m.sending.button.submit;
  const { releaseAt } = body;
  return releaseAt ? m.sending.button.releaseAt(new Date(releaseAt)) : m.compose.button.release;
}

/** A sample that can be turned to. */
export interface PreviewPage {
  readonly label: string;
  readonly page: number;
}

/** What recipients will see, the short message, and the sums; `reserved` units are left for others. */
export function previewLines(
  scene: Scene,
  reserved: number,
): { readonly lines: readonly string[]; readonly pages: readonly PreviewPage[] } {
  const below = [...shortMessageLines(scene), ...summaryLines(scene)];
  const room = scene.maxText - below.join('\n').length - reserved - spare;
  const { lines, pages } = sampleLines(scene, room);
  return { lines: [...lines, ...below], pages };
}

/** UTF-16 units kept free for what surrounds the sample. */
const spare = 200;

function sampleLines(
  scene: Scene,
  room: number,
): { readonly lines: readonly string[]; readonly pages: readonly PreviewPage[] } {
  const { button, preview: words } = scene.m.compose;
  const release = releaseOf(scene, { personId: '', chat: nowhere });
  const positions = release ? samplePositions(scene, release) : [];
  const page = Math.min(scene.body.page, positions.length - 1);
  const at = positions[page];
  const card = release && at !== undefined ? sampleCard(scene, release, at) : undefined;
  const organisationId = at === undefined ? undefined : release?.audience[at]?.organisationId;
  if (!card || !organisationId) return { lines: [], pages: [] };
  const name = scene.directory.organisations.get(organisationId)?.name ?? '';
  // Dead buttons: what carries data on the real card is only text here.
  const buttons = card.buttons.map((row) => row.map(({ label }) => words.button(label)).join(' '));
  return {
    lines: [
      words.title,
      words.sample(name, page + 1, positions.length),
      ...fitting([...card.lines, ...buttons], Math.max(room, 0), words.cut),
      words.end,
    ],
    pages: [
      ...(page > 0 ? [{ label: button.earlier, page: page - 1 }] : []),
      ...(page + 1 < positions.length ? [{ label: button.later, page: page + 1 }] : []),
    ],
  };
}

const nowhere: Pick<ChatRow, 'id' | 'accountId'> = { id: '', accountId: '' };

function shortMessageLines(scene: Scene): readonly string[] {
  const message = shortMessageOf(scene);
  const { preview: words } = scene.m.compose;
  return message
    ? [words.shortMessage, ...message.body.split('\n'), message.source, words.end]
    : [];
}

const maxNames = 10;

function summaryLines(scene: Scene): string[] {
  const { members, reach, directory, m } = scene;
  const { preview: words, line } = m.compose;
  const informed = [...members.values()].filter((role) => role === 'inform').length;
  const drivers = [...new Set(reach.map(({ driver }) => driver))];
  const silent = withoutChat(scene).map((id) => directory.organisations.get(id)?.name ?? id);
  return [
    words.summary,
    ...releasedBefore(scene),
    line.audience(members.size, informed, []),
    ...drivers.map((driver) =>
      words.network(
        m.compose.network[driver],
        reach.filter((chat) => chat.driver === driver).length,
      ),
    ),
    ...unfitFiles(scene).map(({ driver, name, bytes, maxBytes }) =>
      words.fileUnfit(m.compose.network[driver], name, bytes, maxBytes),
    ),
    ...splitTexts(scene).map(({ driver, messages }) =>
      words.textSplit(m.compose.network[driver], messages),
    ),
    ...(silent.length > 0
      ? [line.withoutChat(silent.slice(0, maxNames), Math.max(0, silent.length - maxNames))]
      : []),
    ...reminderLines(scene),
  ];
}
