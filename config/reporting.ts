import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const dayOfMonth = z.int().min(1).max(28);
const point = z.strictObject({
  /** Months from the last month of the reported period: 0 is that month, -1 the one before. */
  month: z.int().min(-12).max(0),
  day: dayOfMonth,
});

const regime = z.strictObject({
  period: z.enum(['month', 'quarter', 'half-year', 'year']),
  /** First and last day of the data a report covers. */
  data: z.strictObject({ from: point, to: point }),
  /** Day of the period's last month by which the report of each level is in; `central`: the Government has it. */
  due: z
    .strictObject({
      commune: dayOfMonth,
      district: dayOfMonth,
      province: dayOfMonth,
      central: dayOfMonth,
    })
    .refine((due) => due.commune <= due.district && due.district <= due.province, {
      error: 'a lower level reports no later than the one above it',
    })
    .refine((due) => due.province <= due.central, {
      error: 'a lower level reports no later than the one above it',
    }),
});

const schema = z.strictObject({
  source: z.string().min(1),
  regimes: z
    .array(regime)
    .min(1)
    .refine((list) => new Set(list.map((each) => each.period)).size === list.length, {
      error: 'a period is listed twice',
    }),
});

/** Regular reports: per period the data window and the due day of each level. */
export type Reporting = Readonly<z.infer<typeof schema>>;

/** Reads and checks the reporting regimes; throws one error naming the file and every bad field. */
export function loadReporting(file: string): Reporting {
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}:\n${z.prettifyError(result.error)}`);
  return result.data;
}
