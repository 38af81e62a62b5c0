import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unsafeKindOf } from '../../src/domain/unsafe-file.ts';
import { makeZip } from '../extraction/make-zip.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const zip = (...names: readonly string[]) => makeZip(names.map((name) => ({ name, content: 'x' })));
const ole = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(stream, 'utf16le')]);

describe('a file that is never passed on', () => {
  test.each([
    'a.exe',
    'van-ban.pdf.EXE',
    'a.bat',
    'a.js',
    'a.apk',
    'a.docm',
    'a.xlsm',
    'a.lnk',
    'a.html',
    'a.exe. ',
    'a.\u202Eexe',
    'a.e\u200Bxe',
    'a.\uFF45\uFF58\uFF45',
  ])('is known by its name: %j', (name) => {
    expect(unsafeKindOf(name, bytes('x'))).toBe('executable');
  });

  test.each([
    ['a program of Windows', bytes('MZ\x90\0\x03\0')],
    ['a program of Linux', bytes('\x7fELF\x02')],
    ['a program of macOS', bytes('\xcf\xfa\xed\xfe')],
    ['a script', bytes('#!/bin/sh\n')],
    ['a shortcut', bytes('L\0\0\0\x01\x14\x02\0')],
    ['a Word file with macros', zip('[Content_Types].xml', 'word/vbaProject.bin')],
    ['an Android app', zip('AndroidManifest.xml', 'classes.dex')],
    ['a Java program', zip('META-INF/MANIFEST.MF')],
    ['an OpenDocument file with macros', zip('mimetype', 'Basic/Standard/Module1.xml')],
    ['an old Excel file with macros', ole('_VBA_PROJECT_CUR')],
  ])('is known by its content under the name of a PDF: %s', (_, content) => {
    expect(unsafeKindOf('van-ban.pdf', content)).toBe('executable');
  });

  test.each([
    ['a.zip', bytes('x')],
    ['a.tar.gz', bytes('x')],
    ['a.docx', zip('1.docx', '2.docx')],
    ['a.pdf', bytes('Rar!\x1a\x07\x01\0')],
    ['a.pdf', bytes("7z\xbc\xaf'\x1c")],
    ['a.zip', zip('[Content_Types].xml')],
  ])('is an archive: %s (%#)', (name, content) => {
    expect(unsafeKindOf(name, content)).toBe('archive');
  });
});

test.each([
  ['van-ban.pdf', bytes('%PDF-1.7')],
  [
    'van-ban.docx',
    zip('[Content_Types].xml', 'word/document.xml', 'word/embeddings/oleObject1.bin'),
  ],
  [
    'bieu.xlsx',
    zip('[Content_Types].xml', 'xl/workbook.xml', 'xl/printerSettings/printerSettings1.bin'),
  ],
  ['bieu.ods', zip('mimetype', 'content.xml', 'META-INF/manifest.xml')],
  ['bieu.xls', ole('Workbook')],
  ['anh.jpg', bytes('\xff\xd8\xff')],
  ['MZ.txt', bytes('MZ là tên một giống lúa.')],
  ['318.STC-NS', bytes('Số: 318')],
  ['', bytes('')],
])('an ordinary file passes: %s', (name, content) => {
  expect(unsafeKindOf(name, content)).toBeUndefined();
});

test('no name and no content makes it fail', () => {
  const start = fc.constantFrom(
    '',
    'MZ',
    'PK\x03\x04PK\x01\x02',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
  );
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      start,
      fc.uint8Array({ maxLength: 200 }),
      (name, head, rest) => {
        const kind = unsafeKindOf(name, Buffer.concat([bytes(head), rest]));

        expect([undefined, 'executable', 'archive']).toContain(kind);
      },
    ),
  );
});
