import { findCirculation } from '../../domain/document/circulation.ts';
import type { Circulation } from '../../domain/document/document.ts';
import type { LetterBody } from './body.ts';

/** The mark that keeps the directive from the public: any one of its files, or its text, may bear it. */
export function circulationOf({ files, text }: Pick<LetterBody, 'files' | 'text'>): Circulation {
  const marks = [...files.map((file) => file.circulation), findCirculation(text)];
  return marks.find((mark) => mark !== 'normal') ?? 'normal';
}
