import type { Directory } from './directory.ts';

const SUCCESSION = new Set(['merged_into', 'split_into', 'renamed_to']);
const MAX_STEPS = 1000;

/**
 * Follows an ended body to those that took its place by `onDay`, in the order of the links.
 *
 * A moved function counts only when nobody inherited the body as a whole.
 */
export function successorsOf(id: string, directory: Directory, onDay: string): readonly string[] {
  const seen = new Set([id]);
  const heirs: string[] = [];
  const waiting = [id];
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const from = waiting.shift();
    if (from === undefined) break;
    const links = directory.links.filter(
      ({ fromId, effective, type }) =>
        fromId === from && effective <= onDay && type !== 'dissolved',
    );
    const whole = links.filter(({ type }) => SUCCESSION.has(type));
    for (const { toId } of whole.length > 0 ? whole : links) {
      if (seen.has(toId)) continue;
      seen.add(toId);
      const body = directory.organisations.find((candidate) => candidate.id === toId);
      if (body === undefined) continue;
      if (body.validTo && body.validTo < onDay) waiting.push(toId);
      else if (body.validFrom <= onDay) heirs.push(toId);
    }
  }
  return heirs;
}
