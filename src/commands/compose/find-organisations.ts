import { foldName } from '../../domain/directory/fold-name.ts';
import type { Directory } from './directory.ts';

/** The words of a name with abbreviations written out and all marks dropped. */
function plainWords(name: string): readonly string[] {
  const plain = foldName(name).normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
  return plain.split(' ').filter((word) => word !== '');
}

/** Ids of the organisations with a name in which every word of the query begins a word; by name. */
export function findOrganisations(query: string, directory: Directory): readonly string[] {
  const wanted = plainWords(query);
  if (wanted.length === 0) return [];
  return [...directory.organisations.values()]
    .filter(({ name, shortNames, aliases }) =>
      [name, ...shortNames, ...aliases].some((known) => {
        const words = plainWords(known);
        return wanted.every((part) => words.some((word) => word.startsWith(part)));
      }),
    )
    .map(({ id }) => id);
}
