import { foldName } from '../../domain/directory/fold-name.ts';
import type { Document } from '../../domain/document/document.ts';
import type { Directory } from './directory.ts';
import { readTarget } from './target.ts';

/** The office that is about to release. */
export interface IssuingOffice {
  readonly organisationId: string;
  readonly name: string;
}

const COMMITTEE = /^(?:ủy ban nhân dân|hội đồng nhân dân) /u;
const PLACE = /^ (?:tỉnh|thành phố) /u;

/** The organisation that a document's letterhead names; null when the directory has none, or several. */
export function printedIssuer(
  { issuer }: Pick<Document, 'issuer'>,
  directory: Directory,
  office: IssuingOffice,
): string | null {
  if (!issuer) return null;
  const { name, parent } = issuer;
  if (isOffice(name, parent, office)) return office.organisationId;
  for (const words of parent ? [name, `${name} ${parent}`] : [name]) {
    const reading = readTarget(words, directory);
    const target = reading.type === 'target' ? reading.target : 'everybody';
    if (target === 'everybody') continue;
    const [id, second] = target.organisations;
    if (id && !second && target.groups.length === 0) return id;
  }
  return null;
}

/**
 * A letterhead splits what the directory keeps in one name: "SỞ NỘI VỤ" below "UBND TỈNH AN BÌNH" is "Sở Nội vụ
 * tỉnh An Bình". Without the line above it, the place may be missing.
 */
function isOffice(name: string, parent: string | null, office: IssuingOffice): boolean {
  const printed = foldName(name);
  const known = foldName(office.name);
  if (parent) return known === `${printed} ${foldName(parent).replace(COMMITTEE, '')}`;
  return known.startsWith(printed) && PLACE.test(known.slice(printed.length));
}
