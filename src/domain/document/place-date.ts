import { evidenceOf, type Field, MISSING } from './field.ts';
import type { Piece } from './lay-out.ts';
import { PLACE_DATE } from './letterhead.ts';

/** Place and date of issue; a date with any part blank or impossible is null. */
export interface PlaceDate {
  readonly place: Field<string | null>;
  readonly date: Field<string | null>;
}

/** 'YYYY-MM-DD' of day, month and year, or null when there is no such day. */
export function isoDay(day: string, month: string, year: string): string | null {
  const [d, m, y] = [day, month, year].map(Number);
  if (d === undefined || m === undefined || y === undefined || !(y >= 1900 && y <= 2199))
    return null;
  const date = new Date(Date.UTC(y, m - 1, d));
  const isReal = date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** A place printed twice because two cells ran together ("Kon Tum Kon Tum") is one place. */
function once(place: string): string {
  const words = place.split(' ');
  const half = words.slice(0, words.length / 2).join(' ');
  return words.length % 2 === 0 && place === `${half} ${half}` ? half : place;
}

/** Reads "Kon Tum, ngày 06 tháng 8 năm 2026". */
export function readPlaceDate(header: readonly Piece[]): PlaceDate {
  const cells = header.filter(({ kind }) => kind === 'place');
  const piece = cells[0];
  const found = piece && PLACE_DATE.exec(piece.text);
  if (piece === undefined || !found) {
    const nothing = { value: null, evidence: MISSING };
    return { place: nothing, date: nothing };
  }
  const { place = '', d, m, y, sd, sm, sy } = found.groups ?? {};
  const date = isoDay(d ?? sd ?? '', m ?? sm ?? '', y ?? sy ?? '');
  const evidence = evidenceOf([piece], cells.length > 1);
  return {
    place: { value: once(place.replace(/\s+/g, ' ').trim()), evidence },
    date: {
      value: date,
      evidence: date === null ? { ...evidence, certainty: 'missing' } : evidence,
    },
  };
}
