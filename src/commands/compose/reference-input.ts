export interface ReferenceInput {
  readonly number: string;
  readonly symbol: string;
}

const NUMBER = /^(?:\p{L}+\s*:?\s+|\p{L}+:)?(\d{1,6}[a-z]?)(?:\s*\/\s*(\S+))?$/iu;
const SYMBOL = /^(?:\d{4}\/)?\p{L}[\p{L}\d.&/–-]*$/u;

/**
 * Reads 'number/symbol' as a person types it, e.g. '1234/SNN-PCTT'; the number alone is enough when
 * the symbol is known. Undefined when it is neither: nothing is guessed.
 */
export function parseReference(
  text: string,
  knownSymbol: string | null,
): ReferenceInput | undefined {
  const match = NUMBER.exec(text.normalize('NFC').trim());
  const number = match?.[1];
  const symbol = match?.[2] ?? knownSymbol;
  if (!number || !symbol || Number.parseInt(number, 10) === 0) return undefined;
  return SYMBOL.test(symbol) ? { number, symbol } : undefined;
}
