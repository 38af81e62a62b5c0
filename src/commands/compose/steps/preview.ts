import type { ChatRow } from '../../../store/chats.ts';
import { composeBlockers } from '../blockers.ts';
import { type Choice, change, type StepRules, say } from '../change.ts';
import { fitting } from '../fitting.ts';
import { splitTexts, unfitFiles } from '../network-limits.ts';
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
    const { body, m } = scene;
    const { button } = m.compose;
    const blockers = composeBlockers(scene);
    const below = [...shortMessageLines(scene), ...summaryLines(scene)];
    if (blockers.length > 0) {
      below.push(m.compose.preview.blocked);
      below.push(...blockers.map((blocker) => `– ${m.compose.blocker(blocker)}`));
    }
    const room = scene.maxText - below.join('\n').length - spare;
    const { lines, pager } = sampleLines(scene, room);
    return {
      lines: [...lines, ...below],
      choices: [
        pager,
        [{ label: button.declare(body.declared), verb: 'decl' }],
        [{ label: button.release, verb: 'send', style: 'good' }],
      ],
    };
  },
  press(scene, verb, arg) {
    const { body } = scene;
    if (verb === 'decl') return change(scene, { declared: !body.declared }, 'preview');
    if (verb !== 'page') return undefined;
    return change(scene, { page: /^\d$/.test(arg) ? Number(arg) : 0 }, 'preview');
  },
  text: (scene) => say(scene.m.compose.wrong.pressOnly),
};

/** UTF-16 units kept free for what surrounds the sample. */
const spare = 200;

function sampleLines(
  scene: Scene,
  room: number,
): { readonly lines: readonly string[]; readonly pager: readonly Choice[] } {
  const { button, preview: words } = scene.m.compose;
  const release = releaseOf(scene, { personId: '', chat: nowhere });
  const positions = release ? samplePositions(scene, release) : [];
  const page = Math.min(scene.body.page, positions.length - 1);
  const at = positions[page];
  const card = release && at !== undefined ? sampleCard(scene, release, at) : undefined;
  const organisationId = at === undefined ? undefined : release?.audience[at]?.organisationId;
  if (!card || !organisationId) return { lines: [], pager: [] };
  const name = scene.directory.organisations.get(organisationId)?.name ?? '';
  // Dead buttons: what carries data on the real card is only text here.
  const buttons = card.buttons.map((row) => row.map(({ label }) => words.button(label)).join(' '));
  const turn = (label: string, to: number): Choice => ({ label, verb: 'page', arg: to });
  return {
    lines: [
      words.title,
      words.sample(name, page + 1, positions.length),
      ...fitting([...card.lines, ...buttons], room, words.cut),
      words.end,
    ],
    pager: [
      ...(page > 0 ? [turn(button.earlier, page - 1)] : []),
      ...(page + 1 < positions.length ? [turn(button.later, page + 1)] : []),
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
