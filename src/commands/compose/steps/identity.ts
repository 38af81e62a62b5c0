import { dayOf } from '../../../domain/day.ts';
import type { Urgency } from '../../../domain/document/document.ts';
import type { DoubtfulField } from '../body.ts';
import { type Choice, change, chosen, type StepRules, say } from '../change.ts';
import { kindOf, usualKinds } from '../kind.ts';
import { parseIssueDay } from '../moment-input.ts';
import { parseReference } from '../reference-input.ts';
import type { Scene } from '../scene.ts';

/** Lets a person confirm what was read with doubt. */
function confirmation({ body, m }: Scene, field: DoubtfulField): readonly (readonly Choice[])[] {
  if (!body.doubtful.includes(field)) return [];
  return [[{ label: m.compose.button.confirm, verb: 'ok', style: 'good' }]];
}

function doubt({ body, m }: Scene, field: DoubtfulField): readonly string[] {
  return body.doubtful.includes(field) ? [m.compose.line.doubtful] : [];
}

function certain({ body }: Scene, field: DoubtfulField): readonly DoubtfulField[] {
  return body.doubtful.filter((other) => other !== field);
}

/** Number and symbol. */
export const reference: StepRules = {
  withOverview: true,
  back: 'hub',
  view(scene) {
    const { number, symbol } = scene.body;
    const { ask } = scene.m.compose;
    const question = !number && symbol ? ask.number(symbol) : ask.reference;
    return {
      lines: [...doubt(scene, 'reference'), question],
      choices: confirmation(scene, 'reference'),
    };
  },
  press(scene, verb) {
    if (verb !== 'ok') return undefined;
    return change(scene, { doubtful: certain(scene, 'reference') }, 'next');
  },
  text(scene, text) {
    const read = parseReference(text, scene.body.symbol);
    if (!read) return say(scene.m.compose.wrong.reference);
    return change(scene, { ...read, doubtful: certain(scene, 'reference') }, 'next');
  },
};

/** Day of issue. */
export const date: StepRules = {
  withOverview: true,
  back: 'hub',
  view(scene) {
    const { button, ask } = scene.m.compose;
    return {
      lines: [...doubt(scene, 'issuedOn'), ask.date],
      choices: [...confirmation(scene, 'issuedOn'), [{ label: button.today, verb: 'today' }]],
    };
  },
  press(scene, verb) {
    const doubtful = certain(scene, 'issuedOn');
    if (verb === 'ok') return change(scene, { doubtful }, 'next');
    if (verb !== 'today') return undefined;
    return change(scene, { issuedOn: dayOf(scene.now), doubtful }, 'next');
  },
  text(scene, text) {
    const today = dayOf(scene.now);
    const { wrong } = scene.m.compose;
    const issuedOn = parseIssueDay(text, { today, calendar: scene.calendar });
    if (!issuedOn) return say(wrong.date);
    if (issuedOn === 'future') return say(wrong.dateFuture(today));
    return change(scene, { issuedOn, doubtful: certain(scene, 'issuedOn') }, 'next');
  },
};

const subjectLength = { min: 5, max: 500 };

export const subject: StepRules = {
  withOverview: true,
  back: 'hub',
  view: (scene) => ({
    lines: [...doubt(scene, 'subject'), scene.m.compose.ask.subject],
    choices: confirmation(scene, 'subject'),
  }),
  press(scene, verb) {
    if (verb !== 'ok') return undefined;
    return change(scene, { doubtful: certain(scene, 'subject') }, 'next');
  },
  text(scene, text) {
    const words = text.normalize('NFC').replace(/\s+/g, ' ').trim();
    const fits = words.length >= subjectLength.min && words.length <= subjectLength.max;
    if (!fits) return say(scene.m.compose.wrong.subject);
    return change(scene, { subject: words, doubtful: certain(scene, 'subject') }, 'next');
  },
};

const urgencies: readonly Urgency[] = ['none', 'khan', 'thuong_khan', 'hoa_toc'];

function rowsOfThree(choices: readonly Choice[]): readonly (readonly Choice[])[] {
  return choices.flatMap((_, at) => (at % 3 === 0 ? [choices.slice(at, at + 3)] : []));
}

/** What kind of document it is, and how urgent. */
export const urgency: StepRules = {
  withOverview: true,
  back: 'hub',
  view: ({ body, m }) => ({
    lines: [m.compose.ask.urgency],
    choices: [
      ...rowsOfThree(
        usualKinds.map(({ code, name }, at) => ({
          label: m.sending.button.kind(name, kindOf(body).code === code),
          verb: 'kind',
          arg: at,
        })),
      ),
      urgencies.map((one, at) => ({
        label: m.compose.button.urgencyOf(one, body.urgency === one),
        verb: 'urg',
        arg: at,
      })),
    ],
  }),
  press(scene, verb, arg) {
    const kind = verb === 'kind' ? chosen(usualKinds, arg) : undefined;
    if (kind) return change(scene, { kind: kind.code }, 'urgency');
    const one = verb === 'urg' ? chosen(urgencies, arg) : undefined;
    return one && change(scene, { urgency: one }, 'hub');
  },
};
