/** Languages that a contributor may write out in full. */
const LANGUAGES =
  'ar az bn de el en es fa fr he hi hu id it ja ko nl pl pt ro ru sr sv sw th tr uk ur uz vi zh'.split(' ');
const ENGLISH_NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** Changes that turn a common slip into the written form; the first that satisfies the pattern is offered. */
const REPAIRS: readonly ((text: string) => string)[] = [
  (text) => text.trim(),
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  // Q148 out of an address, a DOI out of a link, a bare domain out of an address
  (text) => text.replace(/^https?:\/\/[^/]+\//i, '').replace(/^(wiki|entity)\//, ''),
  (text) => text.replace(/^doi:\s*/i, ''),
  (text) =>
    text
      .toLowerCase()
      .replace(/^https?:\/\/(www\.)?/, '')
      .replace(/\/.*$/, ''),
  (text) => `https://${text.replace(/^\/\//, '')}`,
  languageTag,
  numberWithoutSeparators,
  (text) => text.replace(/^v/i, ''),
  (text) => `${text.replace(/^v/i, '')}.0`,
  slug,
  claimNumber,
  anchor,
];

/**
 * Offers the value that was probably meant where the one written does not have the form that is asked for.
 * @param pattern the regular expression of the form
 */
export function suggestForm(text: string, pattern: string): string | undefined {
  // A bar is a slip of another kind: nobody can tell what it stands for.
  if (text.includes('|')) return undefined;
  const form = new RegExp(pattern, 'u');
  for (const repair of REPAIRS) {
    const repaired = repair(text);
    if (repaired !== '' && repaired !== text && form.test(repaired)) return repaired;
  }
  return undefined;
}

/** "Harbour Summit" → harbour-summit */
function slug(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** "C1", "c 1", "claim 1", "1" → c01; a record before a slash stays. */
function claimNumber(text: string): string {
  const match = /^(?:(.+)\/)?\s*(?:c|claim)?[\s._-]*(\d{1,4})$/i.exec(text.trim());
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

/** "1,000", "1 000", "+5", "05" → 1000, 1000, 5, 5. A single comma before other than three digits may be a decimal one. */
function numberWithoutSeparators(text: string): string {
  const plain = text.trim().replace(/^\+/, '');
  const joined = /^\d{1,3}([,_ \u00A0\u202F'’]\d{3})+$/.test(plain) ? plain.replace(/\D/g, '') : plain;
  return joined.replace(/^0+(?=\d)/, '');
}
