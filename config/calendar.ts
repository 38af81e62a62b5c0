import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Calendar, type CalendarYear, createCalendar } from '../src/domain/calendar.ts';
import { isDay, weekdayOf } from '../src/domain/day.ts';

const day = z.string().refine(isDay, { error: 'not a day written YYYY-MM-DD' });
const weekday = day.refine((text) => weekdayOf(text) <= 5, { error: 'falls on a weekend' });
const saturday = day.refine((text) => weekdayOf(text) === 6, { error: 'is not a Saturday' });

const schema = z
  .strictObject({
    year: z.int().min(2000).max(2199),
    /** `official` once the Government has announced the year; anything else makes computed dates carry a warning. */
    status: z.enum(['official', 'draft', 'pending']),
    /** Where the days come from, for whoever edits the file next. */
    source: z.string().min(1),
    /** Weekdays off by law, compensation for weekends included. */
    off: z.array(weekday),
    /** Weekdays off that are worked on a Saturday instead. */
    off_swapped: z.array(weekday).default([]),
    working_saturdays: z.array(saturday).default([]),
    /** Weekdays that may yet become days off. */
    pending: z.array(weekday).default([]),
  })
  .refine((file) => allDays(file).every((text) => Number(text.slice(0, 4)) === file.year), {
    error: 'a day lies outside the year of the file',
  })
  .refine((file) => new Set(allDays(file)).size === allDays(file).length, {
    error: 'a day is listed twice',
  });

interface DayLists {
  readonly off: readonly string[];
  readonly off_swapped: readonly string[];
  readonly working_saturdays: readonly string[];
  readonly pending: readonly string[];
}

function allDays(file: DayLists): readonly string[] {
  return [...file.off, ...file.off_swapped, ...file.working_saturdays, ...file.pending];
}

/** Reads and checks one year file; throws one error naming the file and every bad field. */
export function loadCalendarYear(file: string): CalendarYear {
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}:\n${z.prettifyError(result.error)}`);
  const { off_swapped, working_saturdays, ...rest } = result.data;
  return { ...rest, offSwapped: off_swapped, workingSaturdays: working_saturdays };
}

function yearFiles(dir: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(dir);
  } catch {
    throw new Error(
      `The calendar folder ${dir} cannot be read. Copy the folder config/calendar beside the configuration, ` +
        'or name another one under `calendar`.',
    );
  }
  return names.filter((name) => /^\d{4}\.yaml$/.test(name)).toSorted();
}

/** Builds the working calendar from every `YYYY.yaml` in `dir`; throws when there is none or a year comes twice. */
export function loadCalendar(dir: string): Calendar {
  const files = yearFiles(dir);
  if (files.length === 0) throw new Error(`${dir}: no calendar year (YYYY.yaml) found`);
  const years = files.map((name) => {
    const year = loadCalendarYear(join(dir, name));
    if (name !== `${year.year}.yaml`) throw new Error(`${join(dir, name)}: holds ${year.year}`);
    return year;
  });
  return createCalendar(years);
}
