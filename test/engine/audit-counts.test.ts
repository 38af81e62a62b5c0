import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { auditCounts } from '../../src/engine/audit-counts.ts';
import { messagesIn } from '../../src/messages/messages.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

const day = 24 * 3_600_000;
const m = messagesIn('vi');
let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince();
  await p.release();
  await p.settle();
});
afterEach(() => p.close());

const audited = async () => {
  const { rows } = await p.engine.db.query<{ detail: { differences: { what: string }[] } }>(
    `select detail from event_log where action = 'counts-audited' order by seq`,
  );
  return rows.map(({ detail }) => detail.differences.map(({ what }) => what));
};

test('a release that went well has no differences, and is counted once a night', async () => {
  const [first] = p.communes;
  const card = await p.network.next(first?.group ?? 0, 'Số 15/STL-PCTT');
  first?.clerk.press(first.group, card.messageId, m.card.buttons.acknowledge);
  await p.settle();

  expect(await auditCounts(p.engine)).toEqual({ audited: 1, differences: 0 });
  expect(await auditCounts(p.engine)).toEqual({ audited: 0, differences: 0 });
  p.advance(day);
  expect(await auditCounts(p.engine)).toEqual({ audited: 1, differences: 0 });
  expect(await audited()).toEqual([[], []]);
});

const breakages: readonly (readonly [what: string, sql: string])[] = [
  [
    'member-without-delivery',
    `with gone as (delete from part where delivery_id in (select id from delivery limit 1) returning delivery_id)
     delete from delivery where id in (select delivery_id from gone)`,
  ],
  ['member-not-fanned-out', 'update audience set fanned_out = false'],
  ['obligation-missing', 'delete from obligation'],
  ['met-without-acknowledgement', `update obligation set state = 'met'`],
  [
    'message-never-ended',
    `update part set state = 'sending', lease_until = '2026-01-01' where kind = 'card'`,
  ],
  ['message-sent-without-id', `update part set message_id = null where kind = 'card'`],
  [
    'acknowledged-but-open',
    `insert into acknowledgement (directive_id, version_id, organisation_id, person_id, role, status, way, at)
     select b.directive_id, b.version_id, b.organisation_id, q.person_id, 'clerk', 'acknowledged', 'button', '2026-01-05'
     from obligation b join position q on q.organisation_id = b.organisation_id limit 1`,
  ],
  [
    'acknowledgement-without-position',
    `insert into acknowledgement (directive_id, version_id, organisation_id, person_id, role, status, way, at)
     select b.directive_id, b.version_id, b.organisation_id, r.created_by, 'clerk', 'acknowledged', 'button', '2026-01-05'
     from obligation b join directive r on r.id = b.directive_id limit 1`,
  ],
];

test.each(breakages)('%s is found, logged, recorded and told', async (what, sql) => {
  await p.engine.db.query(`update staff set role = 'admin'`);
  await p.engine.db.query(sql);

  const { differences } = await auditCounts(p.engine);
  await p.settle();

  expect(differences).toBeGreaterThan(0);
  expect((await audited()).flat()).toContain(what);
  expect(p.logged.some((line) => line.startsWith('counts differ') && line.includes(what))).toBe(
    true,
  );
  await p.network.next(p.composer.id, 'Đối soát đêm');
});
