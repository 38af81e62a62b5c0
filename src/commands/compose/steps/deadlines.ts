import { dayOf } from '../../../domain/day.ts';
import type { DraftDeadline } from '../body.ts';
import { type Change, type Choice, change, chosen, type StepRules, say } from '../change.ts';
import { dateLines } from '../date-lines.ts';
import { chosenDeadline, parseDeadlineInput } from '../deadline-input.ts';
import { owersOf, reminderMoments } from '../obligations.ts';
import type { Scene } from '../scene.ts';

const workingDays = [3, 5, 10];
const maxReminders = 6;

/** One deadline: its printed words, the date that follows, whom it is for, and what was assumed. */
function deadlineLines(deadline: DraftDeadline, scene: Scene): readonly string[] {
  const { line } = scene.m.compose;
  return [
    line.deadline(deadline.phrase, deadline.confirmed),
    ...dateLines(deadline, scene),
    line.deadlineFor(deadline.appliesTo, owersOf(deadline, scene).length),
    ...deadline.flags.map((flag) => line.flag(flag)).filter((words) => words !== ''),
  ];
}

/** When reminders will go out; the first few. */
export function reminderLines(scene: Scene): readonly string[] {
  const moments = reminderMoments(scene).slice(0, maxReminders);
  return moments.length > 0 ? [scene.m.compose.line.reminders(moments)] : [];
}

/** The deadlines that were read or entered: each is confirmed or dropped. */
export const deadlines: StepRules = {
  withOverview: false,
  back: 'hub',
  view(scene) {
    const { body, m } = scene;
    const { button, ask } = m.compose;
    if (body.deadlines.length === 0) return newDeadline(scene);
    const choices = body.deadlines.map(({ confirmed }, at): readonly Choice[] => {
      const drop: Choice = { label: button.dropDeadline(at + 1), verb: 'drop', arg: at };
      const label = button.confirmDeadline(at + 1);
      return confirmed ? [drop] : [{ label, verb: 'ok', arg: at, style: 'good' }, drop];
    });
    return {
      lines: [
        ...body.deadlines.flatMap((deadline) => deadlineLines(deadline, scene)),
        ...reminderLines(scene),
        ask.deadlines,
      ],
      choices: [...choices, [{ label: button.addDeadline, verb: 'go', arg: 'deadline' }]],
    };
  },
  press(scene, verb, arg) {
    const deadline = chosen(scene.body.deadlines, arg);
    if (verb === 'ok' && deadline) return confirmed(scene, deadline);
    if (verb === 'drop' && deadline) {
      const others = scene.body.deadlines.filter((other) => other !== deadline);
      // Dropping the last one is an answer, too: no report is asked for.
      return change(scene, { deadlines: others, noReport: others.length === 0 }, 'next');
    }
    return pressNew(scene, verb, arg);
  },
  text: (scene, text) => typed(scene, text),
};

function confirmed(scene: Scene, deadline: DraftDeadline): Change {
  if (deadline.dueAt && new Date(deadline.dueAt) <= scene.now) {
    return say(scene.m.compose.wrong.deadlinePast);
  }
  const all = scene.body.deadlines.map((other) =>
    other === deadline ? { ...other, confirmed: true } : other,
  );
  return change(scene, { deadlines: all, noReport: false }, 'next');
}

/** A deadline entered by hand. */
export const deadline: StepRules = {
  withOverview: true,
  back: 'deadlines',
  view: newDeadline,
  press: pressNew,
  text: typed,
};

function newDeadline({ now, calendar, m }: Scene) {
  const { button, ask } = m.compose;
  const today = dayOf(now);
  const days = workingDays.map((count) => {
    const { dueAt } = chosenDeadline(calendar.addWorkingDays(today, count), null, { m });
    return [{ label: button.dueInDays(count, new Date(dueAt ?? now)), verb: 'in', arg: count }];
  });
  return {
    lines: [ask.deadline],
    choices: [
      [{ label: button.dueToday, verb: 'in', arg: 0 }],
      ...days,
      [{ label: button.noReport, verb: 'none' }],
    ],
  };
}

function pressNew(scene: Scene, verb: string, arg: string): Change | undefined {
  const { now, calendar, m } = scene;
  if (verb === 'none') return change(scene, { deadlines: [], noReport: true }, 'next');
  if (verb !== 'in') return undefined;
  const today = dayOf(now);
  if (arg === '0') return added(scene, chosenDeadline(today, '17:00', { m }));
  const count = workingDays.find((days) => String(days) === arg);
  if (count === undefined) return undefined;
  return added(scene, chosenDeadline(calendar.addWorkingDays(today, count), null, { m }));
}

function typed(scene: Scene, text: string): Change {
  const { now, calendar, settings, m } = scene;
  const { overduePolicy } = settings;
  const read = parseDeadlineInput(text, { now, calendar, overduePolicy, m });
  if (!read) return say(m.compose.wrong.deadline);
  if (read === 'past') return say(m.compose.wrong.deadlinePast);
  return added(scene, read);
}

function added(scene: Scene, entered: DraftDeadline): Change {
  if (entered.dueAt && new Date(entered.dueAt) <= scene.now) {
    return say(scene.m.compose.wrong.deadlinePast);
  }
  const all = [...scene.body.deadlines, entered];
  return change(scene, { deadlines: all, noReport: false }, 'next');
}
