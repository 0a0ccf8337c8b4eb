import { digestOf, isHan, joinWords, type Sha256, type Word, wordsOf } from './normal-text.ts';
import type { Unit } from './units.ts';

/** The words of a text one after another, each with the unit that it stands in. */
export interface SourceWords {
  words: string[];
  /** Index of the unit of each word. */
  unitOf: number[];
  units: readonly Unit[];
  /** Where each word occurs. */
  places: ReadonlyMap<string, readonly number[]>;
}

/** Indexes the words of a text. */
export function indexWords(units: readonly Unit[]): SourceWords {
  const words: string[] = [];
  const unitOf: number[] = [];
  const places = new Map<string, number[]>();
  for (const [index, { text }] of units.entries()) {
    for (const { word } of wordsOf(text)) {
      const known = places.get(word);
      if (known === undefined) places.set(word, [words.length]);
      else known.push(words.length);
      words.push(word);
      unitOf.push(index);
    }
  }
  return { words, unitOf, units, places };
}

/** A stretch of the words of a text, without its end. */
export type Stretch = readonly [from: number, to: number];

/**
 * The stretches that count as so many words and begin (`step` 1) or end (-1) at a place: one, or two where Chinese or
 * Japanese characters are, of which two count as one word; none where the text ends before.
 */
export function stretchesAt({ words }: SourceWords, place: number, count: number, step: 1 | -1): Stretch[] {
  const stretches: Stretch[] = [];
  let [characters, others] = [0, 0];
  for (let to = place; ; to += step) {
    const counted = Math.ceil(characters / 2) + others;
    if (counted > count) return stretches;
    if (counted === count) stretches.push(step === 1 ? [place, to] : [to, place]);
    const word = words[step === 1 ? to : to - 1];
    if (word === undefined) return stretches;
    if (isHan(word)) characters += 1;
    else others += 1;
  }
}

/** The digest of a stretch, as a fingerprint has it. */
export function digestAt({ words }: SourceWords, [from, to]: Stretch, sha256: Sha256): string {
  return digestOf(joinWords(words.slice(from, to)), sha256);
}

/** Where the words of each unit of a text stand, by address. */
export function stretchesByUnit({ unitOf, units }: SourceWords): Map<string, Stretch> {
  const stretches = new Map<string, Stretch>();
  for (const [place, unit] of unitOf.entries()) {
    const at = units[unit]?.at ?? '';
    stretches.set(at, [stretches.get(at)?.[0] ?? place, place + 1]);
  }
  return stretches;
}

/** The longest run of words, from `from` on in `needle`, that stands anywhere in the source: its length and its place. */
export function longestRun(
  needle: readonly Word[],
  from: number,
  { words, places }: SourceWords,
): { length: number; place: number } {
  let best = { length: 0, place: -1 };
  for (const place of places.get(needle[from]?.word ?? '') ?? []) {
    let length = 1;
    while (from + length < needle.length && needle[from + length]?.word === words[place + length])
      length += 1;
    if (length > best.length) best = { length, place };
  }
  return best;
}

/** The address of a stretch of words: `p3.s2`, `p3.s2-s3`, `p3.s4 to p4.s1`. */
export function addressOf(
  { unitOf, units }: Pick<SourceWords, 'unitOf' | 'units'>,
  place: number,
  length: number,
): string {
  const [first = '', last = ''] = [place, place + length - 1].map((at) => units[unitOf[at] ?? -1]?.at ?? '');
  if (first === last) return first;
  const [[from = ''], [to = '', sentence = '']] = [first.split('.'), last.split('.')];
  return from === to ? `${first}-${sentence}` : `${first} to ${last}`;
}
