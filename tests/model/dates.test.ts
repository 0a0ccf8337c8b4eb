import edtf from 'edtf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInMonth } from '../../pipeline/model/dates/calendar.ts';
import { isFault, readDate } from '../../pipeline/model/dates/dates.ts';

function span(text: string): [string | null, string | null] {
  const date = readDate(text);
  if (isFault(date)) throw new Error(date.fault);
  return [date.min, date.max];
}

function fault(text: string) {
  const date = readDate(text);
  if (!isFault(date)) throw new Error(`${text} was read as ${date.min} to ${date.max}`);
  return date;
}

const two = (number: number): string => String(number).padStart(2, '0');
const YEARS = fc.integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, '0'));
const DAYS = fc.tuple(YEARS, fc.integer({ min: 1, max: 12 })).chain(([year, month]) => {
  return fc
    .integer({ min: 1, max: daysInMonth(Number(year), month) })
    .map((day) => `${year}-${two(month)}-${two(day)}`);
});

describe('a date', () => {
  it.each([
    ['a day', '2021-07-06', '2021-07-06', '2021-07-06'],
    ['a month', '2021-02', '2021-02-01', '2021-02-28'],
    ['a month of a leap year', '2024-02', '2024-02-01', '2024-02-29'],
    ['a year', '2017', '2017-01-01', '2017-12-31'],
    ['a day with time', '2021-07-06T20:46:39Z', '2021-07-06', '2021-07-06'],
    ['a day with time and offset, as written', '2021-07-06T23:46:39-05:00', '2021-07-06', '2021-07-06'],
    ['a season, which could be of either hemisphere', '2021-21', '2021-01-01', '2021-12-31'],
    ['about a year', '2017~', '2017-01-01', '2017-12-31'],
    ['an uncertain month', '2021-07?', '2021-07-01', '2021-07-31'],
    ['an uncertain and approximate day', '2021-07-06%', '2021-07-06', '2021-07-06'],
    ['a decade', '201X', '2010-01-01', '2019-12-31'],
    ['a century', '20XX', '2000-01-01', '2099-12-31'],
    ['a month without day', '2021-07-XX', '2021-07-01', '2021-07-31'],
    ['a year without month', '2021-XX', '2021-01-01', '2021-12-31'],
    ['a day of an unknown month', '2021-XX-05', '2021-01-05', '2021-12-05'],
    ['a span of years', '2019/2021', '2019-01-01', '2021-12-31'],
    ['a span of mixed precision', '2021-07/2021-08-03', '2021-07-01', '2021-08-03'],
    ['an open end', '2021-07-06/..', '2021-07-06', null],
    ['an unknown end', '2021-07-06/', '2021-07-06', null],
    ['an open start', '../2021', null, '2021-12-31'],
    ['the 29th of February of a leap year', '2000-02-29', '2000-02-29', '2000-02-29'],
  ])('may be %s', (_, text, min, max) => {
    expect(span(text)).toEqual([min, max]);
  });

  it.each([
    ['XXXX-07-06'],
    ['XXXX-07'],
    ['XXXX'],
    ['XXXX-XX-XX'],
    ['XXXX-XX-05'],
    ['XXXX-02-29'],
    ['XXXX-07-06?'],
  ])('of an unknown year, %s, has neither first nor last day', (text) => {
    expect(span(text)).toEqual([null, null]);
  });

  it('that exists is taken as it is, every day of ten thousand years', () => {
    fc.assert(
      fc.property(DAYS, (day) => {
        expect(span(day)).toEqual([day, day]);
      }),
      { numRuns: 2000 },
    );
  });

  it('exists or is refused, as the calendar has it, for every day number of four kinds of years', () => {
    for (const year of [1900, 2000, 2021, 2024]) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const text = `${year}-${two(month)}-${two(day)}`;
          const time = new Date(Date.UTC(year, month - 1, day));
          const exists =
            time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
          expect(isFault(readDate(text)), text).toBe(!exists);
        }
      }
    }
  });

  it('never ends before it begins, and its ends are days, whatever is written', () => {
    const alphabet = fc.constantFrom(...'0123456789-/X?~%.T:Z+ ');
    const nearlyDates = fc.tuple(DAYS, fc.nat(), alphabet).map(([day, seed, sign]) => {
      const at = seed % (day.length + 1);
      return day.slice(0, at) + sign + day.slice(at + (seed % 2));
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: alphabet, maxLength: 16 }), nearlyDates), (text) => {
        const date = readDate(text);
        if (isFault(date)) return;
        for (const end of [date.min, date.max]) if (end !== null) expect(span(end)).toEqual([end, end]);
        if (date.min !== null && date.max !== null) expect(date.min <= date.max).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps its year: nothing of it is rolled over or taken for another number', () => {
    fc.assert(
      fc.property(
        YEARS,
        fc.string({ unit: fc.constantFrom(...'0123456789-X?~%'), maxLength: 8 }),
        (year, rest) => {
          const date = readDate(year + rest);
          if (isFault(date) || date.min === null) return;
          expect(date.min.slice(0, 4)).toBe(year);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('what is no date', () => {
  it.each([
    ['2021-7-6', '2021-07-06'],
    ['2021-7', '2021-07'],
    ['2021/07/06', '2021-07-06'],
    ['2021.7.6', '2021-07-06'],
    ['20210706', '2021-07-06'],
    ['13/07/2021', '2021-07-13'],
    ['07/13/2021', '2021-07-13'],
    ['07/07/2021', '2021-07-07'],
    ['31.12.2021', '2021-12-31'],
    ['July 6, 2021', '2021-07-06'],
    ['6 July 2021', '2021-07-06'],
    ['6th of July, 2021', '2021-07-06'],
    ['Tuesday, July 6, 2021', '2021-07-06'],
    ['06-Jul-2021', '2021-07-06'],
    ['2021-Jul-06', '2021-07-06'],
    ['Sept. 2021', '2021-09'],
    ['July 6', 'XXXX-07-06'],
    ['circa 2017', '2017~'],
    ['c. July 2017', '2017-07~'],
    ['spring 2021', '2021-21'],
    ['the 1990s', '199X'],
    ['2019-2021', '2019/2021'],
    ['2019–2021', '2019/2021'],
    ['2021-07-06 to 2021-07-08', '2021-07-06/2021-07-08'],
    ['2021-07-08/2021-07-06', '2021-07-06/2021-07-08'],
    ['xxxx-07-06', 'XXXX-07-06'],
    ['????-07-06', 'XXXX-07-06'],
    ['2024-20-11', '2024-11-20'],
    ['2021-07-06T20:46:39+0800', '2021-07-06T20:46:39+08:00'],
    ['2021-07-06 20:46', '2021-07-06T20:46:00'],
  ])('%s is refused, and %s is offered, which is one', (text, suggestion) => {
    expect(fault(text).suggestion).toBe(suggestion);
    expect(isFault(readDate(suggestion))).toBe(false);
  });

  it.each([
    ['06/07/2021', 'it could be 2021-07-06 or 2021-06-07'],
    ['Sep 21', 'it could be XXXX-09-21 or 2021-09'],
    ['May 98', 'it could be 1998-05'],
    ['6.7.2021', 'it could be 2021-07-06 or 2021-06-07'],
    ['31/02/2021', 'no day fits it'],
    ['2021-13', 'there is no month 13'],
    ['2021-00-10', 'there is no month 0'],
    ['2021-02-29', 'there is no day 29 in February of 2021'],
    ['1900-02-29', 'there is no day 29 in February of 1900'],
    ['2021-06-31', 'there is no day 31 in June of 2021'],
    ['2021-07-00', 'there is no day 0 in July of 2021'],
    ['XXXX-02-30', 'there is no day 30 in February of any year'],
    ['July 32, 2021', 'there is no day 32 in July of 2021'],
    ['2021-02-30/2021-03-01', 'there is no day 30 in February of 2021'],
    ['2021-25', 'there is no month 25'],
    ['2021-07-06T24:00:00Z', 'there is no such time'],
    ['06.07.21', 'does not give the year in four digits'],
    ['6 Jul 21', 'does not give the year in four digits'],
    ['unknown', 'a date that is not known is left out'],
    ['n.d.', 'a date that is not known is left out'],
    ['n/a', 'a date that is not known is left out'],
    ['yesterday', 'is not a date in the form'],
    ['-0044', 'is not a date in the form'],
    ['2021-W27-2', 'is not a date in the form'],
    ['../../..', 'is not a date in the form'],
    ['', 'is not a date in the form'],
  ])('%s is refused with the reason, and nothing is guessed', (text, reason) => {
    expect(fault(text).fault).toContain(reason);
    expect(fault(text).suggestion).toBeUndefined();
  });

  it('is only ever answered with something that is one', () => {
    const words = fc.array(
      fc.constantFrom(
        'July',
        '6',
        '06',
        '2021',
        'of',
        'about',
        'spring',
        '/',
        '-',
        ',',
        'the',
        '31',
        'Feb',
        '1990s',
        'XXXX',
        '2021-02-30',
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '', '-'), (parts, joint) => {
        const date = readDate(parts.join(joint));
        if (isFault(date) && date.suggestion !== undefined)
          expect(isFault(readDate(date.suggestion)), `${parts.join(joint)} → ${date.suggestion}`).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a date with unknown digits', () => {
  const digit = fc.constantFrom(...'0123456789X');
  const years = fc.tuple(fc.constantFrom(...'0129'), digit, digit, digit).map((signs) => signs.join(''));
  const months = fc.constantFrom('XX', '0X', '1X', ...Array.from({ length: 12 }, (_, at) => two(at + 1)));
  const isUnsure = (text: string): boolean => text.includes('X');

  it('is read as the library edtf reads it, where days of all months are in question', () => {
    const days = fc.constantFrom('XX', '0X', '1X', '05', '17', '28');
    const texts = fc
      .tuple(years, fc.option(months, { nil: null }), fc.option(days, { nil: null }))
      .map(([year, month, day]) => [year, month, month === null ? null : day].filter(Boolean).join('-'));
    fc.assert(
      fc.property(texts.filter(isUnsure), (text) => {
        const { min, max } = edtf(text) as { min: number; max: number };
        const days = [min, max].map((time) => new Date(time).toISOString().slice(0, 10));
        expect(span(text), text).toEqual(days);
      }),
    );
  });

  it('spans the first and the last day that fit, and no day that does not exist', () => {
    // The library ends the first with 2062-10-01, begins the second with its first day, and refuses the third.
    expect(span('2062-0X-31')).toEqual(['2062-01-31', '2062-08-31']);
    expect(span('1825-04-X0')).toEqual(['1825-04-10', '1825-04-30']);
    expect(span('2021-04-3X')).toEqual(['2021-04-30', '2021-04-30']);
    expect(span('20XX-02-29')).toEqual(['2000-02-29', '2096-02-29']);
    fault('2021-02-3X');
    fault('2021-XX-32');
  });
});
