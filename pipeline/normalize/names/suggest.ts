import { distance } from 'fastest-levenshtein';
import { foldName } from '../../model/fold.ts';
import { byId, type Entry } from './entry.ts';
import { namesOf } from './forms.ts';

/** One entry that may have been meant. */
interface Suggestion {
  entry: Entry;
  /** 0 same words, 1 and more: letters that differ; all words of the text within the name counts as 1. */
  steps: number;
}

/** Names prepared for a quick search. Built once, from all entries. */
export interface SuggestionIndex {
  texts: string[];
  entries: Entry[];
  /** Which of 32 classes of letters occur in a text, one bit each. */
  letters: Uint32Array;
  /** Positions in `texts`, by length of the text. */
  byLength: Map<number, number[]>;
  /** Positions in `texts`, by word. */
  byWord: Map<string, number[]>;
}

const MOST = 5;

/** Prepares all names of the entries, and family names and ISO codes, which suggest but never resolve. */
export function buildSuggestionIndex(entries: Iterable<Entry>): SuggestionIndex {
  const index: SuggestionIndex = {
    texts: [],
    entries: [],
    letters: new Uint32Array(0),
    byLength: new Map(),
    byWord: new Map(),
  };
  for (const entry of entries) {
    const codes = codesOf(entry);
    for (const text of new Set([...searchable(entry), ...codes])) {
      const position = index.texts.push(text) - 1;
      index.entries.push(entry);
      // A letter's difference says nothing between codes.
      if (!codes.includes(text)) addTo(index.byLength, text.length, position);
      for (const word of new Set(text.split(' '))) addTo(index.byWord, word, position);
    }
  }
  index.letters = Uint32Array.from(index.texts, lettersOf);
  return index;
}

function searchable({ value }: Entry): string[] {
  const names = namesOf(value).map(({ name }) => foldName(name));
  if (value.type === 'person' && value.family_name !== undefined) names.push(foldName(value.family_name));
  return names;
}

function codesOf({ value }: Entry): string[] {
  return 'iso' in value && value.iso !== undefined ? Object.values(value.iso).map(foldName) : [];
}

function addTo<K>(map: Map<K, number[]>, key: K, position: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [position]);
  else list.push(position);
}

/**
 * Finds what a text may have meant, for messages only. What the slot does not take is never offered, and rather nothing
 * than what is only half alike: two names are near when they are near word by word.
 * @param fits whether the slot takes an entry
 * @returns at most five, nearest first, equally near ones by id; none when nothing is near
 */
export function suggest(index: SuggestionIndex, text: string, fits: (entry: Entry) => boolean): Suggestion[] {
  const folded = foldName(text);
  if (folded === '') return [];
  const best = new Map<Entry, number>();
  for (const { entry, steps } of [...nearTexts(index, folded), ...withAllWords(index, folded)])
    if (fits(entry)) best.set(entry, Math.min(steps, best.get(entry) ?? steps));
  const ranked = [...best]
    .map(([entry, steps]) => ({ entry, steps }))
    .sort((a, b) => a.steps - b.steps || byId(a.entry, b.entry));
  const limit = (ranked[0]?.steps ?? 0) + 1;
  return ranked.filter(({ steps }) => steps <= limit).slice(0, MOST);
}

/** Those of the suggestions that are as near as the first. */
export function nearestOf(suggestions: readonly Suggestion[]): Suggestion[] {
  return suggestions.filter(({ steps }) => steps === suggestions[0]?.steps);
}

/** How many letters may differ: one in a short word, a quarter of a longer one, never more than three. */
function reach(length: number): number {
  return length < 3 ? 0 : length < 8 ? 1 : length < 12 ? 2 : 3;
}

function* nearTexts(index: SuggestionIndex, text: string): Generator<Suggestion> {
  const limit = reach(text.length);
  const letters = lettersOf(text);
  for (let length = Math.max(1, text.length - limit); length <= text.length + limit; length += 1) {
    for (const position of index.byLength.get(length) ?? []) {
      // Each step adds at most one class of letters and takes away at most one.
      if (countBits(letters ^ (index.letters[position] as number)) > 2 * limit) continue;
      const name = index.texts[position] as string;
      const steps = distance(text, name);
      if (steps <= limit && isNear(text, name)) yield { entry: index.entries[position] as Entry, steps };
    }
  }
}

/**
 * Whether two texts that differ in a few letters are slips of one another. Word by word, so that the words they share lend
 * no letters to the others: Western Samoa is not Western Sahara. A slip seldom changes how a word begins (Prussia is not
 * Russia), and a number is another number.
 */
function isNear(text: string, name: string): boolean {
  const [words, others] = [text.split(' '), name.split(' ')];
  if (words.length !== others.length) return text.replaceAll(' ', '') === name.replaceAll(' ', '');
  return words.every((word, at) => {
    const other = others[at] as string;
    if (word === other) return true;
    if (word[0] !== other[0] || /\d/.test(word + other)) return false;
    return distance(word, other) <= Math.max(1, reach(Math.min(word.length, other.length)));
  });
}

/** Words that say what form a state has, and not which state it is. */
const FORM_WORDS: ReadonlySet<string> = new Set(
  (
    'the of and republic kingdom state states democratic peoples people federal federation federative union united ' +
    'commonwealth principality sultanate emirate emirates duchy grand islamic arab socialist plurinational bolivarian'
  ).split(' '),
);

/** Names that hold all words of the text that say something, so that a family name finds its bearers. */
function* withAllWords(index: SuggestionIndex, text: string): Generator<Suggestion> {
  const words = text.split(' ').filter((word) => !FORM_WORDS.has(word));
  if (words.length === 0) return;
  const lists = words.map((word) => index.byWord.get(word) ?? []);
  const shortest = lists.reduce((a, b) => (b.length < a.length ? b : a));
  for (const position of shortest) {
    const own = (index.texts[position] as string).split(' ').filter((word) => !FORM_WORDS.has(word));
    if (words.every((word) => own.includes(word))) {
      yield { entry: index.entries[position] as Entry, steps: own.length === words.length ? 0 : 1 };
    }
  }
}

function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters >>> 0;
}

function countBits(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
