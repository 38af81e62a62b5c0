import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeBlockers } from '../../../src/commands/compose/blockers.ts';
import type { LetterBody } from '../../../src/commands/compose/body.ts';
import { chosenDeadline } from '../../../src/commands/compose/deadline-input.ts';
import { loadScene, type Scene, withBody } from '../../../src/commands/compose/scene.ts';
import { messagesIn } from '../../../src/messages/messages.ts';
import { lockDraft } from '../../../src/store/drafts.ts';
import { type ComposeProvince, composeProvince } from './province.ts';

let province: ComposeProvince;
let scene: Scene;
let changed: (fields: Partial<LetterBody>) => Promise<Scene>;
const m = messagesIn('vi');

beforeAll(async () => {
  province = await composeProvince();
  const staff = await province.staff('composer', 'STC');
  await staff.type('/send 5/STC-NS');
  const draft = await lockDraft(province.db, (await staff.drafts())[0]?.id ?? '');
  if (!draft) throw new Error('no draft');
  const { engine, chat } = staff;
  const desk = { engine, tx: province.db, wake: () => {}, chat, m };
  const empty = await loadScene(desk, draft);
  changed = (fields) => withBody(desk, scene, { ...scene.body, ...fields });
  scene = await withBody(desk, empty, {
    ...empty.body,
    issuedOn: '2026-06-03',
    subject: 'báo cáo số liệu thu',
    text: 'Đề nghị các đơn vị báo cáo.',
    audience: { groups: [{ key: 'ubnd_xa', role: 'act' }], organisations: [], excluded: [] },
    deadlines: [chosenDeadline('2026-06-10', null, { m })],
    declared: true,
  });
});
afterAll(() => province.close());

test('a complete letter has no blocker', () => {
  expect(composeBlockers(scene)).toEqual([]);
});

describe('each thing that is missing or doubtful blocks the release and is explained', () => {
  const file = { uploadId: 'u', name: 'a.pdf', bytes: 1, circulation: 'normal' } as const;
  const printed = { number: null, symbol: null, issuedOn: null, issuer: 'SỞ NỘI VỤ' } as const;
  const due = (day: string) => chosenDeadline(day, null, { m });
  test.each<[string, () => Partial<LetterBody>]>([
    ['number-missing', () => ({ number: null })],
    ['number-missing', () => ({ symbol: null })],
    ['issue-date-missing', () => ({ issuedOn: null })],
    ['subject-missing', () => ({ subject: null })],
    ['content-missing', () => ({ text: '' })],
    ['audience-empty', () => ({ audience: { groups: [], organisations: [], excluded: [] } })],
    ['deadline-unconfirmed', () => ({ deadlines: [{ ...due('2026-06-10'), confirmed: false }] })],
    ['deadline-past', () => ({ deadlines: [due('2026-06-10'), due('2026-06-03')] })],
    ['short-message-too-long', () => ({ shortMessage: 'a'.repeat(960) })],
    [
      'short-message-restricted',
      () => ({ shortMessage: 'a', text: 'DỰ THẢO\n\nĐề nghị báo cáo.' }),
    ],
    [
      'short-message-restricted',
      () => ({
        shortMessage: 'a',
        files: [
          { ...file, fileId: '00000000-0000-4000-8000-00000000000f', circulation: 'internal' },
        ],
      }),
    ],
    [
      'audience-public',
      () => ({
        text: 'LƯU HÀNH NỘI BỘ\n\nĐề nghị báo cáo.',
        audience: {
          ...scene.body.audience,
          organisations: [{ id: province.ids.get('bao_ab') ?? '', role: 'inform' }],
        },
      }),
    ],
    ['declaration-missing', () => ({ declared: false })],
    ['files-checking', () => ({ files: [{ ...file, fileId: null }] })],
    ['field-doubtful', () => ({ doubtful: ['subject'] })],
    ['addressee-unsettled', () => ({ unmatched: [{ words: 'Hội X', suggestions: [] }] })],
    ['acknowledge-past', () => ({ ackDueAt: '2026-06-03T10:00:00Z' })],
    [
      'foreign-issuer',
      () => ({ printed: { ...printed, issuerId: province.ids.get('snv') ?? '' } }),
    ],
  ])('%s', async (blocker, fields) => {
    const blockers = composeBlockers(await changed(fields()));

    expect(blockers).toEqual([blocker]);
    expect(blockers.map((one) => m.compose.blocker(one)).join().length).toBeGreaterThan(20);
  });

  test('not-permitted', () => {
    expect(composeBlockers({ ...scene, offices: [] })).toEqual(['not-permitted']);
  });

  test('an acknowledgement that nobody is asked for cannot be late', async () => {
    const fields = { ackPolicy: 'none', ackDueAt: '2026-06-03T10:00:00Z' } as const;
    expect(composeBlockers(await changed(fields))).toEqual([]);
  });
});
