import { daysInMonth } from './calendar.ts';
import type { DateFault } from './dates.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/**
 * Says why a text is no date and offers the date that was probably meant. Only unambiguous forms are offered as one date;
 * 06/07/2021 could be June or July, so it is offered as neither.
 */
export function explainDate(text: string): DateFault {
  return (
    wrongOffset(text) ?? shortParts(text) ?? impossibleParts(text) ?? slashes(text) ?? words(text) ?? backwards(text) ?? {
      fault: `"${text}" is not a date in the form YYYY-MM-DD, YYYY-MM or YYYY`,
    }
  );
}

function wrongOffset(text: string): DateFault | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?) ?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (!match) return null;
  const [, day = '', time = '', offset = ''] = match;
  const full = time.length === 5 ? `${time}:00` : time;
  const suggestion = `${day}T${full}${offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset}`;
  if (suggestion === text) return null;
  return { fault: `"${text}" is not written as a date with time`, suggestion };
}

function shortParts(text: string): DateFault | null {
  const match = /^(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?$/.exec(text);
  if (!match) return null;
  const [, year = '', month = '', day] = match;
  const suggestion = [year, two(month), ...(day === undefined ? [] : [two(day)])].join('-');
  if (suggestion === text || impossibleParts(suggestion)) return null;
  return { fault: `"${text}" needs hyphens and two digits each for month and day`, suggestion };
}

function impossibleParts(text: string): DateFault | null {
  const match = /^(\d{4}|XXXX)-(\d{2})(?:-(\d{2}))?(?:$|T)/.exec(text);
  if (!match) return null;
  const [, year = '', month = '', day] = match;
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12) {
    const swapped = day !== undefined && d >= 1 && d <= 12 && m <= 31 && m > 0 ? `${year}-${day}-${month}` : undefined;
    const fault = `there is no month ${m} in "${text}"`;
    return swapped === undefined ? { fault } : { fault, suggestion: swapped };
  }
  const last = daysInMonth(year === 'XXXX' ? null : Number(year), m);
  if (day === undefined || (d >= 1 && d <= last)) return null;
  return { fault: `there is no day ${d} in ${capital(MONTHS[m - 1] ?? '')} of ${year === 'XXXX' ? 'any year' : year}` };
}

function slashes(text: string): DateFault | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!match) return null;
  const [, first = '', second = '', year = ''] = match;
  const readings = [[second, first], [first, second]]
    .filter(([month, day]) => Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month)))
    .map(([month = '', day = '']) => `${year}-${two(month)}-${two(day)}`);
  const distinct = [...new Set(readings)];
  if (distinct.length === 1) return { fault: `"${text}" does not start with the year`, suggestion: distinct[0] as string };
  const choice = distinct.length === 2 ? `: it could be ${distinct[0]} or ${distinct[1]}` : '';
  return { fault: `"${text}" does not start with the year${choice}` };
}

function words(text: string): DateFault | null {
  const match = /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,? (\d{4})$/.exec(text.trim());
  if (!match) return null;
  const [, before, name = '', after, year = ''] = match;
  const month = MONTHS.findIndex((candidate) => candidate.startsWith(name.toLowerCase())) + 1;
  if (month === 0) return null;
  const day = before ?? after;
  if (day !== undefined && (Number(day) < 1 || Number(day) > daysInMonth(Number(year), month))) {
    return { fault: `there is no day ${Number(day)} in ${capital(MONTHS[month - 1] ?? '')} of ${year}` };
  }
  const suggestion = [year, two(String(month)), ...(day === undefined ? [] : [two(day)])].join('-');
  return { fault: `"${text}" is written in words`, suggestion };
}

function backwards(text: string): DateFault | null {
  const [from = '', to = '', more] = text.split('/');
  if (more !== undefined || !/^\d{4}/.test(from) || !/^\d{4}/.test(to) || from <= to) return null;
  return { fault: `"${text}" ends before it begins`, suggestion: `${to}/${from}` };
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
