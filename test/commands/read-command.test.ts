import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/commands/commands.ts';
import { commandInWords, nearestName, readCommand } from '../../src/commands/read-command.ts';
import { messagesIn } from '../../src/messages/messages.ts';

const names = commands.flatMap((command) => Object.values(command.names));

describe('a command as people type it', () => {
  test.each([
    ['gui', 'send', ''],
    ['Gửi', 'send', ''],
    ['GUI 15/STL-PCTT', 'send', '15/STL-PCTT'],
    ['tinh trang', 'status', ''],
    ['tình trạng 15', 'status', '15'],
    ['tinhtrang@truyendat_bot 15', 'status', '15'],
    ['chưa nhận', 'pending', ''],
    ['chua nhan  15/STL-PCTT ', 'pending', '15/STL-PCTT'],
    ['trợ giúp', 'help', ''],
    ['mời vanthu UBND xã An Phú', 'moi', 'vanthu UBND xã An Phú'],
    ['nhân sự UBND xã An Phú', 'nhansu', 'UBND xã An Phú'],
    ['start j_Ab-3_x', 'start', 'j_Ab-3_x'],
  ])('/%s', (typed, name, args) => {
    const read = readCommand(typed, commands);
    expect([read.command?.name, read.args]).toEqual([name, args]);
  });

  test.each(['', 'guii', 'xyz', 'tinh', '15'])('/%s is none', (typed) => {
    expect(readCommand(typed, commands).command).toBeUndefined();
  });
});

test.each([
  ['guii', 'gui'],
  ['statsu', 'status'],
  ['tinh trag', 'tinhtrang'],
  ['tình', 'tinhtrang'],
  ['chua nhn 15', 'chuanhan'],
  ['qqq', undefined],
])('what is nearest to /%s is /%s', (typed, name) => {
  expect(nearestName(typed, names)).toBe(name);
});

test.each([
  ['gui', 'gui'],
  ['guii', 'gui'],
  ['tinh trang 15', 'tinhtrang'],
  ['Tình trạng 15/STL-PCTT', 'tinhtrang'],
  ['trợ giúp', 'trogiup'],
  ['Ai chưa nhận?', 'chuanhan'],
  ['ai chua nhan', 'chuanhan'],
  ['ok', undefined],
  ['đã gửi', undefined],
  ['gửi báo cáo tháng 1', undefined],
  ['việc này làm thế nào', undefined],
  ['Kính gửi UBND xã An Phú', undefined],
])('without a slash, «%s» names %s', (typed, name) => {
  expect(commandInWords(typed, names)).toBe(name);
});

test('every command is explained with an example that reads as that very command', () => {
  for (const language of ['vi', 'en'] as const) {
    const m = messagesIn(language);
    for (const { name, explain } of commands) {
      const example = /: \/(.+)$/.exec(explain?.(m) ?? '')?.[1];
      expect({ name, read: example && readCommand(example, commands).command?.name }).toEqual({
        name,
        read: name,
      });
    }
  }
});
