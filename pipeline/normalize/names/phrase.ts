import { foldName } from '../../model/fold.ts';
import type { Title } from '../../model/generated/records.ts';
import type { Entry } from './entry.ts';
import type { Registry } from './registry.ts';

/** One post in a title phrase: "former Russian President" has the title President, the owner Russia and is past. */
export interface Post {
  title: Title;
  /** Whose post it is; several when the word is shared ("Korean"), none when nothing is said. */
  owners: Entry[];
  /** What a modifier such as "former" says about the time. */
  time: Title['kind'] | null;
}

/** A phrase made of nothing but titles, modifiers and owners. */
export interface Phrase {
  posts: Post[];
}

/** A name with a title phrase before or after it. */
export interface TitledName {
  name: string;
  /** The phrase as printed. */
  printed: string;
  phrases: Phrase[];
}

interface Word {
  text: string;
  /** The word without the 's of a possessive, when it has one. */
  stem: string | null;
}

const POSSESSIVE = /['‘’ʼ′`´]s?[.,]*$/u;
/** Longer texts are sentences; it also bounds the search. */
const MOST_WORDS = 16;
const firstWords = new WeakMap<Registry['titles'], Set<string>>();

/** Whether a folded text holds a word that begins a title; most names do not, and need no second look. */
export function mayHoldTitle(registry: Registry, folded: string): boolean {
  let first = firstWords.get(registry.titles);
  if (first === undefined) {
    first = new Set([...registry.titles.keys()].map((title) => title.split(' ')[0] as string));
    firstWords.set(registry.titles, first);
  }
  return folded.split(' ').some((word) => first.has(word));
}

/**
 * All ways to take a title phrase off a text: before the name ("former Russian President Dmitry Medvedev") or after a
 * comma ("Xi Jinping, President of China").
 */
export function takeOffTitles(registry: Registry, text: string): TitledName[] {
  const found: TitledName[] = [];
  const keep = (name: string, printed: string, words: Word[]): void => {
    const phrases = phrasesIn(registry, words);
    if (phrases.length > 0)
      found.push({ name: name.trim(), printed: printed.replace(/,\s*$/u, '').trim(), phrases });
  };
  const before: Word[] = [];
  let from = 0;
  for (const { index } of text.matchAll(/\s+/gu)) {
    for (const word of wordsOf(text.slice(from, index).trimStart())) before.push(word);
    from = index;
    keep(text.slice(index), text.slice(0, index), before);
  }
  const comma = text.indexOf(', ');
  if (comma > 0) keep(text.slice(0, comma), text.slice(comma + 1), wordsOf(text.slice(comma + 1)));
  return found;
}

/**
 * Reads a text as a title phrase: "the Chinese President", "Iran's president", "former Prime Minister of Serbia".
 *
 * An owner may be cut off in several places, and all of them are followed, so that a new name in the registry can add a
 * reading but never take one away. Titles are a closed list: there the longest counts.
 * @returns none when a word of it is no title of titles.yaml and names no owner of posts, or when no title is in it
 */
export function parsePhrases(registry: Registry, text: string): Phrase[] {
  return phrasesIn(registry, wordsOf(text));
}

function phrasesIn(registry: Registry, words: readonly Word[]): Phrase[] {
  const found: Phrase[] = [];
  if (words.length <= MOST_WORDS) {
    follow({ registry, words, found }, 0, { posts: [], owners: [], time: null, titled: false });
  }
  return found;
}

interface Search {
  registry: Registry;
  words: readonly Word[];
  found: Phrase[];
}

interface State {
  posts: Post[];
  owners: Entry[];
  time: Post['time'];
  titled: boolean;
}

function follow(search: Search, at: number, state: State): void {
  const { registry, words, found } = search;
  const word = words[at]?.text;
  if (word === undefined) {
    if (state.titled) found.push({ posts: state.posts });
    return;
  }
  if (word === 'the' || (word === 'and' && state.titled)) follow(search, at + 1, state);
  const title = matches(words, at, registry.titles)[0];
  if (title !== undefined) followTitle(search, title, { ...state, titled: true });
  for (const { value, end } of matches(words, at, registry.owners))
    follow(search, end, { ...state, owners: value });
}

function followTitle(search: Search, { value: title, end }: Match<Title>, state: State): void {
  const { registry, words } = search;
  if (title.kind !== 'office' && title.kind !== 'honorific') {
    follow(search, end, { ...state, time: title.kind });
    return;
  }
  const withPost = (owners: Entry[]): State => ({
    ...state,
    posts: [...state.posts, { title, owners, time: state.time }],
  });
  follow(search, end, withPost(state.owners));
  if (words[end]?.text !== 'of') return;
  const from = words[end + 1]?.text === 'the' ? end + 2 : end + 1;
  for (const owner of matches(words, from, registry.owners)) follow(search, owner.end, withPost(owner.value));
}

interface Match<T> {
  value: T;
  /** Position after the last word of the match. */
  end: number;
}

/** By their first word, how many words the longest keys of a table have. */
const longestKeys = new WeakMap<ReadonlyMap<string, unknown>, Map<string, number>>();

function longestFrom(table: ReadonlyMap<string, unknown>, { text, stem }: Word): number {
  let longest = longestKeys.get(table);
  if (longest === undefined) {
    longest = new Map();
    for (const key of table.keys()) {
      const words = key.split(' ');
      const [first = ''] = words;
      longest.set(first, Math.max(longest.get(first) ?? 0, words.length));
    }
    longestKeys.set(table, longest);
  }
  return Math.max(longest.get(text) ?? 0, longest.get(stem ?? '') ?? 0);
}

/** All runs of words from a position that are a key, the longest first; the last word with or without its possessive. */
function matches<T>(words: readonly Word[], at: number, table: ReadonlyMap<string, T>): Match<T>[] {
  const found: Match<T>[] = [];
  const first = words[at];
  const longest = first === undefined ? 0 : longestFrom(table, first);
  for (let end = Math.min(words.length, at + longest); end > at; end -= 1) {
    const before = words.slice(at, end - 1).map((word) => word.text);
    const { text, stem } = words[end - 1] as Word;
    for (const last of stem === null ? [text] : [text, stem]) {
      const value = table.get([...before, last].join(' '));
      if (value !== undefined) found.push({ value, end });
    }
  }
  return found;
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const raw of text.split(/\s+/u)) {
    const parts = foldName(raw).split(' ').filter(Boolean);
    for (const part of parts) words.push({ text: part, stem: null });
    const stem = POSSESSIVE.test(raw) ? foldName(raw.replace(POSSESSIVE, '')).split(' ').pop() : undefined;
    const last = words.at(-1);
    if (stem !== undefined && last !== undefined && parts.length > 0) last.stem = stem;
  }
  return words;
}
