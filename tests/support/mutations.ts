/** One slip in a text: what was done, the text after it, and the lines (1-based) where it can be seen. */
export interface Mutation {
  what: string;
  text: string;
  /** First and last line of the slip, in the text after it. */
  from: number;
  to: number;
}

type Slip = (lines: string[], at: number, random: () => number) => string[] | null;

export const pick = <T>(items: readonly T[], random: () => number): T =>
  items[Math.floor(random() * items.length)] as T;

/** A word with a letter lost, doubled, changed or in the place of its neighbour, as typing does it. */
function misspell(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length);
  const letter = word.charAt(at);
  switch (Math.floor(random() * 4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return word.slice(0, at) + pick([...'abcdefghijklmnopqrstuvwxyz'], random) + word.slice(at + 1);
    default:
      return word.slice(0, at) + word.charAt(at + 1) + letter + word.slice(at + 2);
  }
}

/** Misspells one of the stretches of a line that a pattern's first group finds. */
function misspellOne(pattern: RegExp): Slip {
  return (lines, at, random) => {
    const line = lines[at] as string;
    const found = [...line.matchAll(pattern)];
    if (found.length === 0 || line.trimStart().startsWith('#')) return null;
    const match = pick(found, random);
    const word = match[1] as string;
    const start = match.index + match[0].lastIndexOf(word);
    const other = misspell(word, random);
    return other === word
      ? null
      : lines.with(at, line.slice(0, start) + other + line.slice(start + word.length));
  };
}

/** The slips, each on the line at index `at`; null where the line gives no occasion. */
const SLIPS: Record<string, Slip> = {
  'a deleted line': (lines, at) => lines.toSpliced(at, 1),
  'two swapped lines': (lines, at) => {
    const next = lines[at + 1];
    return next === undefined || next === lines[at]
      ? null
      : lines.with(at, next).with(at + 1, lines[at] as string);
  },
  'another indentation': (lines, at, random) => {
    const line = lines[at] as string;
    if (line.trim() === '') return null;
    const by = pick([-2, -1, 1, 2], random);
    if (by > 0) return lines.with(at, ' '.repeat(by) + line);
    return line.startsWith(' '.repeat(-by)) ? lines.with(at, line.slice(-by)) : null;
  },
  'a misspelt key': misspellOne(/(?:^ *(?:- )?|[{,] *)([a-z_]+):/g),
  'a misspelt code': misspellOne(
    /\b(?:type|kind|status|mode|basis|attribution|imputed|certainty|polarity|reporter_stance|form|comparator|role|by|direction|completeness|membership|topics|frames): \[?([a-z-]{3,})/g,
  ),
  'a misspelt id or name': misspellOne(
    /\b(?:id|coder|to|of|claim|claimant|said_in|via|holder|addressee|subject|object|members|list|authors|publisher|event|place|host|series|country|from_event|to_event|entity|headline|caption): \[?([^\][{},#"']{2,})(?=[\],}]|$)/g,
  ),
  'a truncated file': (lines, at, random) => {
    const line = lines[at] as string;
    return [...lines.slice(0, at), line.slice(0, Math.floor(random() * (line.length + 1)))];
  },
};

export const KINDS = Object.keys(SLIPS);

/** Makes one slip of a kind somewhere in the text. */
export function mutate(text: string, kind: string, random: () => number): Mutation {
  const lines = text.replace(/\n$/, '').split('\n');
  for (;;) {
    const at = Math.floor(random() * lines.length);
    const after = SLIPS[kind]?.(lines, at, random) ?? null;
    if (after === null) continue;
    const last = kind === 'two swapped lines' ? at + 2 : at + 1;
    const isCut = kind === 'a truncated file';
    return {
      what: `${kind} at line ${at + 1}: ${lines[at]}`,
      text: after.join('\n') + (isCut ? '' : '\n'),
      // Where a line is gone, its neighbours are what can be seen.
      from: kind === 'a deleted line' ? at : at + 1,
      to: last,
    };
  }
}
