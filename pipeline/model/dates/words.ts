import { daysInMonth } from './calendar.ts';
import type { DateFault } from './fault.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? /i;
/** Seasons by their EDTF number. */
const SEASONS: Readonly<Record<string, string>> = {
  spring: '21',
  summer: '22',
  autumn: '23',
  fall: '23',
  winter: '24',
};

/** The English name of a month, 1 to 12. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? '';
}

/** Says why words are no date, and the date they stand for; null when they are none that we know. */
export function explainDateInWords(text: string): DateFault | null {
  return monthInWords(text) ?? about(text) ?? season(text) ?? decade(text) ?? unsaid(text);
}

/** July 6, 2021 · 6th of July 2021 · 2021-Jul-06 · July 6 */
function monthInWords(text: string): DateFault | null {
  const plain = text
    .replace(WEEKDAY, '')
    .replace(/(\d)(?:st|nd|rd|th)\b/gi, '$1')
    .replace(/ of /i, ' ');
  const name = /[A-Za-z]{3,9}/.exec(plain)?.[0].toLowerCase() ?? '';
  const month = MONTHS.findIndex((candidate) => name !== '' && candidate.toLowerCase().startsWith(name)) + 1;
  if (month === 0) return null;
  const parts = plain.split(/[ ,.-]+/).filter((part) => part !== '');
  const digits = parts.filter((part) => /^\d{1,4}$/.test(part));
  const years = digits.filter((part) => part.length === 4);
  const days = digits.filter((part) => part.length <= 2);
  if (digits.length + 1 !== parts.length || digits.length === 0 || years.length > 1 || days.length > 1)
    return null;
  const [year = 'XXXX'] = years;
  const [day] = days;
  // Only who typed "Sep 21" knows whether that is a day or a year.
  const isOpen = year === 'XXXX' && day?.length === 2 && /^[A-Za-z.]+\W*\d\d$/.test(plain);
  if (isOpen && !/\d(?:st|nd|rd|th)\b| of /i.test(text)) {
    const of = String(month).padStart(2, '0');
    const ofYear = `${Number(day) > 50 ? '19' : '20'}${day}-${of}`;
    return Number(day) < 1 || Number(day) > daysInMonth(null, month)
      ? { fault: `"${text}" is a month with a year of two digits: it could be ${ofYear}` }
      : {
          fault: `"${text}" is a month with a day or a year: it could be XXXX-${of}-${day} or ${ofYear}`,
        };
  }
  if (
    day !== undefined &&
    (Number(day) < 1 || Number(day) > daysInMonth(year === 'XXXX' ? null : Number(year), month))
  ) {
    return {
      fault: `there is no day ${Number(day)} in ${monthName(month)} of ${year === 'XXXX' ? 'any year' : year}`,
    };
  }
  const numbers = [String(month), ...(day === undefined ? [] : [day])].map((number) =>
    number.padStart(2, '0'),
  );
  return inWords(text, [year, ...numbers].join('-'));
}

/** about 2017, c. 2017, circa July 2017 */
function about(text: string): DateFault | null {
  const match = /^(?:about|around|approximately|circa|ca?\.?) ?(.+)$/i.exec(text);
  const rest = match?.[1] ?? '';
  if (/^\d{4}(-\d{2}){0,2}$/.test(rest)) return inWords(text, `${rest}~`);
  const month = rest === '' ? null : monthInWords(rest);
  return month?.suggestion === undefined ? null : inWords(text, `${month.suggestion}~`);
}

/** spring 2021 */
function season(text: string): DateFault | null {
  const match = /^(?:the )?([a-z]+)(?: of)? (\d{4})$/i.exec(text);
  const number = SEASONS[match?.[1]?.toLowerCase() ?? ''];
  return number === undefined ? null : inWords(text, `${match?.[2]}-${number}`);
}

/** the 1990s */
function decade(text: string): DateFault | null {
  const match = /^(?:the )?(\d{3})0['’]?s$/i.exec(text);
  return match === null ? null : inWords(text, `${match[1]}X`);
}

/** unknown, n.d., ? */
function unsaid(text: string): DateFault | null {
  if (!/^(unknown|undated|n\.? ?d\.?|n\/?a|none|tbd|\?+|-+)$/i.test(text)) return null;
  return { fault: `"${text}" is no date; a date that is not known is left out` };
}

function inWords(text: string, suggestion: string): DateFault {
  return { fault: `"${text}" is written in words`, suggestion };
}
