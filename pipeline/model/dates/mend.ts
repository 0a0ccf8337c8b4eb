import { isFault, readDate } from './dates.ts';

/**
 * The date that a text certainly means; null for a date that is right already and where there is any doubt: day and month
 * that may be swapped, a year of two digits or none, a day of the week that could contradict the date.
 */
export function mendDate(written: string): string | null {
  const result = readDate(written);
  if (!isFault(result) || result.suggestion === undefined) return null;
  const text = written.trim().replace(/\s+/g, ' ');
  const isCertain =
    // 2021-7-6, 2021/07/06, 2021.7.6, 20210706, but not 2024-20-11, in which month and day may be swapped
    (/^(\d{4}([-./])\d{1,2}\2\d{1,2}|\d{8}|\d{4}-\d)$/.test(text) && !/^\d{4}-\d\d-\d\d$/.test(text)) ||
    // 13/07/2021, of which there is one reading only; for 06/07/2021 nothing is suggested
    /^(\d{1,2})([/.-])\d{1,2}\2\d{4}$/.test(text) ||
    isCertainInWords(text) ||
    isCertainSpan(text, result.suggestion) ||
    // xxxx-07-06
    (/^x{4}(-(\d\d|xx)){1,2}$/i.test(text) && result.suggestion === text.toUpperCase());
  return isCertain ? result.suggestion : null;
}

/** July 6, 2021 · 6th of July 2021 · about 2017 · spring 2021 · the 1990s */
function isCertainInWords(text: string): boolean {
  const words: string[] = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const years = text.match(/\d{4}/g) ?? [];
  const isSpan = words.includes('to') || years.length !== 1;
  return (
    words.length > 0 && !isSpan && !/\d[tT:]\d|:/.test(text) && !words.some((word) => WEEKDAY.test(word))
  );
}

const WEEKDAY = /^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|\w+day)$/;

/** 2019-2021, 2021-07-06 to 2021-07-08, but not the later date first */
function isCertainSpan(text: string, suggestion: string): boolean {
  const [from = '', to = ''] = suggestion.split('/');
  return to !== '' && text.startsWith(from) && text.endsWith(to) && /^[^a-z]*(to)?[^a-z]*$/.test(text);
}
