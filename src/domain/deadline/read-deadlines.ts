import type { Deadline } from './deadline.ts';
import { readImmediate } from './immediate.ts';
import type { DeadlineContext, Found, Reader } from './reader.ts';
import { readAnchorFirst, readCountedBack, readRelative } from './relative.ts';
import { readPrefixed, readTimed } from './timed.ts';
import { sliceText, tokenize } from './tokens.ts';

type Rule = (reader: Reader, at: number) => Found | undefined;

/** In this order: the first rule that fits a place wins, so the longer constructions come first. */
const RULES: readonly Rule[] = [
  readImmediate,
  readAnchorFirst,
  readPrefixed,
  readCountedBack,
  readRelative,
  readTimed,
];

/**
 * Finds every time limit in a text, in the order of the text.
 *
 * Offsets point into `text` as given; phrases are NFC with blanks collapsed. Who owes it stays open (`appliesTo` is []).
 */
export function readDeadlines(text: string, context: DeadlineContext): readonly Deadline[] {
  const tokens = tokenize(text);
  const reader: Reader = { ...context, text, tokens };
  const deadlines: Deadline[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = findAt(reader, at);
    if (found === undefined) {
      at += 1;
      continue;
    }
    for (const draft of found.drafts) {
      deadlines.push({
        ...draft,
        id: `d${deadlines.length + 1}`,
        phrase: sliceText(text, tokens, found.from, found.to),
        appliesTo: [],
        start: tokens[found.from]?.start ?? 0,
        end: tokens[found.to - 1]?.end ?? 0,
      });
    }
    at = found.to;
  }
  return deadlines;
}

function findAt(reader: Reader, at: number): Found | undefined {
  for (const rule of RULES) {
    const found = rule(reader, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
