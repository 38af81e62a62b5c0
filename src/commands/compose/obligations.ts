import { type PlannedReminder, planReminders } from '../../domain/reminder.ts';
import { isMeant } from './audience.ts';
import type { DraftDeadline } from './body.ts';
import type { Scene } from './scene.ts';
import { meantBy } from './target.ts';

/** The organisations to act that owe a report by a deadline; all of them unless its words are known. */
export function owersOf(deadline: DraftDeadline, scene: Scene): readonly string[] {
  const { body, directory, members } = scene;
  const acting = [...members].filter(([, role]) => role === 'act').map(([id]) => id);
  const targets = deadline.appliesTo.map((words) => meantBy(words, body, directory));
  if (targets.length === 0 || targets.includes(undefined)) return acting;
  return acting.filter((id) => targets.some((target) => target && isMeant(id, target, directory)));
}

/** Each organisation's own tasks, verbatim; a task in words that nobody knows is nobody's own. */
export function tasksByMember(scene: Scene): ReadonlyMap<string, readonly string[]> {
  const { body, directory, members } = scene;
  const tasks = new Map<string, string[]>([...members.keys()].map((id) => [id, []]));
  for (const { assignee, items } of body.tasks) {
    const target = meantBy(assignee, body, directory);
    if (!target) continue;
    for (const [id, own] of tasks) if (isMeant(id, target, directory)) own.push(...items);
  }
  return tasks;
}

/** When those who have not reported are reminded, soonest first. */
export function reminderMoments(scene: Scene): readonly Date[] {
  const { body, settings, leavesAt, calendar } = scene;
  const context = { now: leavesAt, calendar, urgent: body.urgency === 'hoa_toc' };
  const planned = body.deadlines.flatMap(({ dueAt, overdueAt }): readonly PlannedReminder[] => {
    if (!dueAt) return [];
    const due = { dueAt: new Date(dueAt), overdueAt: new Date(overdueAt ?? dueAt) };
    return planReminders(due, settings.reminders, context);
  });
  const moments = new Set(planned.map(({ at }) => at.getTime()));
  return [...moments].sort((a, b) => a - b).map((at) => new Date(at));
}
