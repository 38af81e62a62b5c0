import { lastActOn } from '../store/event-log.ts';
import type { Turn } from './turn.ts';

/**
 * What somebody is told who came second: who was first and when, or `otherwise` when nobody was.
 * `action` is the pattern of what the first did, as it was logged.
 */
export async function alreadyDone(
  { tx, m }: Pick<Turn, 'tx' | 'm'>,
  subjectId: string,
  action: string,
  otherwise: string,
): Promise<string> {
  const first = await lastActOn(tx, subjectId, action);
  return first ? m.answer.doneBefore(first.name, first.at) : otherwise;
}
