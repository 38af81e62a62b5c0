import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commands } from '../../src/commands/commands.ts';
import { dialogues } from '../../src/commands/dialogues.ts';
import { pressHandlers } from '../../src/commands/presses.ts';
import type { Act } from '../../src/domain/permission.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import type { ChatRow } from '../../src/store/chats.ts';
import {
  type Actor,
  mayAt,
  type PermissionWorld,
  type Place,
  permissionWorld,
  type Trial,
} from '../support/permission-world.ts';

const m = messagesIn('vi');
let world: PermissionWorld;
beforeAll(async () => {
  world = await permissionWorld();
}, 120_000);
afterAll(() => world.close());

/** What the button of a kind of card carries, where it stands, and what its presser must be allowed to do. */
interface ButtonCase {
  /** An act, or who alone may press; the place is the one the thing belongs to. */
  readonly may: Act | ((actor: Actor, place: Place) => boolean);
  /** Which kind of thing the data names, and at which places there is one. */
  readonly thing: string;
  readonly places: readonly Place[];
  /** What follows the id in the data. */
  readonly rest?: string;
}

const offices: readonly Place[] = ['A', 'B'];
const communes: readonly Place[] = ['X', 'Y'];
/** Positions are managed by the organisation's leaders, and by administrators of any office where it issues nothing. */
const managesPeople = (actor: Actor, place: Place) =>
  mayAt(actor, 'manage', place) ||
  (communes.includes(place) && offices.some((office) => mayAt(actor, 'manage', office)));
const isClerkOf = (actor: Actor, place: Place) =>
  actor.holds.some((held) => held.place === place && held.role === 'clerk');
const isLeaderOf = (actor: Actor, place: Place) =>
  actor.holds.some((held) => held.place === place && held.role === 'leader');

/** Every button but those of dialogues; a new one has to be added here with who may press it. */
const buttons: Readonly<Record<string, ButtonCase>> = {
  ack: { may: 'acknowledge', thing: 'card', places: communes },
  rep: { may: 'anyone', thing: 'card', places: communes },
  nil: { may: 'report', thing: 'card', places: communes },
  post: { may: 'report', thing: 'short', places: communes },
  more: { may: 'feedback', thing: 'card', places: communes },
  see: { may: 'anyone', thing: 'card', places: communes },
  rej: { may: 'reject', thing: 'card', places: communes },
  wip: { may: 'progress', thing: 'card', places: communes },
  fin: { may: 'progress', thing: 'card', places: communes },
  und: { may: 'progress', thing: 'card', places: communes },
  asg: { may: 'assign', thing: 'card', places: communes },
  who: { may: 'assign', thing: 'card', places: communes, rest: ':00000000:0' },
  ext: { may: 'askExtension', thing: 'card', places: communes },
  exo: { may: 'askExtension', thing: 'card', places: communes, rest: ':00000000' },
  fb: { may: 'feedback', thing: 'card', places: communes },
  dac: { may: isClerkOf, thing: 'delegation', places: communes },
  dde: { may: isClerkOf, thing: 'delegation', places: communes },
  let: { may: 'decide', thing: 'rejection', places: offices },
  ins: { may: 'decide', thing: 'rejection', places: offices },
  grt: { may: 'decide', thing: 'extension', places: offices },
  gro: { may: 'decide', thing: 'extension', places: offices },
  gre: { may: 'decide', thing: 'extension', places: offices },
  hold: { may: 'steer', thing: 'directive', places: offices },
  go: { may: 'steer', thing: 'directive', places: offices },
  end: { may: 'steer', thing: 'directive', places: offices },
  owe: { may: 'watch', thing: 'directive', places: offices },
  unsure: { may: 'steer', thing: 'directive', places: offices },
  amend: { may: 'correct', thing: 'directive', places: offices },
  fix: { may: 'correct', thing: 'directive', places: offices },
  swap: { may: 'compose', thing: 'directive', places: offices },
  recall: { may: 'recall', thing: 'directive', places: offices },
  undone: { may: 'watch', thing: 'directive', places: offices },
  rem: { may: 'remind', thing: 'directive', places: offices },
  nudge: { may: 'remind', thing: 'directive', places: offices },
  sum: { may: 'export', thing: 'directive', places: offices },
  sheet: { may: 'recordByPhone', thing: 'directive', places: offices },
  call: { may: 'recordByPhone', thing: 'owed', places: offices },
  unsay: { may: 'recordByPhone', thing: 'called', places: offices },
  again: { may: 'steer', thing: 'uncertain', places: offices },
  there: { may: 'steer', thing: 'uncertain', places: offices },
  jc: { may: managesPeople, thing: 'join', places: [...offices, ...communes] },
  jr: { may: managesPeople, thing: 'join', places: [...offices, ...communes] },
  jy: { may: isClerkOf, thing: 'offer', places: communes },
  jn: { may: isClerkOf, thing: 'offer', places: communes },
  jk: { may: isClerkOf, thing: 'offer', places: communes },
  sy: { may: isClerkOf, thing: 'standIn', places: communes },
  sn: { may: isClerkOf, thing: 'standIn', places: communes },
  se: {
    may: (actor, place) =>
      isClerkOf(actor, place) || isLeaderOf(actor, place) || managesPeople(actor, place),
    thing: 'standIn',
    places: communes,
  },
  mp: { may: managesPeople, thing: 'role', places: [...offices, ...communes] },
  ml: { may: managesPeople, thing: 'role', places: [...offices, ...communes] },
  mx: { may: managesPeople, thing: 'role', places: [...offices, ...communes] },
  my: { may: managesPeople, thing: 'role', places: [...offices, ...communes] },
  dt: { may: 'compose', thing: 'left', places: offices },
  apv: { may: 'approve', thing: 'submitted', places: offices, rest: ':1' },
  apr: { may: 'approve', thing: 'submitted', places: offices, rest: ':1' },
  apt: { may: 'approve', thing: 'submitted', places: offices, rest: ':1' },
  apl: { may: 'approve', thing: 'submitted', places: offices, rest: ':1' },
  apu: { may: 'approve', thing: 'submitted', places: offices, rest: ':1' },
  noop: { may: 'anyone', thing: 'directive', places: offices },
};

