import { daysInMonth } from './calendar.ts';
import { explainDate } from './explain.ts';
import type { DateFault } from './fault.ts';

/** What a date says: the first and last day that fit, `YYYY-MM-DD`, or null where the year is unknown or the end open. */
export interface DateSpan {
  min: string | null;
  max: string | null;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const YEAR = /^\d{4}$/;
const UNKNOWN_YEAR = /^XXXX(-(\d{2}|XX)(-(\d{2}|XX))?)?$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/;
const SEASON = /^(\d{4})-2[1-4]$/;
/** About (~), uncertain (?) or both (%). */
const DOUBT = /[?~%]$/;
/** Some digits unknown, but not the whole year: 201X, 2021-XX-05. */
const UNKNOWN_DIGITS = /^\d[\dX]{3}(-(0[1-9X]|1[0-2X]|XX)(-[0-3X][\dX])?)?$/;
const OPEN_END = '..';
/** More characters than any date in words has. */
const LONGEST = 80;

const seen = new Map<string, DateSpan | DateFault>();

/**
 * Reads a date in EDTF (ISO 8601-2, levels 0 and 1, years 0000 to 9999). Nothing is padded or rolled over: a year stays a year, and a month
 * 13 is refused. An instant counts for the day it names, whatever its offset. Seasons span their year, since EDTF does
 * not tell the hemisphere.
 * @param text the date as written
 */
export function readDate(text: string): DateSpan | DateFault {
  let result = seen.get(text);
  if (result === undefined) {
    result = spanOf(text) ?? faultOf(text);
    seen.set(text, result);
  }
  return result;
}

/** A date that EDTF reads as a season and most people as a span of years. */
interface YearsOrSeason {
  /** Such as "winter 2021". */
  season: string;
  /** As a span of years is written. */
  years: string;
}

/** Tells the two readings of 2021-24; null for a date that has one, such as 2021-07 or 2024-21. */
export function yearsOrSeason(text: string): YearsOrSeason | null {
  const match = /^(\d\d)(\d\d)-(2[1-4])[?~%]?$/.exec(text);
  if (match === null) return null;
  const [, century = '', from = '', to = ''] = match;
  if (Number(to) <= Number(from)) return null;
  const name = ['spring', 'summer', 'autumn', 'winter'][Number(to) - 21];
  return { season: `${name} ${century}${from}`, years: `${century}${from}/${century}${to}` };
}

/** Whether {@link readDate} refused the text. */
export function isFault(result: DateSpan | DateFault): result is DateFault {
  return 'fault' in result;
}

/** Why the text is no date. What is offered in its place must be one: "about 2021-02-30" has two faults. */
function faultOf(text: string): DateFault {
  if (text.length > LONGEST) return { fault: `a text of ${text.length} characters is no date` };
  const { fault, suggestion } = explainDate(text);
  return suggestion === undefined || spanOf(suggestion) === null ? { fault } : { fault, suggestion };
}

function spanOf(text: string): DateSpan | null {
  const ends = text.split('/');
  if (ends.length === 2) return intervalOf(ends[0] as string, ends[1] as string);
  return ends.length === 1 ? singleOf(text) : null;
}

function intervalOf(from: string, to: string): DateSpan | null {
  const start = from === OPEN_END || from === '' ? { min: null, max: null } : singleOf(from);
  const end = to === OPEN_END || to === '' ? { min: null, max: null } : singleOf(to);
  if (
    start === null ||
    end === null ||
    (start.min === null && end.max === null && `${from}${to}`.length <= 4)
  )
    return null;
  if (start.min !== null && end.max !== null && start.min > end.max) return null;
  return { min: start.min, max: end.max };
}

function singleOf(written: string): DateSpan | null {
  const text = written.replace(DOUBT, '');
  const day = DAY.exec(INSTANT.exec(text)?.[1] ?? text);
  if (day)
    return dayExists(Number(day[1]), Number(day[2]), Number(day[3])) ? { min: day[0], max: day[0] } : null;
  const month = MONTH.exec(text);
  if (month && Number(month[2]) <= 12) return monthSpan(month[1] as string, Number(month[2]));
  if (YEAR.test(text)) return yearSpan(text);
  const season = SEASON.exec(text);
  if (season) return yearSpan(season[1] as string);
  const unknown = UNKNOWN_YEAR.exec(text);
  if (unknown) return partsExist(unknown[2], unknown[4]) ? { min: null, max: null } : null;
  return UNKNOWN_DIGITS.test(text) ? fromDigits(text) : null;
}

function monthSpan(year: string, month: number): DateSpan | null {
  if (month < 1) return null;
  const prefix = `${year}-${String(month).padStart(2, '0')}`;
  return { min: `${prefix}-01`, max: `${prefix}-${daysInMonth(Number(year), month)}` };
}

function yearSpan(year: string): DateSpan {
  return { min: `${year}-01-01`, max: `${year}-12-31` };
}

function dayExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function partsExist(month = 'XX', day = 'XX'): boolean {
  if (month === 'XX') return day === 'XX' || (Number(day) >= 1 && Number(day) <= 31);
  if (Number(month) < 1 || Number(month) > 12) return false;
  return day === 'XX' || (Number(day) >= 1 && Number(day) <= daysInMonth(null, Number(month)));
}

/** The first and the last day that fit a date with unknown digits; null when none does: 2021-02-3X. */
function fromDigits(text: string): DateSpan | null {
  const min = dayThatFits(text, false);
  return min === null ? null : { min, max: dayThatFits(text, true) };
}

function dayThatFits(text: string, isLast: boolean): string | null {
  const [years = '', months = 'XX', days = 'XX'] = text.split('-');
  for (const year of numbersLike(years, 0, 9999, isLast))
    for (const month of numbersLike(months, 1, 12, isLast))
      for (const day of numbersLike(days, 1, daysInMonth(Number(year), Number(month)), isLast))
        return `${year}-${month}-${day}`;
  return null;
}

/** The numbers within bounds that fit digits of which some are X, in digits. */
function* numbersLike(digits: string, least: number, most: number, isDown: boolean): Generator<string> {
  const from = Math.max(least, Number(digits.replaceAll('X', '0')));
  const to = Math.min(most, Number(digits.replaceAll('X', '9')));
  for (let step = 0; step <= to - from; step += 1) {
    const number = String(isDown ? to - step : from + step).padStart(digits.length, '0');
    if ([...digits].every((digit, at) => digit === 'X' || digit === number[at])) yield number;
  }
}
