/** Why a file is never passed on: it runs on the computer that opens it, or it hides its content from the gate. */
export type UnsafeKind = 'executable' | 'archive';

// What a double click runs on Windows, macOS, Linux or Android, Office files with macros, and pages with scripts.
const EXECUTABLE_NAME =
  /\.(?:exe|com|scr|pif|cpl|dll|sys|msi|msp|mst|msix|appx|appinstaller|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|ws|wsf|wsc|wsh|hta|jar|jnlp|apk|xapk|aab|ipa|app|dmg|pkg|deb|rpm|appimage|run|elf|sh|bash|command|py|pyc|pl|rb|php|lnk|url|desktop|inf|reg|chm|hlp|gadget|scf|sct|msc|application|iso|img|vhd|vhdx|docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppam|ppsm|sldm|xll|one|html?|xhtml|mht|mhtml|svgz?|swf)$/iu;
const ARCHIVE_NAME = /\.(?:zip|zipx|rar|7z|tar|t?gz|tgz|bz2|xz|zst|cab|arj|lzh|ace|z)$/iu;
/** Blanks, dots and marks of direction behind or inside a name hide its real ending. */
const DISGUISE = /[\s.]+$|\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/gu;

const EXECUTABLE_STARTS = [
  '\x7fELF',
  '#!',
  'dex\n',
  '\xca\xfe\xba\xbe',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '!<arch>\n',
  'L\0\0\0\x01\x14\x02\0',
];
/** Letters of a text may be MZ as well, but no text holds zeros. */
const WINDOWS_PROGRAM = /^MZ.*\0/s;
const ARCHIVE_STARTS = [
  'Rar!\x1a\x07',
  "7z\xbc\xaf'\x1c",
  '\x1f\x8b',
  'BZh91AY',
  '\xfd7zXZ\0',
  'MSCF',
];
const ZIP = 'PK\x03\x04';
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** How streams of an OLE file are named: in UTF-16. */
const OLE_MACROS = '_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0';
const ZIP_ENTRY = 'PK\x01\x02';
const MACROS_ENTRY =
  /(?:^|\/)vba(?:Project|Data)\.|^AndroidManifest\.xml$|^META-INF\/MANIFEST\.MF$|^(?:Basic|Scripts)\//u;
/** A document that is a ZIP archive by its format: Office Open XML or OpenDocument. */
const DOCUMENT_ENTRY = /^(?:\[Content_Types\]\.xml|mimetype)$/u;
const MAX_ENTRIES = 5_000;

/**
 * Tells a file that must not be passed on, by its name and, because names lie, by its content.
 *
 * An archive is one whatever it holds: documents inside it would never be looked at by the secrecy gate.
 */
export function unsafeKindOf(fileName: string, bytes: Uint8Array): UnsafeKind | undefined {
  const name = fileName.normalize('NFKC').replace(DISGUISE, '');
  if (EXECUTABLE_NAME.test(name)) return 'executable';
  const head = latin1(bytes.subarray(0, 64));
  if (WINDOWS_PROGRAM.test(head) || EXECUTABLE_STARTS.some((start) => head.startsWith(start)))
    return 'executable';
  if (ARCHIVE_NAME.test(name)) return 'archive';
  if (ARCHIVE_STARTS.some((start) => head.startsWith(start))) return 'archive';
  if (head.startsWith(OLE)) return latin1(bytes).includes(OLE_MACROS) ? 'executable' : undefined;
  if (head.startsWith(ZIP)) return kindOfZip(latin1(bytes));
  return undefined;
}

function kindOfZip(content: string): UnsafeKind | undefined {
  const names = entryNames(content);
  if (names.some((name) => MACROS_ENTRY.test(name))) return 'executable';
  return names.some((name) => DOCUMENT_ENTRY.test(name)) ? undefined : 'archive';
}

/** The names in the directory of a ZIP archive (APPNOTE.TXT 4.3.12). */
function entryNames(content: string): readonly string[] {
  const names: string[] = [];
  let at = content.indexOf(ZIP_ENTRY);
  while (at >= 0 && names.length < MAX_ENTRIES) {
    const length = content.charCodeAt(at + 28) + 256 * content.charCodeAt(at + 29);
    names.push(content.slice(at + 46, at + 46 + length));
    at = content.indexOf(ZIP_ENTRY, at + ZIP_ENTRY.length);
  }
  return names;
}

/** One letter per byte. */
function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  }
  return pieces.join('');
}
