import { daysInMonth } from './calendar.ts';
import type { DateFault } from './fault.ts';
import { explainDateInWords, monthName } from './words.ts';

/**
 * Says why a text is no date and offers the date that was probably meant. Only unambiguous forms are offered as one date;
 * 06/07/2021 could be June or July, so it is offered as neither.
 */
export function explainDate(written: string): DateFault {
  const text = written
    .trim()
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ');
  return (
    unknownYear(text) ??
    withTime(text) ??
    shortParts(text) ??
    impossibleParts(text) ??
    yearLast(text) ??
    twoDigitYear(text) ??
    span(text) ??
    explainDateInWords(text) ?? {
      fault: `"${written}" is not a date in the form YYYY-MM-DD, YYYY-MM or YYYY`,
    }
  );
}

/** xxxx-07-06, ????-07-06 */
function unknownYear(text: string): DateFault | null {
  const match = /^([xX?]{4})(-.+)$/.exec(text);
  if (!match || match[1] === 'XXXX') return null;
  return {
    fault: `"${text}" does not write the unknown year as XXXX`,
    suggestion: `XXXX${(match[2] ?? '').toUpperCase()}`,
  };
}

/** 2021-07-06T20:46:39+0800, 2021-07-06 20:46 */
function withTime(text: string): DateFault | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?) ?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (!match) return null;
  const [, day = '', time = '', offset = ''] = match;
  const full = time.length === 5 ? `${time}:00` : time;
  const suggestion = `${day}T${full}${offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset}`;
  if (suggestion === text) return impossibleParts(day) ?? { fault: `there is no such time as in "${text}"` };
  return { fault: `"${text}" is not written as a date with time`, suggestion };
}

/** 2021-7-6, 2021/07/06, 20210706 */
function shortParts(text: string): DateFault | null {
  const match =
    /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return null;
  const [, year = '', month = '', day] = match;
  const suggestion = [year, two(month), ...(day === undefined ? [] : [two(day)])].join('-');
  if (suggestion === text || impossibleParts(suggestion)) return null;
  return { fault: `"${text}" needs hyphens and two digits each for month and day`, suggestion };
}

/** 2021-13-01, 2021-02-29 */
function impossibleParts(text: string): DateFault | null {
  const match = /^(\d{4}|XXXX)-(\d{2})(?:-(\d{2}))?[?~%]?(?:$|T)/.exec(text);
  if (!match) return null;
  const [, year = '', month = '', day] = match;
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12) {
    const swapped = day !== undefined && d >= 1 && d <= 12 && m > 0 && m <= daysInMonth(yearOf(year), d);
    const fault = `there is no month ${m} in "${text}"`;
    return swapped ? { fault, suggestion: `${year}-${day}-${month}` } : { fault };
  }
  if (day === undefined || (d >= 1 && d <= daysInMonth(yearOf(year), m))) return null;
  return { fault: `there is no day ${d} in ${monthName(m)} of ${year === 'XXXX' ? 'any year' : year}` };
}

/** 13/07/2021, 6.7.2021 */
function yearLast(text: string): DateFault | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!match) return null;
  const [, first = '', second = '', year = ''] = match;
  const readings = [
    [second, first],
    [first, second],
  ]
    .filter(
      ([month, day]) =>
        Number(month) >= 1 &&
        Number(month) <= 12 &&
        Number(day) >= 1 &&
        Number(day) <= daysInMonth(Number(year), Number(month)),
    )
    .map(([month = '', day = '']) => `${year}-${two(month)}-${two(day)}`);
  const distinct = [...new Set(readings)];
  if (distinct.length === 1)
    return { fault: `"${text}" does not start with the year`, suggestion: distinct[0] as string };
  const choice =
    distinct.length === 2 ? `: it could be ${distinct[0]} or ${distinct[1]}` : ', and no day fits it';
  return { fault: `"${text}" does not start with the year${choice}` };
}

/** 06.07.21, 6 Jul 21 */
function twoDigitYear(text: string): DateFault | null {
  if (!/^\d{1,2}[/. -](\d{1,2}|[A-Za-z]{3,9}\.?)[/. -]\d{2}$/.test(text)) return null;
  return { fault: `"${text}" does not give the year in four digits` };
}

/** 2021-07-08/2021-07-06, 2019-2021, 2021-07-06 to 2021-07-08 */
function span(text: string): DateFault | null {
  const match = /^(\d{4}(?:-\d{2}){0,2})(\/| ?to ?| ?- | ?\.\. ?|-)(\d{4}(?:-\d{2}){0,2})$/.exec(text);
  if (!match) return null;
  const [, from = '', between, to = ''] = match;
  const faulty = impossibleParts(from) ?? impossibleParts(to);
  if (faulty) return { fault: faulty.fault };
  if (from > to) return { fault: `"${text}" ends before it begins`, suggestion: `${to}/${from}` };
  return between === '/'
    ? null
    : { fault: `"${text}" is not written as a span of time`, suggestion: `${from}/${to}` };
}

function yearOf(text: string): number | null {
  return text === 'XXXX' ? null : Number(text);
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
