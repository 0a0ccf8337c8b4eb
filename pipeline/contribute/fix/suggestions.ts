import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { indexLines, offsetOf } from '../../ingest/text-lines.ts';
import { type Codebook, codesOf } from '../../model/codebook.ts';
import { mendDate } from '../../model/dates/mend.ts';
import { applyEdits, type Edit } from './edit.ts';
import { isMisread, quote } from './scalars.ts';

/** Findings whose suggestion spells what was meant in another way. All others are for a person to decide. */
const SPELLING: ReadonlySet<string> = new Set([
  'E-KEY-UNKNOWN',
  'E-CODE-UNKNOWN',
  'E-NOT-BOOLEAN',
  'E-LIST-EXPECTED',
  'E-VALUE-FORM',
  'E-DATE',
]);

/** How often one file is checked: less often when it is large or has thousands of suggestions; the next run goes on. */
function checksFor(length: number, suggestions: number): number {
  return Math.max(2, Math.min(40, Math.floor(Math.min(2_500_000 / length, 20_000 / suggestions))));
}

/** A text with suggestions followed, and what the check finds in it. */
export interface Followed {
  text: string;
  found: Diagnostic[];
}

/**
 * Follows the suggestions of a check where they are certain: a key, a code, a truth value, a form, a date of one reading,
 * whatever else is wrong in the file. Never one that makes another number or date, or chooses between names. Each is
 * tried: what it is about must be gone afterwards, and no new error be found.
 * @param check tells what `make check` says of the text
 */
export function followSuggestions(
  text: string,
  check: (text: string) => Diagnostic[],
  codebook: Codebook,
): Followed {
  const codes = new Set([...codebook.vocabularies.keys()].flatMap((name) => codesOf(codebook, name)));
  const found = check(text);
  const offered = found.filter(({ suggestion }) => suggestion !== undefined);
  const edits = editsOf(text, offered);
  const certain = edits.filter(({ about, start, end }) => isCertain(about, text.slice(start, end), codes));
  let checks = checksFor(text.length, offered.length);
  let result: Followed = { text, found };
  // From the end on, so that the places of those before stay what they are.
  follow(certain);
  return result;

  /** Follows as many as can be followed together; those that do harm are found by halves. */
  function follow(some: readonly Suggested[]): void {
    if (some.length === 0 || checks === 0) return;
    const after = applyEdits(result.text, some);
    checks -= 1;
    const foundAfter = check(after);
    if (isBetter(countOf(result.found), countOf(foundAfter), some)) {
      result = { text: after, found: foundAfter };
      return;
    }
    if (some.length === 1) return;
    const middle = Math.floor(some.length / 2);
    follow(some.slice(middle));
    follow(some.slice(0, middle));
  }
}

/** An edit that follows a suggestion. */
interface Suggested extends Edit {
  about: Diagnostic;
}

/** The edits that follow suggestions, in the order of the text, the first of those that overlap. */
function editsOf(text: string, offered: readonly Diagnostic[]): Suggested[] {
  const lines = indexLines(text);
  const edits = offered.map((about): Suggested => {
    const { column, endColumn, suggestion = '' } = about;
    const start = offsetOf(lines, about);
    const isPlain =
      /^(?:\[.*\]|[\p{L}\d_][\p{L}\d ./_-]*|https?:\/\/\S+)$/u.test(suggestion) && !isMisread(suggestion);
    const isBare = isPlain || about.code === 'E-NOT-BOOLEAN';
    return { about, start, end: start + endColumn - column, text: isBare ? suggestion : quote(suggestion) };
  });
  let end = 0;
  return edits
    .sort((a, b) => a.start - b.start)
    .filter((one) => {
      if (one.start < end) return false;
      end = one.end;
      return true;
    });
}

function isCertain(
  { code, message, suggestion = '' }: Diagnostic,
  written: string,
  codes: ReadonlySet<string>,
): boolean {
  const plain = written.replace(/^(['"])(.*)\1$/s, '$2');
  if (!SPELLING.has(code) || /^[-+.]?\d[\d.,]*$/.test(suggestion)) return false;
  // Another word for a topic or a frame offers one code of several; only a part or a slip of it is certain.
  const isOther = !suggestion.includes(plain) && nearest(plain, [suggestion]).length === 0;
  if (code === 'E-CODE-UNKNOWN' && isOther && /\b(?:topic|frame)$/.test(message)) return false;
  if (code === 'E-DATE') return mendDate(plain) === suggestion;
  // A comma may stand in a name; in codes there is none.
  if (code !== 'E-LIST-EXPECTED' || !/[,;，；、]/.test(plain)) return true;
  return suggestion
    .replace(/^\[|\]$/g, '')
    .split(', ')
    .every((item) => codes.has(item));
}

/** How often each error is found in each line; what a right value is warned about is no harm. */
function countOf(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of diagnostics)
    if (one.severity === 'error') counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

function keyOf({ code, line }: Diagnostic): string {
  return `${line} ${code}`;
}

function isBetter(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  followed: readonly Suggested[],
): boolean {
  const expected = new Map(before);
  for (const { about } of followed) expected.set(keyOf(about), (expected.get(keyOf(about)) ?? 0) - 1);
  return [...after].every(([key, count]) => count <= (expected.get(key) ?? 0));
}
