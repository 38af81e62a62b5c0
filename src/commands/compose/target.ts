import { foldName } from '../../domain/directory/fold-name.ts';
import { isGeneral } from '../../domain/directory/general-words.ts';
import {
  matchAddressee,
  type SingleMatch,
  type Suggestion,
} from '../../domain/directory/match-addressee.ts';
import type { LetterBody, Target } from './body.ts';
import type { Directory } from './directory.ts';

type Named = Exclude<Target, 'everybody'>;

/** What printed words mean, or what they may mean. */
export type Reading =
  /** `isSuccessor`: the body that is printed has ended, others took its place. */
  | { readonly type: 'target'; readonly target: Target; readonly isSuccessor: boolean }
  | { readonly type: 'unknown'; readonly suggestions: readonly Suggestion[] };

/** Matching looks at every name there is, and one card asks for the same words several times. */
const remembered = new WeakMap<Directory, Map<string, Reading>>();

/** Finds whom printed words mean on the directory's day. */
export function readTarget(words: string, directory: Directory): Reading {
  const readings = remembered.get(directory) ?? new Map<string, Reading>();
  remembered.set(directory, readings);
  const reading = readings.get(words) ?? matchTarget(words, directory);
  readings.set(words, reading);
  return reading;
}

function matchTarget(words: string, directory: Directory): Reading {
  const match = matchAddressee(words, directory.bodies, directory.day);
  if (match.kind !== 'none') {
    const matches = match.kind === 'several' ? match.matches : [match];
    // One slip of the pen away: a person has to look.
    if (matches.some(({ near }) => near)) {
      return { type: 'unknown', suggestions: matches.map((one) => suggestionOf(one, directory)) };
    }
    const isSuccessor = matches.some((one) => one.kind === 'organisation' && one.via);
    return { type: 'target', target: targetOfMatches(matches), isSuccessor };
  }
  if (isGeneral(words)) return { type: 'target', target: 'everybody', isSuccessor: false };
  return { type: 'unknown', suggestions: match.suggestions };
}

function targetOfMatches(matches: readonly SingleMatch[]): Named {
  return {
    groups: matches.flatMap((match) => (match.kind === 'group' ? [match.key] : [])),
    organisations: matches.flatMap((match) => (match.kind === 'organisation' ? [match.id] : [])),
  };
}

function suggestionOf(match: SingleMatch, { groups, organisations }: Directory): Suggestion {
  if (match.kind === 'group') {
    return { kind: 'group', id: match.key, label: groups.get(match.key)?.name ?? match.key };
  }
  const label = organisations.get(match.id)?.name ?? match.id;
  return { kind: 'organisation', id: match.id, label };
}

/** The group or organisation that was suggested. */
export function targetOfSuggestion({ kind, id }: Suggestion): Named {
  return kind === 'group'
    ? { groups: [id], organisations: [] }
    : { groups: [], organisations: [id] };
}

/** As `readTarget`, but what a person said about these words comes first; undefined when nobody knows. */
export function meantBy(
  words: string,
  { meanings }: Pick<LetterBody, 'meanings'>,
  directory: Directory,
): Target | undefined {
  const said = meanings.find((meaning) => foldName(meaning.words) === foldName(words));
  if (said) return said.target;
  const reading = readTarget(words, directory);
  return reading.type === 'target' ? reading.target : undefined;
}
