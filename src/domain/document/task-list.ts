import { foldTone } from '../fold-tone.ts';
import type { Task } from './document.ts';

/** A task while it is being collected. */
export interface OpenTask {
  readonly assignee: string;
  readonly locator: string;
  readonly isImplicit: boolean;
  readonly parent: OpenTask | undefined;
  readonly items: Set<string>;
  readonly collaborators: string[];
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly task: OpenTask;
}

/** Tasks in the order of first appearance, one per assignee, and the stretches of text that belong to each. */
export interface TaskList {
  open(
    assignee: string,
    at: { locator: string; parent?: OpenTask | undefined; isImplicit?: boolean },
  ): OpenTask;
  /** Says that the text [start, end) is about `task`. Later claims are narrower and win. */
  claim(task: OpenTask, start: number, end: number): void;
  ownerAt(offset: number): OpenTask | undefined;
  finish(deadlineIds: (task: OpenTask) => readonly string[]): readonly Task[];
}

function keyOf(assignee: string): string {
  return foldTone(assignee).toLowerCase().replace(/\s+/g, ' ');
}

/** Starts an empty list. */
export function createTaskList(): TaskList {
  const tasks = new Map<string, OpenTask>();
  const ranges: Range[] = [];
  // By start; of two that start together the later claim comes last. Sorted when first asked.
  let sorted: readonly Range[] | undefined;
  return {
    open(assignee, { locator, parent, isImplicit = false }) {
      const key = keyOf(assignee);
      const known = tasks.get(key);
      if (known !== undefined) return known;
      const task = {
        assignee,
        locator,
        isImplicit,
        parent,
        items: new Set<string>(),
        collaborators: [],
      };
      tasks.set(key, task);
      return task;
    },
    claim(task, start, end) {
      ranges.push({ start, end, task });
      sorted = undefined;
    },
    ownerAt(offset) {
      sorted ??= [...ranges].sort((a, b) => a.start - b.start);
      let at = countUpTo(sorted, offset) - 1;
      while (at >= 0 && (sorted[at]?.end ?? 0) <= offset) at -= 1;
      return sorted[at]?.task;
    },
    finish(deadlineIds) {
      const kept = [...tasks.values()].filter(({ items }) => items.size > 0);
      const ids = nameTasks(kept);
      return kept.map((task) => {
        const parent = task.parent && ids.get(task.parent);
        return {
          id: ids.get(task) ?? '',
          assignee: task.assignee,
          items: [...task.items],
          deadlineIds: deadlineIds(task),
          ...(task.collaborators.length > 0 && { collaborators: [...new Set(task.collaborators)] }),
          ...(task.locator !== '' && { locator: task.locator }),
          ...(parent !== undefined && { parent }),
          ...(task.isImplicit && { implicit: true }),
        };
      });
    },
  };
}

/** How many ranges start at or before `offset`. */
function countUpTo(sorted: readonly Range[], offset: number): number {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers tasks t1, t2, …; a part of a task carries its name and a letter: t1a. */
function nameTasks(tasks: readonly OpenTask[]): ReadonlyMap<OpenTask, string> {
  const ids = new Map<OpenTask, string>();
  const children = new Map<OpenTask, number>();
  let count = 0;
  for (const task of tasks) {
    const parentId = task.parent && ids.get(task.parent);
    if (task.parent === undefined || parentId === undefined) {
      count += 1;
      ids.set(task, `t${count}`);
    } else {
      const nth = children.get(task.parent) ?? 0;
      children.set(task.parent, nth + 1);
      ids.set(task, `${parentId}${nth < 26 ? String.fromCharCode(0x61 + nth) : `-${nth + 1}`}`);
    }
  }
  return ids;
}
