import { afterEach, describe, expect, test } from '@jest/globals';
import { dialogues } from '../../src/commands/dialogues.ts';
import { questionDialogue } from '../../src/commands/question.ts';
import { questions } from '../../src/commands/questions.ts';
import { completeLetter } from '../support/letters.ts';
import { type Mortal, mortal, nothingWalked } from '../support/mortal.ts';
import { bindZaloPerson, type SmallProvince, smallProvince } from '../support/small-province.ts';
import { afterRelease } from '../support/walks/after-release.ts';
import { belonging } from '../support/walks/belonging.ts';
import { composing, secondPerson } from '../support/walks/composing.ts';
import { officials } from '../support/walks/officials.ts';
import { bytes, count, inGroup } from '../support/walks/walk.ts';
import { zaloPhone } from '../support/zalo-phone.ts';

/**
 * Every dialogue, with the product killed between what somebody does and what comes of it, and again
 * after that. A new dialogue is a line in one of the walks.
 */

const walked = nothingWalked();
let p: SmallProvince;
async function start(options: Parameters<typeof smallProvince>[0]): Promise<Mortal> {
  p = await smallProvince(options);
  return mortal(p, walked);
}

describe('survives', () => {
  afterEach(async () => {
    expect(p.network.violations).toEqual([]);
    await p.close();
  });

  describe('on Telegram', () => {
    test.each(Object.entries({ ...composing, ...afterRelease, ...officials, ...belonging }))(
      '%s',
      async (_name, walk) => {
        const world = await start({ communes: 1 });
        await walk(world);
        expect(world.deaths()).toBeGreaterThan(3);
      },
      240_000,
    );
  });

  test('a directive that a second person sends back, approves, takes back and approves', async () => {
    const world = await start({
      communes: 2,
      settings: {
        approval: { fromRecipients: null, urgencies: ['khan'], publicChannels: false },
        release: { undoMs: 30_000, flashAtOnce: true },
      },
    });
    await secondPerson(world);
  }, 240_000);

  test('on Zalo, a directive composed by numbers', async () => {
    const world = await start({ communes: 1, zaloCommunes: 1 });
    const person = p.zalo().network.people.add({ name: 'Trần Thu Hà' });
    await bindZaloPerson(p, person, { officeId: p.officeId, role: 'composer' });
    const specialist = zaloPhone(world, person);
    await specialist.sendFile('27-STL-PCTT.txt', bytes(completeLetter));
    await specialist.choose('Hạn 1 đúng');
    await specialist.choose('Xem trước');
    await specialist.choose('Không thuộc danh mục');
    await specialist.choose('Phát hành');
    specialist.sees('Đã phát hành 27/STL-PCTT đến 2 đơn vị');
    expect([await count(world, 'directive'), await count(world, 'delivery')]).toEqual([1, 2]);
    expect(inGroup(world, 'Số 27/STL-PCTT')).toHaveLength(1);
    expect(p.zalo().network.violations).toEqual([]);
  }, 240_000);
});

describe('the walks leave nothing out', () => {
  test('every dialogue was open when the product died', () => {
    expect(walked.dialogues).toEqual(new Set(dialogues.map(({ name }) => name)));
  });

  test('every question was waiting for its answer when the product died', () => {
    const asked = questions.map(({ name }) => `${questionDialogue} ${name}`);
    expect(asked.filter((step) => !walked.steps.has(step))).toEqual([]);
  });
});
