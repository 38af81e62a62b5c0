// VNI writes a vowel and then a Latin-1 letter that stands for the marks on it.
const TONES: Readonly<Record<string, string>> = {
  ø: '\u0300',
  ù: '\u0301',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
};
const ROOF: Readonly<Record<string, string>> = {
  â: '',
  à: '\u0300',
  á: '\u0301',
  å: '\u0309',
  ã: '\u0303',
  ä: '\u0323',
};
const BOWL: Readonly<Record<string, string>> = {
  ê: '',
  è: '\u0300',
  é: '\u0301',
  ú: '\u0309',
  ü: '\u0303',
  ë: '\u0323',
};
const ALONE: Readonly<Record<string, string>> = {
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
};
const PAIR = /([aeouyôö])([øùûõïâàáåãäêèéúüë])|[æóòîñôö]/gi;

function compose(base: string, mark: string): string | undefined {
  const vowel = ALONE[base] ?? base;
  const tone = TONES[mark];
  if (tone !== undefined) return (vowel + tone).normalize('NFC');
  const roof = ROOF[mark];
  if (roof !== undefined && 'aeo'.includes(base)) return `${base}\u0302${roof}`.normalize('NFC');
  const bowl = BOWL[mark];
  if (bowl !== undefined && base === 'a') return `a\u0306${bowl}`.normalize('NFC');
  return undefined;
}

/** Reads a line of VNI codes as Unicode. */
export function fromVni(line: string): string {
  return line.replace(PAIR, (match, base: string | undefined, mark: string | undefined) => {
    const lower = match.toLowerCase();
    const isCapital = match.charAt(0) !== lower.charAt(0);
    const letter =
      base === undefined || mark === undefined
        ? ALONE[lower]
        : (compose(base.toLowerCase(), mark.toLowerCase()) ??
          (ALONE[base.toLowerCase()] ?? base.toLowerCase()) + mark.toLowerCase());
    if (letter === undefined) return match;
    return isCapital ? letter.toUpperCase() : letter;
  });
}
