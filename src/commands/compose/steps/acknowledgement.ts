import type { AckPolicy } from '../../../domain/acknowledgement.ts';
import { addDays, dayOf, toDate } from '../../../domain/day.ts';
import { acknowledgeBy } from '../acknowledge-by.ts';
import { change, chosen, type StepRules, say } from '../change.ts';
import { parseMomentInput } from '../moment-input.ts';
import type { Scene } from '../scene.ts';

const policies: readonly AckPolicy[] = ['none', 'any-one', 'leader', 'each'];
/** Hour of a deadline typed without one. */
const endOfWork = '17:00';

/** Until when receipt is to be acknowledged, as chosen or by default; undefined when nobody has to. */
export function acknowledgementDue({ body, leavesAt, calendar }: Scene): Date | undefined {
  if (body.ackPolicy === 'none') return undefined;
  return body.ackDueAt ? new Date(body.ackDueAt) : acknowledgeBy(leavesAt, calendar);
}

/** Today's end of work, and 11:00 and 17:00 of the next working day, those still ahead. */
function presets({ now, calendar }: Scene): readonly Date[] {
  const today = dayOf(now);
  const next = calendar.nearestWorkingDay(addDays(today, 1), 1);
  const moments = [toDate(today, endOfWork), toDate(next, '11:00'), toDate(next, endOfWork)];
  return moments.filter((moment) => moment > now);
}

/** Who has to acknowledge, and until when. */
export const acknowledgement: StepRules = {
  withOverview: true,
  back: 'hub',
  view(scene) {
    const { body, m } = scene;
    const { button, ask } = m.compose;
    const dues = presets(scene).map((due) => ({
      label: button.ackAt(due),
      verb: 'due',
      arg: Math.round(due.getTime() / 60_000).toString(36),
    }));
    return {
      lines: [ask.ack],
      choices: [
        ...policies.map((policy, at) => [
          { label: button.policyOf(policy, body.ackPolicy === policy), verb: 'pol', arg: at },
        ]),
        ...(body.ackPolicy === 'none' ? [] : [dues, [{ label: button.ackDefault, verb: 'auto' }]]),
      ],
    };
  },
  press(scene, verb, arg) {
    if (verb === 'auto') return change(scene, { ackDueAt: null }, 'hub');
    if (verb === 'due' && /^[0-9a-z]{1,8}$/.test(arg)) {
      const due = new Date(Number.parseInt(arg, 36) * 60_000);
      return due > scene.now ? change(scene, { ackDueAt: due.toISOString() }, 'hub') : past(scene);
    }
    const policy = verb === 'pol' ? chosen(policies, arg) : undefined;
    return policy && change(scene, { ackPolicy: policy }, 'ack');
  },
  text(scene, text) {
    const { now, calendar, body, m } = scene;
    const read = parseMomentInput(text, { today: dayOf(now), calendar });
    if (!read) return say(m.compose.wrong.deadline);
    const due = toDate(read.day, read.time ?? endOfWork);
    if (due <= now) return past(scene);
    const ackPolicy = body.ackPolicy === 'none' ? 'any-one' : body.ackPolicy;
    return change(scene, { ackDueAt: due.toISOString(), ackPolicy }, 'hub');
  },
};

function past({ m }: Scene) {
  return say(m.compose.wrong.deadlinePast);
}
