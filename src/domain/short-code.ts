/** Letters and digits that nobody confuses: no I, L, O, U, 0 or 1 look-alikes but the digits themselves. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 4;

/**
 * A new printed code of a directive, e.g. '12K7'. `random(n)` gives a whole number from 0 to n-1.
 *
 * At least one digit and one letter, so that no code reads like a word or a year.
 */
export function newShortCode(random: (below: number) => number): string {
  const digit = random(length);
  const letter = (digit + 1 + random(length - 1)) % length;
  return Array.from({ length }, (_, at) => {
    if (at === digit) return alphabet[random(10)];
    if (at === letter) return alphabet[10 + random(alphabet.length - 10)];
    return alphabet[random(alphabet.length)];
  }).join('');
}

/** The code a person typed, look-alikes mapped (O→0, I and L→1); undefined when it is not one. */
export function parseShortCode(text: string): string | undefined {
  const code = text.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (code.length !== length || ![...code].every((sign) => alphabet.includes(sign)))
    return undefined;
  return /\d/.test(code) && /[A-Z]/.test(code) ? code : undefined;
}
