import type { Calendar } from '../calendar.ts';
import { hasYearConflict } from './citations.ts';
import type { Document } from './document.ts';
import type { Layout } from './lay-out.ts';
import { findMisprints } from './misprints.ts';
import { isReferral } from './noi-nhan.ts';
import { firstRoman } from './outline.ts';
import { findReferences } from './references.ts';

const FOR_REPORT = /^(?:để\s+)?(?:b\/c|báo cáo|biết|theo dõi|t\/d|chỉ đạo|c\/đ|luu$)/iu;

/** What a warning is drawn from. */
export interface WarningInput {
  readonly document: Omit<Document, 'warnings'>;
  readonly layout: Layout;
  readonly calendar: Calendar;
  readonly isDegraded: boolean;
  readonly isSymbolDamaged: boolean;
}

function startsWithoutOne({ pieces }: Layout): boolean {
  const first = firstRoman(pieces.filter(({ zone }) => zone === 'body'));
  return first !== undefined && first !== 'I';
}

/** Hints for a person, each a code, or a code, a colon and a detail. Nothing here changes a value. */
export function collectWarnings(input: WarningInput): readonly string[] {
  const { document, layout, calendar } = input;
  const unlisted = document.noiNhan
    .filter((entry) => !isReferral(entry) && !FOR_REPORT.test(entry.purpose ?? ''))
    .map(({ text }) => text);
  const unofficial = document.deadlines
    .filter(
      ({ kind, dueAt }) =>
        kind === 'relative' && dueAt !== null && !calendar.isOfficial(dueAt.slice(0, 10)),
    )
    .map(({ dueAt }) => dueAt?.slice(0, 4) ?? '');
  const isListed = document.attachments.some((name) => findReferences(name).length > 0);
  return [
    ...document.publishBlockers,
    ...(startsWithoutOne(layout) ? ['numbering_starts_without_I'] : []),
    ...(layout.interleaved.length > 0
      ? [`footnotes_interleaved:${layout.interleaved.join(',')}`]
      : []),
    ...findMisprints(layout.text),
    ...document.citations
      .filter(hasYearConflict)
      .map(({ reference }) => `citation_year_conflict:${reference}`),
    ...(document.deadlines.length === 0 ? ['no_deadline'] : []),
    ...(isListed ? ['attachments_listed_but_not_supplied'] : []),
    ...(document.recipientsSource !== 'noi_nhan' && unlisted.length > 0
      ? [`recipient_without_listing:${unlisted.join('; ')}`]
      : []),
    ...(document.circulation === 'normal'
      ? []
      : [`circulation_restricted:${document.circulation}`]),
    ...[...new Set(unofficial)].map((year) => `calendar_not_official:${year}`),
    ...(input.isSymbolDamaged ? ['symbol_hyphen_lost'] : []),
    ...(input.isDegraded ? ['degraded_text'] : []),
  ];
}
