import { addTarget, membersOf, toggleGroup, toggleOrganisation } from '../audience.ts';
import type { LetterBody } from '../body.ts';
import { type Change, type Choice, change, chosen, type StepRules, say } from '../change.ts';
import { findOrganisations } from '../find-organisations.ts';
import type { Scene } from '../scene.ts';
import { targetOfSuggestion } from '../target.ts';

const pageSize = 8;

/** An addressee of the document that the directory does not know: choose, search or leave out. */
export const addressees: StepRules = {
  withOverview: true,
  back: 'hub',
  view({ body, m }) {
    const [first] = body.unmatched;
    if (!first) return { lines: [m.compose.ask.audience], choices: [] };
    return {
      lines: [m.compose.ask.addressee(first.words)],
      choices: [
        ...first.suggestions.map(({ label }, at) => [{ label, verb: 'sug', arg: at }]),
        [{ label: m.compose.button.skip, verb: 'skip' }],
      ],
    };
  },
  press(scene, verb, arg) {
    const [first, ...others] = scene.body.unmatched;
    if (!first) return undefined;
    if (verb === 'skip') return change(scene, { unmatched: others }, 'next');
    const suggestion = verb === 'sug' ? chosen(first.suggestions, arg) : undefined;
    return suggestion && change(scene, settled(scene, targetOfSuggestion(suggestion)), 'next');
  },
  text: (scene, text) => search(scene, text),
};

/** The letter with its first unknown addressee understood. */
function settled(
  { body }: Scene,
  target: ReturnType<typeof targetOfSuggestion>,
): Partial<LetterBody> {
  const [first, ...others] = body.unmatched;
  return {
    audience: addTarget(body.audience, target, 'act'),
    unmatched: others,
    meanings: first ? [...body.meanings, { words: first.words, target }] : body.meanings,
  };
}

export const audience: StepRules = {
  withOverview: true,
  back: 'hub',
  view({ body, directory, members, m }) {
    const { button, ask } = m.compose;
    const isChosen = (key: string) => body.audience.groups.some((group) => group.key === key);
    const groups = body.listed.flatMap((key, at): readonly Choice[] => {
      const group = directory.groups.get(key);
      if (!group) return [];
      const label = button.group(group.name, group.members.length, isChosen(key));
      return [{ label, verb: 'grp', arg: at }];
    });
    return {
      lines: [ask.audience],
      choices: [
        ...onPage(groups, body.page).map((choice) => [choice]),
        pager(groups.length, body.page, m.compose.button),
        [
          { label: button.find, verb: 'go', arg: 'find' },
          { label: m.sending.button.lists, verb: 'go', arg: 'lists' },
          ...(members.size > 0
            ? [{ label: button.members(members.size), verb: 'go', arg: 'members' }]
            : []),
        ],
        [{ label: button.done, verb: 'next', style: 'good' }],
      ],
    };
  },
  press(scene, verb, arg) {
    if (verb === 'page') return turned(scene, arg, 'audience');
    const key = verb === 'grp' ? chosen(scene.body.listed, arg) : undefined;
    if (!key) return undefined;
    const changed = toggleGroup(scene.body.audience, key, scene.directory);
    return change(scene, { audience: changed }, 'audience');
  },
  text: (scene, text) => search(scene, text),
};

/** Organisations found by name. */
export const find: StepRules = {
  withOverview: false,
  back: 'audience',
  view(scene) {
    const { body, m } = scene;
    const { ask } = m.compose;
    const lines = body.query ? [ask.found(body.query, body.listed.length), ask.find] : [ask.find];
    return { lines, choices: organisationChoices(scene) };
  },
  press: (scene, verb, arg) => pressOrganisation(scene, verb, arg, 'find'),
  text: (scene, text) => search(scene, text),
};

/** Everybody who will get it; a member of a chosen group can be taken out. */
export const members: StepRules = {
  withOverview: false,
  back: 'audience',
  view: (scene) => ({
    lines: [scene.m.compose.ask.members(scene.members.size)],
    choices: organisationChoices(scene),
  }),
  press: (scene, verb, arg) => pressOrganisation(scene, verb, arg, 'members'),
  text: (scene, text) => search(scene, text),
};

/** What the numbered buttons of a step stand for when it is opened. */
export function listedFor(step: string, scene: Scene): readonly string[] {
  if (step === 'audience') return [...scene.directory.groups.keys()];
  if (step === 'lists') return scene.lists.map(({ id }) => id);
  if (step !== 'members') return [];
  const { directory } = scene;
  const everybody = membersOf({ ...scene.body.audience, excluded: [] }, directory);
  return [...directory.organisations.keys()].filter((id) => everybody.has(id));
}

function search(scene: Scene, text: string): Change {
  const query = text.replace(/\s+/g, ' ').trim().slice(0, 80);
  const listed = findOrganisations(query, scene.directory);
  if (listed.length === 0) return say(scene.m.compose.wrong.notFound(query));
  return change(scene, { query, listed, page: 0 }, 'find');
}

function organisationChoices({ body, directory, members: chosenOnes, m }: Scene) {
  const { button } = m.compose;
  const choices = body.listed.flatMap((id, at): readonly Choice[] => {
    const name = directory.organisations.get(id)?.name;
    if (!name) return [];
    return [{ label: button.organisation(name, chosenOnes.get(id)), verb: 'org', arg: at }];
  });
  return [
    ...onPage(choices, body.page).map((choice) => [choice]),
    pager(choices.length, body.page, button),
    [{ label: button.done, verb: 'next', style: 'good' as const }],
  ];
}

/** Choosing somebody found for an unknown addressee also says whom its words mean. */
function pressOrganisation(
  scene: Scene,
  verb: string,
  arg: string,
  step: 'find' | 'members',
): Change | undefined {
  if (verb === 'page') return turned(scene, arg, step);
  const id = verb === 'org' ? chosen(scene.body.listed, arg) : undefined;
  if (!id) return undefined;
  if (step === 'find' && scene.body.unmatched.length > 0 && scene.members.get(id) !== 'act') {
    return change(scene, settled(scene, { groups: [], organisations: [id] }), step);
  }
  const changed = toggleOrganisation(scene.body.audience, id, scene.directory);
  return change(scene, { audience: changed }, step);
}

function turned(scene: Scene, arg: string, step: 'audience' | 'find' | 'members') {
  const page = /^\d{1,3}$/.test(arg) ? Number(arg) : 0;
  return change(scene, { page }, step);
}

function onPage(choices: readonly Choice[], page: number): readonly Choice[] {
  return choices.slice(page * pageSize, (page + 1) * pageSize);
}

function pager(
  count: number,
  page: number,
  button: { readonly earlier: string; readonly later: string },
): readonly Choice[] {
  return [
    ...(page > 0 ? [{ label: button.earlier, verb: 'page', arg: page - 1 }] : []),
    ...((page + 1) * pageSize < count
      ? [{ label: button.later, verb: 'page', arg: page + 1 }]
      : []),
  ];
}
