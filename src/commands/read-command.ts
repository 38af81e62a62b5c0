import { bareLetters } from '../domain/bare-letters.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import type { Command } from './command.ts';

/** A command as it was typed. */
export interface TypedCommand {
  readonly command: Command | undefined;
  readonly args: string;
}

/** Names have three words at most when they are typed apart: `/tình trạng`. */
const mostWords = 3;

/**
 * Reads what stands after the slash: the name with or without diacritics, in capitals, or typed apart,
 * and what follows it. `@bot` after a name is passed over.
 */
export function readCommand(typed: string, all: readonly Command[]): TypedCommand {
  for (const { word, rest } of beginnings(typed)) {
    const command = all.find(({ names }) => names.vi === word || names.en === word);
    if (command) return { command, args: rest };
  }
  return { command: undefined, args: '' };
}

/** The name, among these, that was most likely meant by words that name none. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  for (const { word } of beginnings(typed)) {
    const name = nearestWord(word, names);
    if (name) return name;
  }
  return undefined;
}

/**
 * The command that words without a slash name or nearly name: `gui`, `tinh trang 15`. Undefined for
 * anything longer or too short to tell.
 */
export function commandInWords(text: string, names: readonly string[]): string | undefined {
  const said = text.trim().replace(/[?!.…]+$/u, '');
  const words = said.split(/\s+/);
  if (words.length > mostWords + 1 || text.length > 40) return undefined;
  for (const { word, rest } of beginnings(said)) {
    // What follows a name is a number or a reference; other words make it talk.
    if (rest !== '' && !/^\d[\d/\p{L}-]*$/u.test(rest)) continue;
    const name = names.includes(word)
      ? word
      : word.length < 4
        ? undefined
        : nearestWord(word, names);
    if (name) return name;
  }
  // «Ai chưa nhận?»: a word before the name.
  const { word, rest } = beginnings(words.slice(1).join(' ')).at(-1) ?? { word: '', rest: '' };
  return words.length > 2 && rest === '' && names.includes(word) ? word : undefined;
}

/** The first words written as one, from one word on, each with what follows. */
function beginnings(text: string): readonly { readonly word: string; readonly rest: string }[] {
  const found = [];
  let word = '';
  let rest = text.trim();
  for (let count = 1; count <= mostWords && rest !== ''; count += 1) {
    const [first = ''] = rest.split(/\s/, 1);
    rest = rest.slice(first.length).trim();
    word += bareLetters(first).replace(/@\w+$/, '');
    found.push({ word, rest });
  }
  return found;
}
