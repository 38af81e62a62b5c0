/** Text without diacritics, in lower case: what people type who leave the accents out. */
export function bareLetters(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
