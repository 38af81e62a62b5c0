import { readBareDate, readBarePeriod, readBareRound, readTimesAWeek } from './bare.ts';
import { sentenceStart } from './clause.ts';
import type { Deadline } from './deadline.ts';
import { type OldLimit, readOldLimit, withExtension } from './extension.ts';
import { readImmediate } from './immediate.ts';
import { isOtherDate } from './not-deadlines.ts';
import type { DeadlineContext, Found, Reader } from './reader.ts';
import { readAnchorFirst, readCountedBack, readRelative } from './relative.ts';
import { readPrefixed, readTimed } from './timed.ts';
import { isNumber, sliceText, tokenize } from './tokens.ts';
import { register } from './vocabulary.ts';

type Rule = (reader: Reader, at: number) => Found | undefined;

/** Stands for every number among the words a rule opens with. */
const NUMBER = '#';

/**
 * The rules with the words their phrases open with. Where several fit a place the first wins, so the longer
 * constructions come first.
 */
const RULES: readonly (readonly [openers: string, rule: Rule])[] = [
  ['ngay', readImmediate],
  ['kể tính được bắt từ sau', readAnchorFirst],
  ['kể tính bắt từ thực áp kỳ lần định hằng hàng mỗi', readPrefixed],
  ['trước ít tối chậm muộn', readCountedBack],
  [`trong không tối chậm muộn thời ${NUMBER}`, readRelative],
  ['trước chậm muộn trễ không hạn đến tới cho xong trong ngay sang thời tiến', readTimed],
  [`${NUMBER} một hai ba bốn năm`, readTimesAWeek],
  ['vào ngày thứ chủ', readBareRound],
  ['đầu giữa cuối tháng quý quí năm', readBarePeriod],
];

/** By the number of the word. */
const RULES_BY_OPENER: readonly (readonly Rule[] | undefined)[] = (() => {
  const byOpener: Rule[][] = [];
  for (const [openers, rule] of RULES) {
    for (const word of openers.split(' ').map(register)) {
      byOpener[word] = [...(byOpener[word] ?? []), rule];
    }
  }
  return byOpener;
})();
const RULES_OF_NUMBERS = RULES_BY_OPENER[register(NUMBER)];
const INSTEAD = register('thay');

/**
 * Finds every time limit in a text, in the order of the text.
 *
 * Offsets point into `text` as given; phrases are NFC with blanks collapsed. Who owes it stays open (`appliesTo` is []).
 */
export function readDeadlines(text: string, context: DeadlineContext): readonly Deadline[] {
  const tokens = tokenize(text);
  const reader: Reader = { ...context, text, tokens };
  const deadlines: Deadline[] = [];
  let replaced: (OldLimit & { readonly sentence: number }) | undefined;
  for (let at = 0; at < tokens.length; ) {
    const old = tokens.numbers[at] === INSTEAD ? readOldLimit(reader, at, undefined) : undefined;
    if (old !== undefined) {
      replaced = { ...old, sentence: sentenceStart(tokens, at) };
      at = old.next;
      continue;
    }
    const found = findAt(reader, at);
    if (found === undefined) {
      at += 1;
      continue;
    }
    if (isOtherDate(reader, found)) {
      at = found.to;
      continue;
    }
    const isSameSentence = replaced?.sentence === sentenceStart(tokens, found.from);
    const limit = withExtension(reader, found, isSameSentence ? replaced : undefined);
    for (const draft of limit.drafts) {
      deadlines.push({
        id: `d${deadlines.length + 1}`,
        phrase: sliceText(text, tokens, limit.from, limit.to),
        kind: draft.kind,
        boundary: draft.boundary,
        namedDate: draft.namedDate,
        namedTime: draft.namedTime,
        dueAt: draft.dueAt,
        recurrence: draft.recurrence,
        firstDueAt: draft.firstDueAt,
        anchor: draft.anchor,
        offset: draft.offset,
        appliesTo: [],
        flags: draft.flags,
        ...(draft.supersedes && { supersedes: draft.supersedes }),
        ...(draft.examples && { examples: draft.examples }),
        start: tokens.starts[limit.from] ?? 0,
        end: tokens.ends[limit.to - 1] ?? 0,
      });
    }
    at = limit.resumeAt;
  }
  return deadlines;
}

function findAt(reader: Reader, at: number): Found | undefined {
  const { tokens } = reader;
  const rules = isNumber(tokens, at) ? RULES_OF_NUMBERS : RULES_BY_OPENER[tokens.numbers[at] ?? -1];
  if (rules !== undefined) {
    for (const rule of rules) {
      const found = rule(reader, at);
      if (found !== undefined) return found;
    }
  }
  return reader.timeCell === true ? readBareDate(reader, at) : undefined;
}
