import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messagesIn } from '../../src/messages/messages.ts';
import { type SmallProvince, smallProvince } from '../support/small-province.ts';

const m = messagesIn('vi');
const { unsure } = m.progress;
let p: SmallProvince;
beforeEach(async () => {
  p = await smallProvince({ communes: 2 });
});
afterEach(async () => {
  expect(p.network.violations).toEqual([]);
  await p.close();
});

const group = () => p.communes[0]?.group ?? 0;
const cards = () =>
  p.network.world.messages(group()).filter((one) => one.text.includes('Số 15/STL-PCTT'));

/** Loses the answer to the first commune's card, then opens the list from the progress card. */
async function openList(kind: 'accept-then-close' | 'server-error', times = 1) {
  p.network.faults.add({ kind, method: 'sendMessage', chat: group(), times });
  await p.release();
  await p.settle();
  p.advance(5_000);
  await p.settle();
  return list();
}

async function list() {
  const progress = p.composer
    .sees(p.composer.id)
    .findLast(({ buttons }) => buttons.flat().some(({ text }) => text === unsure.button(1)));
  p.composer.press(p.composer.id, progress?.messageId ?? 0, unsure.button(1));
  await p.settle();
  return p.network.next(p.composer.id, unsure.title('15/STL-PCTT', 1));
}

async function press(person: typeof p.composer, messageId: number, label: string) {
  const id = person.press(p.composer.id, messageId, label);
  await p.settle();
  return person.answersTo(id)[0]?.text;
}

test('staff see who is concerned, send the one marked copy, and no third one ever follows', async () => {
  const shown = await openList('accept-then-close');
  expect(shown.text).toContain('UBND xã An Phú');

  expect(await press(p.composer, shown.messageId, unsure.resend(1))).toBe(m.answer.noted);
  expect(await press(p.composer, shown.messageId, unsure.resend(1))).toBe(unsure.resentBefore);
  for (let minute = 0; minute < 5; minute += 1) {
    p.advance(60_000);
    await p.tick();
  }

  expect(cards().map(({ text }) => text.includes(m.card.resent))).toEqual([false, true]);
});

test('a message that staff say has arrived is not sent again', async () => {
  const shown = await openList('accept-then-close');

  expect(await press(p.composer, shown.messageId, unsure.arrived(1))).toBe(m.answer.noted);
  expect(await press(p.composer, shown.messageId, unsure.resend(1))).toContain(
    'Trần Thu Hà đã xử lý lúc',
  );
  p.advance(600_000);
  await p.tick();

  expect(cards()).toHaveLength(1);
  const { rows } = await p.engine.db.query<{ actor: string; detail: unknown }>(
    `select actor, detail from event_log where action = 'uncertain-part-decided'`,
  );
  expect(rows).toEqual([{ actor: `person:${p.composerId}`, detail: { decision: 'arrived' } }]);
  const progress = p.composer
    .sees(p.composer.id)
    .find(({ text }) => text.includes('✅ Đã gửi 2/2'));
  expect(progress).toBeDefined();
});

test('where the resend is uncertain, too, only its arrival can be decided', async () => {
  await openList('server-error', 2);
  p.advance(120_000);
  await p.tick();
  p.advance(5_000);
  await p.tick();

  const shown = await list();
  expect(shown.buttons.flat().map(({ text }) => text)).toEqual([unsure.arrived(1)]);
});

test('somebody from elsewhere cannot decide', async () => {
  const shown = await openList('accept-then-close');
  const data = shown.buttons.flat()[0]?.callback_data ?? '';
  const [clerk] = p.communes;
  if (!clerk) throw new Error('no commune');

  const id = clerk.clerk.pressRaw(clerk.group, 1, data);
  await p.settle();

  expect(clerk.clerk.answersTo(id)[0]?.text).toBe(m.answer.unknown);
});
