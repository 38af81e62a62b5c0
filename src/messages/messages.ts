import { en } from './en/index.ts';
import { vi } from './vi/index.ts';

/** Literal strings widened, functions kept: what another language has to provide. */
type Translated<T> = T extends string
  ? string
  : T extends (...args: infer Args) => infer Said
    ? (...args: Args) => Translated<Said>
    : { readonly [Key in keyof T]: Translated<T[Key]> };

/** The sentences of one language. */
export type Messages = Translated<typeof vi>;

/** The sentences in the language of a chat. */
export function messagesIn(language: 'vi' | 'en'): Messages {
  switch (language) {
    case 'vi':
      return vi;
    case 'en':
      return en;
  }
}
