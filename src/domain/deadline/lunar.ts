/**
 * The first day of the lunar year and days of its last month, Vietnamese reckoning (UTC+7).
 *
 * Mean new moons and solar longitude after Jean Meeus, "Astronomical Algorithms", as usual for this calendar; exact to
 * the day for 1900–2100.
 */
import { addDays, epochDay, fromEpochDay } from '../day.ts';

const RADIANS = Math.PI / 180;
const JULIAN_DAY_OF_EPOCH = 2_440_588;
const ZONE_DAYS = 7 / 24;
const WINTER_SOLSTICE_LONGITUDE = 270;
const FIRST_NEW_MOON = 2_415_021;
const LUNATION_DAYS = 29.530588853;

const sin = (degrees: number): number => Math.sin(degrees * RADIANS);

/** Julian day number of the `k`-th new moon after 1900-01-01, in Vietnam. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const t2 = t * t;
  const t3 = t2 * t;
  const mean =
    2_415_020.75933 +
    29.53058868 * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t2);
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
  const correction =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * node) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * node + sun) -
    0.0004 * sin(2 * node - sun) -
    0.0006 * sin(2 * node + moon) +
    0.001 * sin(2 * node - moon) +
    0.0005 * sin(2 * moon + sun);
  const clockDrift = -0.000278 + 0.000265 * t + 0.000262 * t2;
  return Math.floor(mean + correction - clockDrift + 0.5 + ZONE_DAYS);
}

/** The sun's longitude in degrees at 00:00 in Vietnam. */
function sunLongitude(julianDay: number): number {
  const t = (julianDay - 2_451_545.5 - ZONE_DAYS) / 36_525;
  const anomaly = 357.5291 + 35_999.0503 * t - 0.0001559 * t * t;
  const longitude =
    280.46645 +
    36_000.76983 * t +
    (1.9146 - 0.004817 * t) * sin(anomaly) +
    0.019993 * sin(2 * anomaly) +
    0.00029 * sin(3 * anomaly);
  return ((longitude % 360) + 360) % 360;
}

/** The number, as `newMoon` counts, of the month that holds the winter solstice of `year`: always the eleventh. */
function eleventhMonth(year: number): number {
  const endOfYear = epochDay(`${year}-12-31`) + JULIAN_DAY_OF_EPOCH;
  let k = Math.ceil((endOfYear - FIRST_NEW_MOON) / LUNATION_DAYS) + 1;
  while (newMoon(k) > endOfYear || sunLongitude(newMoon(k)) > WINTER_SOLSTICE_LONGITUDE) k -= 1;
  return k;
}

/** A month in which the sun enters no new twelfth of its way is a leap month. */
function isLeap(k: number): boolean {
  const twelfth = (month: number): number => Math.floor(sunLongitude(newMoon(month)) / 30);
  return twelfth(k) === twelfth(k + 1);
}

/** The number of the new moon that opens the lunar year: two months after the eleventh, three over a leap month. */
function firstNewMoon(year: number): number {
  const eleventh = eleventhMonth(year - 1);
  const isLongYear = eleventhMonth(year) - eleventh === 13;
  const isLeapBefore = isLongYear && (isLeap(eleventh + 1) || isLeap(eleventh + 2));
  return eleventh + (isLeapBefore ? 3 : 2);
}

/** Mùng 1 Tết of a lunar year, named by the solar year it mostly falls in. */
export function lunarNewYear(year: number): string {
  return fromEpochDay(newMoon(firstNewMoon(year)) - JULIAN_DAY_OF_EPOCH);
}

/** A day of tháng Chạp, the last month of the lunar year; undefined when that month is too short for it. */
export function dayOfLastLunarMonth(year: number, day: number): string | undefined {
  const next = firstNewMoon(year + 1);
  const first = newMoon(next - 1);
  if (day < 1 || day > newMoon(next) - first) return undefined;
  return addDays(fromEpochDay(first - JULIAN_DAY_OF_EPOCH), day - 1);
}
