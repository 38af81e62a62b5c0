import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderCard, renderPart } from '../../../src/channels/telegram/render.ts';
import type { Button, CardView } from '../../../src/ports/channel.ts';

function card(lines: readonly string[], ...buttons: readonly Button[][]): CardView {
  return { lines, buttons };
}

describe('renderCard', () => {
  test('lines stay as they are, the headline is bold', () => {
    const rendered = renderCard(card(['KHẨN – UBND tỉnh 🌀', 'Số 12/UBND-VP', '', '<b>&']));

    expect(rendered).toEqual({
      text: 'KHẨN – UBND tỉnh 🌀\nSố 12/UBND-VP\n\n<b>&',
      entities: [{ type: 'bold', offset: 0, length: 19 }],
      keyboard: undefined,
    });
  });

  test('the code is added where no line prints it', () => {
    const view = { ...card(['Đầu đề', 'Dòng']), code: '12K7' };

    expect(renderCard(view)).toMatchObject({ text: 'Đầu đề\nDòng\n#12K7' });
    expect(renderCard({ ...view, lines: ['Đầu đề', 'Mã: 12K7'] })).toMatchObject({
      text: 'Đầu đề\nMã: 12K7',
    });
  });

  test('buttons keep their rows and get the network’s styles', () => {
    const rendered = renderCard(
      card(
        ['Đầu đề'],
        [{ label: '✅ Xác nhận', data: 'a:7Zk2Qx', style: 'good' }],
        [],
        [
          { label: '⛔ Thu hồi', data: 'r:7Zk2Qx', style: 'danger' },
          { label: '🔗 Mở', url: 'https://t.me/invented_bot?start=a_7' },
        ],
      ),
    );

    expect(rendered).toMatchObject({
      keyboard: {
        inline_keyboard: [
          [{ text: '✅ Xác nhận', callback_data: 'a:7Zk2Qx', style: 'success' }],
          [
            { text: '⛔ Thu hồi', callback_data: 'r:7Zk2Qx', style: 'danger' },
            { text: '🔗 Mở', url: 'https://t.me/invented_bot?start=a_7' },
          ],
        ],
      },
    });
  });

  test.each<[string, Button]>([
    ['data over 64 bytes', { label: 'Nhận', data: 'ạ'.repeat(22) }],
    ['neither data nor address', { label: 'Nhận' }],
    ['both', { label: 'Nhận', data: 'a', url: 'https://example.org' }],
    ['no label', { label: ' ', data: 'a' }],
  ])('a button with %s is refused', (_, button) => {
    expect(renderCard(card(['Đầu đề'], [button]))).toEqual({ refused: expect.any(String) });
  });

  test('a card is whole or refused, whatever its lines', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 1500 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = lines.join('\n');
        const rendered = renderCard(card(lines));
        if (text.trim() === '' || text.length > 4096) {
          expect(rendered).toEqual({ refused: expect.any(String) });
        } else {
          expect(rendered).toMatchObject({ text });
        }
      }),
    );
  });
});

describe('renderPart', () => {
  const file = {
    name: 'cong-van.pdf',
    mediaType: 'application/pdf',
    bytes: 10,
    sha256: 'x',
    read: () => Promise.resolve(new Uint8Array()),
  };

  test('a text may have 4096 units and a caption 1024, not one more', () => {
    const text = (length: number) =>
      ({ kind: 'text', clientId: '1', text: 'ạ'.repeat(length) }) as const;
    const captioned = (length: number) =>
      ({ kind: 'file', clientId: '1', file, caption: 'ạ'.repeat(length) }) as const;

    expect(renderPart(text(4096))).toMatchObject({ text: 'ạ'.repeat(4096) });
    expect(renderPart(text(4097))).toEqual({ refused: 'the text has 4097 of at most 4096 units' });
    expect(renderPart(captioned(1024))).toMatchObject({ text: 'ạ'.repeat(1024) });
    expect(renderPart(captioned(1025))).toEqual({
      refused: 'the text has 1025 of at most 1024 units',
    });
  });

  test('an empty text and a file over 50 MB are refused', () => {
    const large = { ...file, bytes: 50 * 1024 * 1024 + 1 };

    expect(renderPart({ kind: 'text', clientId: '1', text: ' \n' })).toHaveProperty('refused');
    expect(renderPart({ kind: 'file', clientId: '1', file: large })).toHaveProperty('refused');
  });
});
