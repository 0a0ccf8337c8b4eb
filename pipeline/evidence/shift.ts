import { count } from '../diagnostics/render/text.ts';
import { partOf } from '../model/anchors.ts';
import { countWords } from '../model/words.ts';
import { normalText } from './text/normal-text.ts';
import type { Unit } from './text/units.ts';

/** A claim whose words stand at another address than it has; `to` is the same as `from` where it stands right. */
export interface Placed {
  claim: string;
  index: number;
  from: string;
  to: string;
  /** Whether a quote tells it, and not a likeness of words. */
  isQuoted: boolean;
}

/** Addresses that are all off by the same number of paragraphs. */
export interface Shift {
  claims: Placed[];
  /** Paragraphs by which the words stand later (or, below 0, earlier) than the addresses say. */
  by: number;
}

/** So many claims make a shift, at the least; without a quote among them one more. */
const LEAST_CLAIMS = 2;

/**
 * Finds out whether addresses are off as a whole, from some paragraph on: as when a coder did not count a heading.
 * @param placed the claims of which it is known where their words stand
 */
export function shiftOf(placed: readonly Placed[]): Shift | null {
  const amounts = new Map<number, Placed[]>();
  for (const one of placed) {
    const by = amountOf(one);
    if (by !== null && by !== 0) amounts.set(by, [...(amounts.get(by) ?? []), one]);
  }
  const [most] = [...amounts].sort(([, a], [, b]) => b.length - a.length);
  const [by, claims] = most ?? [0, []];
  if (claims.length < LEAST_CLAIMS + (claims.some(({ isQuoted }) => isQuoted) ? 0 : 1)) return null;
  const first = Math.min(...claims.map(({ from }) => paragraphOf(from)));
  const others = placed.filter((one) => paragraphOf(one.from) >= first && amountOf(one) !== by);
  return others.length * 2 <= claims.length ? { claims, by } : null;
}

/** Null for the paratext. */
function amountOf({ from, to }: Placed): number | null {
  return partOf(from) === 'body' && partOf(to) === 'body' ? paragraphOf(to) - paragraphOf(from) : null;
}

/** The address so many paragraphs later. */
export function shifted(at: string, by: number): string {
  return at.replace(/^p(\d+)/, (_, number: string) => `p${Number(number) + by}`);
}

/** The number of the paragraph that an address names. */
function paragraphOf(at: string): number {
  return Number(/^p(\d+)/.exec(at)?.[1] ?? 0);
}

/** Longer paragraphs are no headings. */
const LONGEST_HEADING = 15;

/**
 * Names the paragraph that was counted or was not, without a word of it.
 * @param first the first address that is off
 * @param paragraphs how many the file has
 */
export function whatWasCounted(
  { by, first }: { by: number; first: string },
  units: readonly Unit[],
  paragraphs: number,
): string {
  const body = units.filter(({ at }) => partOf(at) === 'body');
  if (by < 0) {
    const used = new Set(units.flatMap((unit) => (partOf(unit.at) === 'body' ? unit.paragraphs : [])));
    const place =
      body.find(({ at }) => paragraphOf(at) >= paragraphOf(first) + by)?.paragraphs[0] ?? paragraphs;
    const left = Array.from({ length: place - 1 }, (_, index) => index + 1).filter(
      (number) => !used.has(number),
    );
    const part = units.find((unit) => unit.paragraphs.includes(left.at(-1) ?? 0))?.at;
    if (left.length === 0) return 'Was a paragraph counted that is none in this text?';
    return `Was paragraph ${left.at(-1)} of the file counted, which is ${part === undefined ? 'left out here' : `the ${part}`}?`;
  }
  const before = body.filter(({ at }) => /\.s1$/.test(at) && paragraphOf(at) < paragraphOf(first) + by);
  const alone = before.filter(({ at }) => !body.some((unit) => unit.at === at.replace(/s1$/, 's2')));
  const heading = alone.filter(({ text }) => isHeading(text)).at(-1);
  if (heading === undefined) return `Was one of the paragraphs before ${first} not counted?`;
  const words = countWords(normalText(heading.text));
  return `Was p${paragraphOf(heading.at)} not counted, a heading or by-line of ${count(words, 'word')} (paragraph ${heading.paragraphs[0]} of the file)?`;
}

function isHeading(text: string): boolean {
  return countWords(normalText(text)) <= LONGEST_HEADING && !/[.!?。！？]["'”’»)\]]*$/.test(text);
}
