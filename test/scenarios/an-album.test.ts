import { expect, test } from '@jest/globals';
import { completeLetter } from '../support/letters.ts';
import { phone } from '../support/phone.ts';
import { smallProvince } from '../support/small-province.ts';

test('an album becomes one letter with its files in order, up to ten of them', async () => {
  const p = await smallProvince({ communes: 1 });
  try {
    const specialist = phone(p, p.composer);
    const bytes = (text: string) => new TextEncoder().encode(text);
    const files = [
      { name: '27-STL-PCTT.txt', bytes: bytes(completeLetter) },
      ...Array.from({ length: 9 }, (_, at) => ({
        name: `phu-luc-${at + 1}.txt`,
        bytes: bytes(`Phụ lục ${at + 1}: danh sách trạm đo.`),
      })),
    ];
    p.composer.send(p.composer.id, '', { files, albumId: '77' });
    await p.settle();
    p.advance(5_000);
    await p.settle();
    await specialist.sendFile('phu-luc-11.txt', bytes('Phụ lục 11'));
    specialist.sees('Mỗi văn bản tối đa 10 tệp.');

    await specialist.press('Hạn 1 đúng');
    await specialist.press('Xem trước');
    await specialist.press('Không thuộc danh mục');
    await specialist.press('Phát hành');

    const { rows } = await p.engine.db.query('select 1 from draft');
    expect(rows).toHaveLength(1);
    const [commune] = p.communes;
    const received = p.network.world
      .messages(commune?.group ?? 0)
      .flatMap(({ from, file }) => (from.isBot && file ? [file.name] : []));
    expect(received).toEqual(files.map(({ name }) => name));
    expect(p.network.violations).toEqual([]);
  } finally {
    await p.close();
  }
});
