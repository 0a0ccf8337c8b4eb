import { readNumber } from '../../model/numbers.ts';
import { FOREIGN_SEPARATORS } from '../../model/schemas.ts';

/** Languages that a contributor may write out in full. */
const LANGUAGES =
  'ar az bn de el en es fa fr he hi hu id it ja ko nl pl pt ro ru sr sv sw th tr uk ur uz vi zh'.split(' ');
const ENGLISH_NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** A text of more characters has another fault than its form. */
const LONGEST = 500;

/** Changes that turn a common slip into the written form; the first that satisfies the pattern is offered. */
const REPAIRS: readonly ((text: string) => string)[] = [
  (text) => onOneLine(text),
  // Capitals of an address tell one page from another.
  (text) => (text.includes('://') ? '' : text.toLowerCase()),
  (text) => text.toUpperCase(),
  // Q148 out of an address, a DOI out of a link, a bare domain out of an address
  (text) => text.replace(/^https?:\/\/[^/]+\//i, '').replace(/^(wiki|entity)\//, ''),
  (text) => /^[<(]?(?:doi:?\s*)?(10\.\S+?)[>)]?$/i.exec(text)?.[1] ?? '',
  (text) =>
    text
      .toLowerCase()
      .replace(/^https?:\/\/(www\.)?/, '')
      .replace(/\/.*$/, ''),
  webAddress,
  languageTag,
  (text) => /^v?(\d+(?:\.\d+)+)$/i.exec(text)?.[1] ?? '',
  (text) => `${/^v?(\d+(?:\.\d+)+)$/i.exec(text)?.[1] ?? ''}.0`,
  slug,
  claimNumber,
  anchor,
];

/** The same of numbers, and of lists of paragraphs. */
const NUMBER_REPAIRS: typeof REPAIRS = [
  (text) => text.trim(),
  (text) => readNumber(text) ?? '',
  (text) =>
    text
      .trim()
      .replace(/[–—]/g, '-')
      .replace(/(?<!\s)\s+(?=[-,])|(?<=[-,])\s+/g, ''),
];

/**
 * Offers the value that was probably meant where the one written does not have the form that is asked for.
 * @param pattern the regular expression of the form
 */
export function suggestForm(text: string, pattern: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const form = new RegExp(pattern, 'u');
  // What looks like a number is changed only into the same number.
  const isNumber = form.test('7') && !form.test('a');
  // A separator is a slip of another kind: nobody can tell what is meant by the parts.
  if (!isNumber && [...FOREIGN_SEPARATORS].some((sign) => text.includes(sign))) return undefined;
  for (const repair of isNumber ? NUMBER_REPAIRS : REPAIRS) {
    if (repair === claimNumber && form.test('quay-day')) continue;
    const repaired = repair(text);
    if (repaired !== '' && repaired !== text && form.test(repaired)) return repaired;
  }
  return undefined;
}

/**
 * "<https://example.org/a>", "[title](https://example.org/a)", "HTTPS://Example.org/a", "www.example.org" → the address
 * alone. Nothing where more than marks stands round it, or there are two.
 */
function webAddress(text: string): string {
  const inMarks = /^[<("“«]*(https?:\/\/[^\s<>()"“”«»]+?)[>)"”».,;]*$/i.exec(text)?.[1];
  const address = inMarks ?? /^\[[^\]]*\]\((https?:\/\/[^\s()]+)\)$/i.exec(text)?.[1];
  if (address !== undefined)
    return address.replace(/^https?:\/\/[^/]+/i, (beginning) => beginning.toLowerCase());
  return /^(?:\/\/)?[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}(?:\/\S*)?$/i.test(text)
    ? `https://${text.replace(/^\/\//, '')}`
    : '';
}

function onOneLine(text: string): string {
  const lines = text.split(/[\n\r\u2028\u2029]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}

/** "Harbour Summit" → harbour-summit */
function slug(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** "C1", "c 1", "claim 1", "1" → c01; a record before a slash stays. Where any id may stand, a number is no claim. */
function claimNumber(text: string): string {
  const match = /^(?:(.+)\/)?\s*(?:(?:c|claim)[\s._-]*)?(\d{1,4})$/i.exec(text.trim());
  if (match === null) return '';
  const [, record, digits = ''] = match;
  return `${record === undefined ? '' : `${slug(record)}/`}c${digits.padStart(2, '0')}`;
}

/** "P6 S2", "6.2", "p6.s2–3", "headline" → p6.s2, p6.s2, p6.s2-s3, title */
function anchor(text: string): string {
  const plain = text.toLowerCase().replace(/[–—]/g, '-').replace(/\s+/g, '');
  if (plain === 'headline') return 'title';
  if (plain === 'subtitle' || plain === 'subheading') return 'deck';
  const match = /^(?:p|para|paragraph)?(\d+)[.,:;/]?(?:s|sentence)?(\d+)(?:-(?:s|sentence)?(\d+))?$/.exec(
    plain,
  );
  // Without any mark between them, 62 could be paragraph 6 or 62.
  if (match === null || /^\d+$/.test(plain)) return '';
  const [, paragraph = '', from = '', to] = match;
  return `p${Number(paragraph)}.s${Number(from)}${to === undefined ? '' : `-s${Number(to)}`}`;
}

/** "EN", "en_US", "zh-hans", "English" → en, en-US, zh-Hans, en */
function languageTag(text: string): string {
  const word = text.trim().toLowerCase();
  const named = LANGUAGES.find((tag) => ENGLISH_NAMES.of(tag)?.toLowerCase() === word);
  if (named !== undefined) return named;
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0] ?? '';
  } catch {
    return '';
  }
}
