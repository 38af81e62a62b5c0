import { addAudience, membersOf } from '../audience.ts';
import { type Choice, change, chosen, type StepRules, say } from '../change.ts';
import type { Scene } from '../scene.ts';

const nameLength = { min: 2, max: 60 };

/** Recipients that the office has kept under names: each can be added, or thrown away. */
export const lists: StepRules = {
  withOverview: true,
  back: 'audience',
  view(scene) {
    const { body, directory, members, m } = scene;
    const { button, ask } = m.sending;
    const rows = body.listed.flatMap((id, at): readonly (readonly Choice[])[] => {
      const list = scene.lists.find((one) => one.id === id);
      if (!list) return [];
      const count = membersOf(list.audience, directory).size;
      return [
        [
          { label: button.list(list.name, count), verb: 'use', arg: at },
          { label: button.dropList(list.name), verb: 'drop', arg: at },
        ],
      ];
    });
    const keep: Choice = { label: button.keepList, verb: 'go', arg: 'list-name' };
    return {
      lines: [rows.length > 0 ? ask.lists : ask.noLists],
      choices: [...rows, ...(members.size > 0 ? [[keep]] : [])],
    };
  },
  press(scene, verb, arg) {
    const list = chosenList(scene, arg);
    if (!list) return undefined;
    if (verb === 'drop') return { type: 'drop-list', id: list.id, name: list.name };
    if (verb !== 'use') return undefined;
    const audience = addAudience(scene.body.audience, list.audience, scene.directory);
    return change(scene, { audience }, 'audience');
  },
  text: (scene) => say(scene.m.compose.wrong.pressOnly),
};

function chosenList({ body, lists: all }: Scene, arg: string) {
  const id = chosen(body.listed, arg);
  return all.find((one) => one.id === id);
}

/** The name under which the recipients are kept. */
export const listName: StepRules = {
  withOverview: true,
  back: 'lists',
  view: ({ m }) => ({ lines: [m.sending.ask.listName], choices: [] }),
  text(scene, text) {
    const { wrong } = scene.m.sending;
    const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (scene.members.size === 0) return say(wrong.listEmpty);
    const fits = name.length >= nameLength.min && name.length <= nameLength.max;
    return fits ? { type: 'keep-list', name } : say(wrong.listName);
  },
};
