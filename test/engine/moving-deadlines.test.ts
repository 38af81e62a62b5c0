import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { markOverdueObligations } from '../../src/engine/mark-overdue.ts';
import type { ReleaseDeadline } from '../../src/engine/release-directive.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

let p: SmallProvince;
beforeEach(async () => {
  // Monday 5/1/2026, 09:00.
  p = await smallProvince({ communes: 2 });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const undated: ReleaseDeadline = {
  phrase: 'trong vòng 04 ngày làm việc kể từ ngày nhận được văn bản',
  kind: 'relative',
  boundary: 'within',
  namedDate: null,
  namedTime: null,
  dueAt: null,
  overdueAt: null,
  recurrence: null,
  anchor: 'receipt',
  offset: 'P4WD',
  flags: ['needs_anchor'],
};

const weekly: ReleaseDeadline = {
  ...undated,
  phrase: 'trước 10h00 thứ Năm hằng tuần',
  kind: 'recurring',
  boundary: 'before',
  namedDate: '2026-01-08',
  namedTime: '10:00',
  dueAt: new Date('2026-01-08T03:00:00Z'),
  overdueAt: new Date('2026-01-08T03:00:00Z'),
  recurrence: 'FREQ=WEEKLY;BYDAY=TH;BYHOUR=10;BYMINUTE=0',
  anchor: null,
  offset: null,
  flags: [],
};

const monthly: ReleaseDeadline = {
  ...weekly,
  phrase: 'trước ngày 18 hằng tháng',
  namedDate: '2026-01-18',
  namedTime: null,
  dueAt: new Date('2026-01-17T16:59:59Z'),
  overdueAt: new Date('2026-01-18T16:59:59Z'),
  recurrence: 'FREQ=MONTHLY;BYMONTHDAY=18',
};

async function release(deadline: ReleaseDeadline, ackPolicy: 'any-one' | 'none' = 'any-one') {
  await p.release({
    ackPolicy,
    deadlines: [deadline],
    audience: p.communes.map(({ organisationId }) => ({
      organisationId,
      role: 'act',
      tasks: [],
      deadlines: [0],
    })),
  });
  await p.settle();
}

const commune = (index: number) => {
  const found = p.communes[index];
  if (!found) throw new Error('no commune');
  return found;
};
const pressIn = async (index: number, label: string) => {
  const { clerk, group } = commune(index);
  const card = await p.network.next(group, 'Số 15/STL-PCTT');
  clerk.press(group, card.messageId, label);
  await p.settle();
};

/** What one commune owes as reports: round, date, state, number of reminders still to come. */
async function owed(index: number): Promise<readonly string[]> {
  const { rows } = await p.engine.db.query<{
    occurrence: number;
    dueAt: Date | null;
    overdueAt: Date | null;
    state: string;
    planned: number;
  }>(
    `select b.occurrence, b.due_at as "dueAt", b.overdue_at as "overdueAt", b.state,
       (select count(*)::int from reminder r where r.obligation_id = b.id and r.state = 'planned') as planned
     from obligation b where b.organisation_id = $1 and b.kind = 'report' order by b.occurrence`,
    [commune(index).organisationId],
  );
  return rows.map(({ occurrence, dueAt, overdueAt, state, planned }) =>
    [
      occurrence,
      dueAt?.toISOString() ?? '–',
      overdueAt?.toISOString() ?? '–',
      state,
      planned > 0 ? 'reminded' : 'silent',
    ].join(' '),
  );
}

describe('a deadline counted from receipt', () => {
  test('has no date and no reminders until the organisation acknowledges, then its own', async () => {
    await release(undated);
    expect(await owed(0)).toEqual(['1 – – open silent']);

    p.advance(24 * 3_600_000);
    await pressIn(0, '✅ Đã tiếp nhận');

    // Acknowledged on Tuesday 6/1: working days 7, 8, 9 and the worked Saturday 10/1.
    expect(await owed(0)).toEqual([
      '1 2026-01-10T16:59:59.000Z 2026-01-10T16:59:59.000Z open reminded',
    ]);
    expect(await owed(1)).toEqual(['1 – – open silent']);
    const shown = commune(0).clerk.sees(commune(0).group).at(-1);
    expect(shown?.text).toContain(`${undated.phrase} (nộp chậm nhất hết thứ Bảy 10/1`);
  });

  test('runs from the minute when it is counted in hours', async () => {
    await release({ ...undated, offset: 'PT24H' });

    await pressIn(0, '✅ Đã tiếp nhận');

    const [only = ''] = await owed(0);
    expect(only).toMatch(/^1 2026-01-06T02:0/);
  });

  test('runs from the release when nobody is asked to acknowledge', async () => {
    await release({ ...undated, offset: 'P3WD' }, 'none');

    expect(await owed(0)).toEqual([
      '1 2026-01-08T16:59:59.000Z 2026-01-08T16:59:59.000Z open reminded',
    ]);
  });

  test('that waits for an event stays without a date', async () => {
    await release({
      ...undated,
      kind: 'event',
      anchor: 'event:tiếp nhận phản ánh',
      offset: 'PT2H',
    });

    await pressIn(0, '✅ Đã tiếp nhận');

    expect(await owed(0)).toEqual(['1 – – open silent']);
  });
});

describe('a recurring deadline', () => {
  test('asks for the next round once one is met, and never for more', async () => {
    await release(weekly);

    await pressIn(0, 'Báo cáo không phát sinh');

    expect(await owed(0)).toEqual([
      '1 2026-01-08T03:00:00.000Z 2026-01-08T03:00:00.000Z met silent',
      '2 2026-01-15T03:00:00.000Z 2026-01-15T03:00:00.000Z open reminded',
    ]);
    expect(await owed(1)).toHaveLength(1);
  });

  test('asks for the next round once one has passed, once', async () => {
    await release(weekly);
    p.advance(4 * 24 * 3_600_000);

    await markOverdueObligations(p.engine);
    await markOverdueObligations(p.engine);

    expect(await owed(0)).toEqual([
      expect.stringContaining('1 2026-01-08T03:00:00.000Z'),
      '2 2026-01-15T03:00:00.000Z 2026-01-15T03:00:00.000Z open reminded',
    ]);
    await p.settle();
    const { clerk, group } = commune(0);
    await pressIn(0, 'Báo cáo không phát sinh');
    expect((await owed(0)).map((line) => line.split(' ')[3])).toEqual(['late', 'open']);
    p.advance(60_000);
    await p.settle();
    const cards = clerk.sees(group).filter(({ text }) => text.includes('Số 15/STL-PCTT'));
    expect(cards.at(-1)?.text).toContain('10h00 thứ Năm 15/1');
  });

  test('keeps the strict and the lenient end of a day apart in every round', async () => {
    await release(monthly);

    await pressIn(0, 'Báo cáo không phát sinh');

    expect((await owed(0))[1]).toBe(
      '2 2026-02-17T16:59:59.000Z 2026-02-18T16:59:59.000Z open reminded',
    );
  });

  test('of a recalled directive asks for nothing more', async () => {
    await release(weekly);
    await p.engine.db.query(`update directive set state = 'recalled'`);
    p.advance(4 * 24 * 3_600_000);

    await markOverdueObligations(p.engine);

    expect(await owed(0)).toHaveLength(1);
  });
});

describe('what is overdue', () => {
  const stale = async () => {
    const { rows } = await p.engine.db.query<{ key: string }>(
      `select o.key from part p join delivery d on d.id = p.delivery_id
       join organisation o on o.id = d.organisation_id
       where p.kind = 'card' and p.stale order by o.key`,
    );
    return rows.map(({ key }) => key);
  };
  const keyOf = async (index: number) => {
    const { rows } = await p.engine.db.query<{ key: string }>(
      'select key from organisation where id = $1',
      [commune(index).organisationId],
    );
    return rows[0]?.key;
  };

  test('shows on the cards of those whose last moment has passed', async () => {
    const dueAt = new Date('2026-01-08T03:00:00Z');
    await release({ ...weekly, kind: 'fixed', recurrence: null, dueAt, overdueAt: dueAt }, 'none');
    await p.engine.db.query(
      `update obligation set extended_to = '2026-02-01T03:00:00Z' where organisation_id = $1`,
      [commune(1).organisationId],
    );
    p.advance(4 * 24 * 3_600_000);

    expect(await markOverdueObligations(p.engine)).toEqual({ overdue: 1 });

    expect(await stale()).toEqual([await keyOf(0)]);
    await p.settle();
    expect(commune(0).clerk.sees(commune(0).group).at(-1)?.text).toMatch(/quá hạn/i);

    p.advance(30 * 24 * 3_600_000);
    expect(await markOverdueObligations(p.engine)).toEqual({ overdue: 1 });
    expect(await stale()).toEqual([await keyOf(1)]);
  });

  test('is all marked at once, however much it is', async () => {
    await release({ ...weekly, kind: 'fixed', recurrence: null }, 'none');
    await p.engine.db.query(
      `insert into obligation (directive_id, version_id, organisation_id, kind, occurrence, due_at, overdue_at, state)
       select directive_id, version_id, organisation_id, kind, n, due_at, overdue_at, state
       from obligation, generate_series(2, 240) n`,
    );
    p.advance(4 * 24 * 3_600_000);

    expect(await markOverdueObligations(p.engine)).toEqual({ overdue: 480 });
    expect(await markOverdueObligations(p.engine)).toEqual({ overdue: 0 });
  });
});

describe('a document of restricted circulation', () => {
  test.each(['internal', 'return_after_reading', 'draft'] as const)(
    '(%s) is not released to the press',
    async (circulation) => {
      await p.engine.db.query(`update organisation set kind = 'bao_chi' where id = $1`, [
        commune(1).organisationId,
      ]);

      await expect(p.release({ circulation })).rejects.toThrow(/may not go to press/);

      const { rows } = await p.engine.db.query('select 1 from directive');
      expect(rows).toEqual([]);
    },
  );
});
