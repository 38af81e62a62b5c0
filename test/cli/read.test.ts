import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readCommand } from '../../src/cli/read.ts';
import { EXAMPLE_LETTER } from '../extraction/example-letter.ts';
import { letterDocx } from '../extraction/letter-docx.ts';
import { letterPdf } from '../extraction/letter-pdf.ts';

const CORPUS = fileURLToPath(new URL('../corpus/', import.meta.url));

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], input: string | Uint8Array = ''): Promise<Run> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const status = await readCommand(args, {
    stdin: Readable.from([Buffer.from(input)]),
    stdout,
    stderr,
  });
  const written = (stream: PassThrough): string => String(stream.read() ?? '');
  return { status, stdout: written(stdout), stderr: written(stderr) };
}

function fileWith(name: string, content: string | Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'read-')), name);
  writeFileSync(file, content);
  return file;
}

const SECRET = 'SỞ NỘI VỤ\n\nMẬT\n\nKính gửi: Phòng Tổ chức.\n\nNội dung không ai được thấy./.\n';

describe('an accepted letter', () => {
  test('is printed as one JSON object and nothing else', async () => {
    const file = `${CORPUS}02-dengue.txt`;

    const { status, stdout, stderr } = await run([file, '--json']);

    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout.endsWith('}\n')).toBe(true);
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    expect(JSON.parse(stdout)).toMatchObject({ file, disposition: 'accept', number: '1105' });
  });

  test.each([
    ['DOCX', letterDocx],
    ['PDF', letterPdf],
  ])('may be a %s', async (_, make) => {
    const file = fileWith('van-ban.bin', await make(EXAMPLE_LETTER));

    const { status, stdout } = await run(['--json', file]);

    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      reference: '215/SNV-CCHC',
      date: '2026-05-11',
      subject: 'chuẩn bị hội nghị cải cách hành chính năm 2026',
    });
  });

  test('may come from standard input', async () => {
    const { status, stdout } = await run(['-', '--json'], 'Số: 5/SNV-VP\n\nKính gửi: Các phòng.\n');

    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ file: '-', number: '5' });
  });

  test('without number and date is accepted, and the report says what blocks it', async () => {
    const { status, stdout } = await run([`${CORPUS}32-blank-number-date.txt`]);

    expect(status).toBe(0);
    expect(stdout).toContain('Số, ký hiệu:        (chưa có số)/SNV-TCBC\n');
    expect(stdout).toMatch(
      /CHƯA PHÁT HÀNH ĐƯỢC\n- Văn bản chưa có số\..*\n- Văn bản chưa có ngày/u,
    );
  });

  test('is reported with each task, its deadline as a date with its weekday, and the printed phrase', async () => {
    const { stdout } = await run([`${CORPUS}01-flood.txt`]);

    expect(stdout).toContain(
      [
        '1. UBND các xã, phường ven sông',
        '   - Rà soát phương án di dời dân ở ven sông, gửi danh sách hộ phải di dời trước ngày 05/6/2026.',
        '   → Hạn: hết thứ Năm 4/6/2026 – ghi trong văn bản: «trước ngày 05/6/2026»',
      ].join('\n'),
    );
    expect(stdout).toContain('Ngày ban hành:      thứ Hai 18/5/2026\n');
    expect(stdout).toContain('Đủ điều kiện phát hành.\n');
  });
});

describe('a letter with a secrecy mark', () => {
  test('is refused without a word of its content', async () => {
    const file = fileWith('van-ban.txt', SECRET);

    const { status, stdout, stderr } = await run([file, '--json']);

    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      disposition: 'refuse',
      refuse_reason: 'state_secret',
      secrecy: 'mat',
      subject: null,
    });
    expect(stderr).toContain('MẬT');
    expect(stdout + stderr).not.toMatch(/SỞ NỘI VỤ|Nội dung không ai|Phòng Tổ chức/u);
  });

  test('prints nothing on standard output for a person', async () => {
    const { status, stdout } = await run(['-'], SECRET);

    expect(status).toBe(2);
    expect(stdout).toBe('');
  });

  test('is refused by its file name before the file is read', async () => {
    const { status, stdout } = await run([fileWith('12_TỐI MẬT.pdf', '%PDF-'), '--json']);

    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ secrecy: 'toi_mat' });
  });
});

describe('a file that gives no text', () => {
  test('is refused as unreadable, with the reason in words', async () => {
    const { status, stdout, stderr } = await run([
      fileWith('anh.png', Buffer.from('\x89PNG', 'latin1')),
      '--json',
    ]);

    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      disposition: 'refuse',
      refuse_reason: 'unreadable',
      secrecy: null,
      warnings: ['unreadable_refused'],
    });
    expect(stderr).not.toBe('');
  });

  test.each([
    ['no file', []],
    ['two files', ['a.txt', 'b.txt']],
    ['an unknown option', ['a.txt', '--xml']],
  ])('is not looked for when the command has %s', async (_, args) => {
    const { status, stdout, stderr } = await run(args);

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('Cách dùng: truyen-dat read');
  });

  test('is not needed to ask how the command is used', async () => {
    const { status, stdout } = await run(['--help']);

    expect(status).toBe(0);
    expect(stdout).toContain('Cách dùng: truyen-dat read');
  });

  test('that is not there prints no object', async () => {
    const { status, stdout, stderr } = await run(['/nowhere/van-ban.txt', '--json']);

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      'Không mở được tệp «/nowhere/van-ban.txt». Đề nghị kiểm tra đường dẫn và quyền đọc.\n',
    );
  });
});
