import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { openDisplay, table } from '../../../src/sandbox/demo/display.ts';

const standing = {
  now: new Date('2024-09-09T14:20:00+07:00'),
  phase: 'joining',
  joined: 3,
  toJoin: 58,
  counts: undefined,
} as const;

function screen(options: { readonly isTTY?: boolean } = {}) {
  let text = '';
  const out = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { out: Object.assign(out, options), text: () => text };
}

describe('the display of a play', () => {
  test('writes plain lines where there is no terminal', () => {
    const { out, text } = screen();
    const display = openDisplay(out, 'tỉnh An Bình');

    display.show(standing);
    display.chat('a chat line');
    display.end(['the end']);

    expect(text()).not.toContain('\u001b');
    expect(text()).toContain('14h20 thứ Hai 9/9');
    expect(text()).toContain('3/58');
    expect(text()).toContain('the end');
  });

  test('redraws in place on a terminal, in colour unless NO_COLOR is set', () => {
    const { out, text } = screen({ isTTY: true });
    const before = process.env.NO_COLOR;
    process.env.NO_COLOR = '1';
    const display = openDisplay(out, 'tỉnh An Bình');
    if (before === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = before;

    display.show(standing);
    display.chat('first words');
    display.show({ ...standing, joined: 4 });

    expect(text()).toContain('A\u001b[J');
    expect(text()).not.toContain('\u001b[2m');
    expect(text()).toContain('4/58');
    expect(text()).toContain('first words');
  });

  test('lines up columns by letters, not by bytes', () => {
    expect(
      table([
        ['Đơn vị', 'Văn bản'],
        ['Sở Y tế'.normalize('NFD'), 'x'],
      ]),
    ).toEqual(['Đơn vị   Văn bản', 'Sở Y tế  x']);
  });
});
