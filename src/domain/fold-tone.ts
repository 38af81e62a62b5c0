const TONES = ['àáảãạ', 'èéẻẽẹ', 'ỳýỷỹỵ'];
const MOVED: Readonly<Record<string, string>> = {
  à: 'ò',
  á: 'ó',
  ả: 'ỏ',
  ã: 'õ',
  ạ: 'ọ',
  è: 'ò',
  é: 'ó',
  ẻ: 'ỏ',
  ẽ: 'õ',
  ẹ: 'ọ',
  ỳ: 'ù',
  ý: 'ú',
  ỷ: 'ủ',
  ỹ: 'ũ',
  ỵ: 'ụ',
};
const BARE = ['a', 'e', 'y'];
const MODERN = new RegExp(`o[${TONES[0]}${TONES[1]}]|u[${TONES[2]}]`, 'giu');

/**
 * Rewrites the newer tone placement (hoà, thuỷ) as the older one (hòa, thủy), so that both compare equal.
 *
 * For comparing only: closed syllables are folded too. The length of NFC text does not change.
 */
export function foldTone(text: string): string {
  return text.normalize('NFC').replace(MODERN, (pair) => {
    const [first = '', second = ''] = pair;
    const lower = second.toLowerCase();
    const vowel = MOVED[lower] ?? first;
    const bare = BARE[TONES.findIndex((tones) => tones.includes(lower))] ?? second;
    return (
      (first === first.toLowerCase() ? vowel : vowel.toUpperCase()) +
      (second === lower ? bare : bare.toUpperCase())
    );
  });
}
