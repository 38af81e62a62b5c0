// TCVN 5712:1993 (ABC fonts) as it looks when its bytes are read as Latin-1.
const PAIRS =
  'à=µ á=¸ ả=¶ ã=· ạ=¹ ă=¨ ằ=» ắ=¾ ẳ=¼ ẵ=½ ặ=Æ â=© ầ=Ç ấ=Ê ẩ=È ẫ=É ậ=Ë đ=® è=Ì é=Ð ẻ=Î ẽ=Ï ẹ=Ñ ê=ª ề=Ò ế=Õ ' +
  'ể=Ó ễ=Ô ệ=Ö ì=× í=Ý ỉ=Ø ĩ=Ü ị=Þ ò=ß ó=ã ỏ=á õ=â ọ=ä ô=« ồ=å ố=è ổ=æ ỗ=ç ộ=é ơ=¬ ờ=ê ớ=í ở=ë ỡ=ì ợ=î ' +
  'ù=ï ú=ó ủ=ñ ũ=ò ụ=ô ư=\u00AD ừ=õ ứ=ø ử=ö ữ=÷ ự=ù ỳ=ú ý=ý ỷ=û ỹ=ü ỵ=þ Ă=¡ Â=¢ Ê=£ Ô=¤ Ơ=¥ Ư=¦ Đ=§';
const TABLE: ReadonlyMap<string, string> = new Map(
  PAIRS.split(' ').map((pair) => [pair.charAt(2), pair.charAt(0)] as const),
);
const CODE = new RegExp(`[${[...TABLE.keys()].join('')}]`, 'g');
const WORD = /[A-Za-z\u00A1-\u00FF]+/g;

/**
 * Reads a line of TCVN3 codes as Unicode.
 *
 * The all-capitals fonts share the codes of the small letters, so a word whose plain letters are all
 * capitals is raised as a whole.
 */
export function fromTcvn3(line: string): string {
  const allCapitals = !/[a-z]/.test(line);
  return line.replace(WORD, (word) => {
    const plain = word.replace(/[^A-Za-z]/g, '');
    const converted = word.replace(CODE, (code) => TABLE.get(code) ?? code);
    const isCapitals = plain !== '' && plain === plain.toUpperCase();
    return isCapitals && (plain.length > 1 || allCapitals) ? converted.toUpperCase() : converted;
  });
}