const isRefusal = ({ answer }: Trial) =>
  [
    m.answer.unknown,
    m.answer.notYours,
    m.answer.noLongerAllowed,
    m.join.notAllowed,
    m.people.endNotAllowed,
    m.handling.notPermitted,
    m.handling.notYours,
    m.answer.foreign('UBND xã An Phú'),
    m.answer.foreign('UBND xã Bình Minh'),
  ].includes(answer);

/** A refusal says what to do next. */
const guides = /đề nghị|gõ \//i;

/** Where a button about a thing of a place is pressed. */
function chatFor(actor: Actor, { thing }: ButtonCase, place: Place): ChatRow {
  const isInGroup = thing === 'card' || thing === 'short';
  return isInGroup && (place === 'X' || place === 'Y') ? world.groups[place] : actor.chat;
}

function idOf(thing: string, place: Place): string {
  const id = world.ids[place][thing];
  if (!id) throw new Error(`there is no ${thing} at ${place}`);
  return id;
}

test('every button is stated here with who may press it', () => {
  expect(Object.keys(buttons).sort(byText)).toEqual([...pressHandlers.keys()].sort(byText));
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

describe('every button, pressed by everybody, about what is theirs and what is not', () => {
  test.each(Object.entries(buttons))(
    '%s',
    async (verb, button) => {
      const wrong: object[] = [];
      for (const place of button.places) {
        const id = idOf(button.thing, place);
        for (const actor of world.actors) {
          const { may } = button;
          const allowed = typeof may === 'function' ? may(actor, place) : mayAt(actor, may, place);
          const data = `${verb}:${id}${button.rest ?? ''}`;
          const trial = await world.press(actor, chatFor(actor, button, place), data, id);
          if (isRefusal(trial) === allowed)
            wrong.push({ actor: actor.name, place, allowed, ...trial });
          if (allowed) continue;
          expect({ actor: actor.name, place, ...trial }).toEqual({
            actor: actor.name,
            place,
            answer: expect.stringMatching(guides),
            wrote: '[]',
            changed: false,
          });
        }
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});

describe('a button whose data is forged', () => {
  const forgeries = (verb: string): readonly string[] => [
    verb,
    `${verb}:`,
    `${verb}:${randomUUID()}`,
    `${verb}:${randomUUID()}:1`,
    `${verb}:${"'; drop table person; --"}`,
    `${verb}:${'9'.repeat(10_000)}`,
    `${verb}:../../etc/passwd`,
    `${verb}:${randomUUID().toUpperCase()}`,
  ];

  test.each([...pressHandlers.keys(), 'd', 'zz', ''])(
    '%s',
    async (verb) => {
      if (verb === 'noop') return;
      for (const actor of [world.actor('admin of A'), world.actor('leader of X')]) {
        const own = actor.name.endsWith('A') ? 'A' : 'X';
        // What belongs to somebody else, and what is of another kind than the button is about.
        const others = Object.entries(world.ids[own === 'A' ? 'B' : 'Y']).map(([, id]) => id);
        const otherKinds = Object.entries(world.ids[own])
          .filter(([thing]) => thing !== buttons[verb]?.thing)
          .map(([, id]) => id);
        const named = [...others, ...otherKinds].map(
          (id) => `${verb}:${id}${buttons[verb]?.rest ?? ''}`,
        );
        for (const data of [...forgeries(verb), ...named]) {
          const isManaged = (buttons[verb]?.may === managesPeople || verb === 'se') && own === 'A';
          if (isManaged) continue;
          const trial = await world.press(actor, actor.chat, data, randomUUID());
          expect({ actor: actor.name, data: data.slice(0, 60), ...trial }).toEqual({
            actor: actor.name,
            data: data.slice(0, 60),
            answer: expect.stringMatching(guides),
            wrote: '[]',
            changed: false,
          });
        }
      }
    },
    60_000,
  );

  test("a card's button does nothing in another organisation's group, a short message's nowhere but under it", async () => {
    for (const verb of ['nil', 'rep', 'more', 'post']) {
      const button = buttons[verb];
      if (!button) throw new Error(verb);
      const id = idOf(button.thing, 'X');
      const clerk = world.actor('clerk of X');
      // Copies of a card stand in private chats.
      const elsewhere = verb === 'post' ? [world.groups.Y, clerk.chat] : [world.groups.Y];
      for (const chat of elsewhere) {
        const trial = await world.press(clerk, chat, `${verb}:${id}`, id);
        expect(trial).toEqual({ answer: m.answer.unknown, wrote: '[]', changed: false });
      }
    }
  });
});

describe('every command, given by everybody in a private chat', () => {
  const refusals = [m.command.boundOnly, m.command.noRole, 'Lệnh này dành cho: '];

  test.each(commands.map((command) => [command.name, command] as const))(
    '/%s',
    async (_name, command) => {
      for (const name of new Set([command.name, ...Object.values(command.names)])) {
        for (const actor of world.actors) {
          const places: readonly Place[] = [...offices, ...communes];
          const allowed = places.some((place) => mayAt(actor, command.act, place));
          const trial = await world.write(actor, actor.chat, `/${name}`);
          const isRefused =
            command.act !== 'anyone' && refusals.some((words) => trial.wrote.includes(words));
          expect({ actor: actor.name, name, isRefused, wrote: trial.wrote }).toMatchObject({
            isRefused: !allowed,
          });
          if (!allowed) expect({ name, changed: trial.changed }).toEqual({ name, changed: false });
          if (isRefused) expect(trial.wrote).toMatch(guides);
          expect(trial.wrote).not.toBe('[]');
        }
      }
    },
    60_000,
  );

  test('in a group only what is meant for groups works, and nothing private is told there', async () => {
    for (const command of commands) {
      for (const actor of world.actors) {
        const trial = await world.write(actor, world.groups.X, `/${command.name}`);
        expect(trial.wrote).not.toMatch(/nháp riêng của|composer of|viewer of/);
        if (command.inGroups) continue;
        expect(trial).toEqual({
          answer: '',
          wrote: expect.stringContaining(m.command.privateOnly),
          changed: false,
        });
      }
    }
  });
});

test('offices that share the bot see nothing of each other, whatever they ask', async () => {
  const asked = [
    ...commands.flatMap(({ name }) => [`/${name}`, `/${name} 15`, `/${name} 16`, `/${name} 15/CV`]),
    '/nhansu Sở Thủy lợi',
    '/nhansu Sở Nông nghiệp',
  ];
  for (const place of offices) {
    const other = place === 'A' ? 'B' : 'A';
    const secrets = new RegExp(
      `riêng của ${other}|Sở ${other}|(?:composer|approver|viewer|admin) of ${other}`,
    );
    for (const role of ['composer', 'approver', 'viewer', 'admin']) {
      const actor = world.actor(`${role} of ${place}`);
      for (const text of asked) {
        const { wrote } = await world.write(actor, actor.chat, text);
        expect({ actor: actor.name, text, wrote }).toEqual({
          actor: actor.name,
          text,
          wrote: expect.not.stringMatching(secrets),
        });
      }
    }
  }
}, 60_000);

describe("a dialogue's buttons", () => {
  const verbs =
    'open next back go x kill save off send cont new pick letbe who when ok undo junk'.split(' ');

  test('every dialogue says what its person must be allowed to do, or asks nothing but its own person', () => {
    expect(dialogues.map(({ name, act }) => [name, act])).toEqual([
      ['compose', 'compose'],
      ['leave', undefined],
      ['question', undefined],
      ['correct', 'correct'],
      ['recall', 'recall'],
    ]);
  });

  test('nobody but the author presses them, from whatever chat', async () => {
    const author = world.actor('composer of A');
    const packed = idOf('draft', 'A').replaceAll('-', '');
    for (const actor of world.actors) {
      if (actor === author) continue;
      for (const chat of [actor.chat, world.groups.X]) {
        for (const verb of verbs) {
          const trial = await world.press(actor, chat, `d:${packed}:1:${verb}:0`);
          expect({ actor: actor.name, verb, ...trial }).toEqual({
            actor: actor.name,
            verb,
            answer: m.answer.notYours,
            wrote: '[]',
            changed: false,
          });
        }
      }
    }
  }, 60_000);

  test('an old card, a made-up revision and an unknown verb change nothing', async () => {
    const author = world.actor('composer of A');
    const packed = idOf('draft', 'A').replaceAll('-', '');
    const other = idOf('draft', 'B').replaceAll('-', '');
    for (const [data, answer] of [
      [`d:${packed}:0:next`, m.answer.stale],
      [`d:${packed}:2:send`, m.answer.stale],
      [`d:${packed}::send`, m.answer.stale],
      [`d:${packed}:1:junk:0`, m.answer.unknown],
      [`d:${packed}:1:who:0`, m.answer.unknown],
      [`d:${other}:1:send`, m.answer.notYours],
      [`d:${packed}ff:1:send`, m.answer.unknown],
      [`d:${idOf('draft', 'A')}:1:send`, m.answer.unknown],
    ] as const) {
      const trial = await world.press(author, author.chat, data);
      expect({ data, ...trial }).toEqual({ data, answer, wrote: '[]', changed: false });
    }
  });

  test('somebody who has left their office cannot go on with a draft', async () => {
    const leaver = world.actor('leaving composer of A');
    const packed = idOf('left', 'A').replaceAll('-', '');
    for (const verb of verbs) {
      const trial = await world.press(leaver, leaver.chat, `d:${packed}:1:${verb}`);
      expect(trial).toEqual({ answer: m.answer.noLongerAllowed, wrote: '[]', changed: false });
    }
    const typed = await world.write(leaver, leaver.chat, 'V/v phòng, chống thiên tai');
    expect(typed).toEqual({
      answer: '',
      wrote: expect.stringContaining(m.answer.noLongerAllowed),
      changed: false,
    });
  });
});
