import type { Directory } from './directory.ts';
import { foldGroupName, foldName } from './fold-name.ts';
import { isNearName, likeness } from './near-name.ts';
import { successorsOf } from './successors.ts';

export type { Directory } from './directory.ts';

/** Whom printed words mean. `near`: one slip of the pen away from exactly one name, so a person should look. */
export type SingleMatch =
  | { readonly kind: 'group'; readonly key: string; readonly near?: true }
  | {
      readonly kind: 'organisation';
      readonly id: string;
      /** The printed body has ended; this one took its place. */
      readonly via?: 'successor';
      readonly near?: true;
    };

/** A body or group the printed words resemble. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'group' | 'organisation';
  readonly id: string;
}

/** Whom a printed line of addressees means; `none` is shown to a person, never dropped. */
export type AddresseeMatch =
  | SingleMatch
  | { readonly kind: 'several'; readonly matches: readonly SingleMatch[] }
  | { readonly kind: 'none'; readonly suggestions: readonly Suggestion[] };

interface Candidate extends Suggestion {
  readonly names: readonly string[];
  readonly groupNames: readonly string[];
}

const MAX_SUGGESTIONS = 3;
const MIN_LIKENESS = 0.5;
const MAX_PIECES = 40;
const PARTING = /(?<=[,;])\s*|\s+(?=và\s)/u;

function candidatesOf({ groups, organisations }: Directory): readonly Candidate[] {
  const fold = (names: readonly string[]) => [
    ...new Set(names.map(foldName).filter((name) => name !== '')),
  ];
  return [
    ...groups.map(({ key, name, aliases }) => ({
      label: name,
      kind: 'group' as const,
      id: key,
      names: fold([name, ...aliases]),
      groupNames: [name, ...aliases].map(foldGroupName).filter((folded) => folded.includes(' ')),
    })),
    ...organisations.map(({ id, name, shortNames, aliases }) => ({
      label: name,
      kind: 'organisation' as const,
      id,
      names: fold([name, ...shortNames, ...aliases]),
      groupNames: [],
    })),
  ];
}

function clean(printed: string): string {
  return printed
    .replace(/^\s*(?:[-–+•*]\s*|và\s+)/u, '')
    .replace(/\s*\((?:[^()]*)\)\s*$/u, '')
    .replace(/[\s,;.]+$/u, '')
    .trim();
}

interface Search {
  readonly directory: Directory;
  readonly candidates: readonly Candidate[];
  readonly onDay: string;
}

function resolve(found: Candidate, { directory, onDay }: Search, near: boolean): AddresseeMatch {
  const flag = near ? { near: true as const } : {};
  if (found.kind === 'group') return { kind: 'group', key: found.id, ...flag };
  const body = directory.organisations.find(({ id }) => id === found.id);
  const none = { kind: 'none' as const, suggestions: [suggest(found)] };
  if (body === undefined || body.validFrom > onDay) return none;
  if (!body.validTo || body.validTo >= onDay)
    return { kind: 'organisation', id: found.id, ...flag };
  const heirs = successorsOf(found.id, directory, onDay).map((id) => ({
    kind: 'organisation' as const,
    id,
    via: 'successor' as const,
    ...flag,
  }));
  const [first] = heirs;
  if (first === undefined) return none;
  return heirs.length === 1 ? first : { kind: 'several', matches: heirs };
}

function suggest({ label, kind, id }: Candidate): Suggestion {
  return { label, kind, id };
}

/** Bodies that exist on the day come before those that have ended or not begun. */
function existing(found: readonly Candidate[], { directory, onDay }: Search): readonly Candidate[] {
  const alive = found.filter(
    ({ kind, id }) =>
      kind === 'group' ||
      directory.organisations.some(
        (body) =>
          body.id === id && body.validFrom <= onDay && (!body.validTo || body.validTo >= onDay),
      ),
  );
  return alive.length > 0 ? alive : found;
}

function matchWhole(
  printed: string,
  search: Search,
  allowNear: boolean,
): AddresseeMatch | undefined {
  const name = foldName(clean(printed));
  if (name === '') return undefined;
  const groupName = foldGroupName(clean(printed));
  const rounds: readonly ((candidate: Candidate) => boolean)[] = [
    ({ names }) => names.includes(name),
    ({ groupNames }) => groupNames.includes(groupName),
    ({ names }) => allowNear && names.some((known) => isNearName(known, name)),
  ];
  for (const [round, fits] of rounds.entries()) {
    const found = existing(search.candidates.filter(fits), search);
    const [only] = found;
    if (only === undefined) continue;
    return found.length === 1
      ? resolve(only, search, round === 2)
      : { kind: 'none', suggestions: found.slice(0, MAX_SUGGESTIONS).map(suggest) };
  }
  return undefined;
}

function singles(match: AddresseeMatch | undefined): readonly SingleMatch[] | undefined {
  if (match === undefined || match.kind === 'none') return undefined;
  return match.kind === 'several' ? match.matches : [match];
}

/** Cuts a line at commas, semicolons and "và" so that every piece is a known name; undefined when it cannot be done. */
function matchPieces(printed: string, search: Search): readonly SingleMatch[] | undefined {
  const parts = printed.split(PARTING);
  if (parts.length < 2 || parts.length > MAX_PIECES) return undefined;
  const best: (readonly SingleMatch[] | undefined)[] = [[]];
  for (let end = 1; end <= parts.length; end += 1) {
    for (let start = 0; start < end && best[end] === undefined; start += 1) {
      const before = best[start];
      if (before === undefined || end - start === parts.length) continue;
      const found = singles(matchWhole(parts.slice(start, end).join(' '), search, false));
      if (found !== undefined) best[end] = [...before, ...found];
    }
  }
  return best[parts.length];
}

/**
 * Finds whom one printed line of Kính gửi or Nơi nhận means on a day.
 *
 * Tried in this order: the name or an alias; a group with its parts in another order; several bodies in one
 * line, only when every piece is known; a name that is one slip of the pen away and has no rival. A body
 * that has ended leads to its successors.
 */
export function matchAddressee(
  printed: string,
  directory: Directory,
  onDay: string,
): AddresseeMatch {
  const search = { directory, candidates: candidatesOf(directory), onDay };
  const exact = matchWhole(printed, search, false);
  if (exact !== undefined) return exact;
  const pieces = matchPieces(printed, search);
  if (pieces !== undefined) return { kind: 'several', matches: pieces };
  const near = matchWhole(printed, search, true);
  if (near !== undefined) return near;

  const name = foldName(clean(printed));
  const suggestions = search.candidates
    .map((candidate) => ({
      candidate,
      score: Math.max(0, ...candidate.names.map((known) => likeness(known, name))),
    }))
    .filter(({ score }) => score >= MIN_LIKENESS)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ candidate }) => suggest(candidate));
  return { kind: 'none', suggestions };
}
