import { isMap, isScalar, isSeq, type Node, parseDocument, type Range, type Scalar } from 'yaml';
import { pick } from '../../support/mutations.ts';

/** One slip in a text: what was done, the text after it, and where it can be seen. */
export interface Slip {
  what: string;
  text: string;
  /** 1-based lines of the text after it: of the slip, and of the mapping or list it was made in. */
  lines: [from: number, to: number][];
  /** What was taken away. */
  removed: string;
  /** Whether no reading of the file can be right. */
  isWrong: boolean;
}

/** An entry of a mapping or an item of a list. */
interface Place {
  path: (string | number)[];
  start: number;
  end: number;
  key?: [number, number];
  value: [number, number];
  isLeaf: boolean;
  isFlow: boolean;
  /** Start of the next entry of the same mapping or list, end of the one before, and start of the mapping or list itself. */
  next: number | undefined;
  before: number | undefined;
  home: number;
}

interface Splice {
  start: number;
  end: number;
  text: string;
}

type Made = { splices: Splice[]; isWrong?: boolean; home?: number } | null;
type Random = () => number;

/** Values that programs are known to stumble over. */
export const NASTY = [
  ...[
    'null',
    '~',
    'yes',
    'NO',
    'true',
    '0',
    '-1',
    '1e5',
    '0x1F',
    '1_000',
    '1,5',
    '1.50',
    '.5',
    '٣',
    'NaN',
    '.inf',
  ],
  ...[
    '2021',
    '2021-02-30',
    '0000-00-00',
    '2021-13',
    '06/07/2021',
    '2021-06-31',
    '9999-12-31',
    '2021-06-15/2021-06-01',
  ],
  ...[
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    '../../x',
    '{}',
    '[]',
    '[[a]]',
    '{a: b}',
    '""',
    "''",
    "' '",
  ],
  ...[
    '"a\\nb"',
    '"\\u0000"',
    '"\\u202e"',
    '"a\\tb"',
    'A, B',
    'A; B',
    'A | B',
    'A、B',
    'A and B',
    'he',
    '=1+1',
    '@x',
    '*x',
    '&x',
    '!!int 1',
  ],
  ...[
    '|-\n',
    '>',
    'a: b',
    'a #b',
    'a# b',
    '«a»',
    '“a”',
    'ﬁ',
    'é',
    'é',
    '\u00a0',
    'İ',
    '𝒳',
    '🙂',
    'c01',
    'c99',
    'p1.s1',
    'p0.s0',
    'p9.s9-s1',
  ],
];
const MARKS = [
  ...':-,[]{}"\'#|>&*!%@`?',
  '：',
  '，',
  '；',
  '“',
  '”',
  '–',
  '−',
  '\u00a0',
  '\t',
  '\u200b',
  '\u2028',
  '\r',
  '\ufeff',
  '',
];

const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);
const rawOf = (text: string, { start, end }: { start: number; end: number }): string =>
  text.slice(start, end);

/** Every entry and item of a text that is YAML. */
export function placesIn(text: string): Place[] {
  const places: Place[] = [];
  walk(parseDocument(text, { schema: 'failsafe', logLevel: 'silent' }).contents, []);
  return places;

  function walk(node: Node | null, path: Place['path']): void {
    if (!isMap(node) && !isSeq(node)) return;
    const parts = node.items.map((item, index) => {
      const isPair = isMap(node);
      const { key, value } = (isPair ? item : { value: item }) as { key?: Scalar; value: Node };
      const [start, end] = value.range as Range;
      const isFlow = node.flow === true;
      const begin = key?.range?.[0] ?? (isFlow ? start : text.lastIndexOf('-', start - 1));
      const last = begin + text.slice(begin, end).trimEnd().length;
      walk(value, [...path, key === undefined ? index : String(key.value)]);
      const own = { path: [...path, key === undefined ? index : String(key.value)], start: begin, end: last };
      return {
        ...own,
        ...(key && { key: [begin, key.range![1]] as const }),
        value: [start, last],
        isLeaf: isScalar(value),
        isFlow,
      };
    });
    for (const [index, part] of parts.entries())
      places.push({
        ...(part as unknown as Place),
        next: parts[index + 1]?.start,
        before: parts[index - 1]?.end,
        home: node.range![0],
      });
  }
}

/** An entry taken out with its comma, or with its lines. */
function without(text: string, { start, end, next, before, isFlow }: Place): Splice {
  if (next !== undefined) return { start, end: next, text: '' };
  if (isFlow) return { start: before ?? start, end, text: '' };
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return text.slice(line, start).trim() === ''
    ? { start: line, end: end + 1, text: '' }
    : { start, end, text: '' };
}

/** An entry put in before another one, indented like it. */
function inserted(text: string, raw: string, column: number, { start, isFlow }: Place): Splice {
  const own = columnOf(text, start);
  const moved = raw.replaceAll(
    /\n +/g,
    (margin) => `\n${' '.repeat(Math.max(0, margin.length - 1 - column + own))}`,
  );
  return { start, end: start, text: moved + (isFlow ? ', ' : `\n${' '.repeat(own)}`) };
}

const replaced = ([start, end]: readonly [number, number], text: string): Splice => ({ start, end, text });

/** Keys that a coder chooses: any word is right there. */
const FREE = /^(names|stance|parts|units|titles|native_names)$/;
const isFixed = ({ key, path }: Place): boolean => key !== undefined && !FREE.test(String(path.at(-2)));

/** The kinds of slips, each at a place picked for it; null where it gives no occasion. */
const KINDS: Record<string, (text: string, place: Place, all: readonly Place[], random: Random) => Made> = {
  'a node lost': (text, place) => ({ splices: [without(text, place)], home: place.home }),
  'a node doubled': (text, place) => ({
    splices: [inserted(text, rawOf(text, place), columnOf(text, place.start), place)],
    isWrong: place.key !== undefined,
  }),
  'a node moved': (text, place, all, random) => {
    const target = pick(all, random);
    if (target.start >= place.start && target.start <= (place.next ?? place.end)) return null;
    const put = inserted(text, rawOf(text, place), columnOf(text, place.start), target);
    return { splices: [without(text, place), put], home: place.home };
  },
  'two values swapped': (text, { value: one }, all, random) => {
    const { value: other } = pick(all, random);
    if (one[0] < other[1] && other[0] < one[1]) return null;
    return { splices: [replaced(one, text.slice(...other)), replaced(other, text.slice(...one))] };
  },
  'a nasty value': (_text, { value, isLeaf }, _all, random) =>
    isLeaf ? { splices: [replaced(value, pick(NASTY, random))] } : null,
  'a number in another way': (text, { value, isLeaf }, _all, random) => {
    const number = /^['"]?(\d+(?:\.\d+)?)['"]?$/.exec(text.slice(...value))?.[1];
    if (!isLeaf || number === undefined) return null;
    const ways = [
      ...[
        `${number}.0`,
        `+${number}`,
        `0${number}`,
        `${number} %`,
        `${number},5`,
        `${number},000`,
        `-${number}`,
      ],
      ...[
        `${number} 000`,
        `${number}_000`,
        `−${number}`,
        `${number}½`,
        `${number}²`,
        `(${number})`,
        `${number}-`,
      ],
    ];
    return { splices: [replaced(value, pick(ways, random))] };
  },
  'the value of another': (text, { value, isLeaf }, all, random) => {
    const other = pick(all, random);
    return isLeaf && other.isLeaf ? { splices: [replaced(value, text.slice(...other.value))] } : null;
  },
  'another indentation': (text, place, _all, random) => {
    const { start, end, isFlow } = place;
    const line = text.lastIndexOf('\n', start - 1) + 1;
    if (isFlow || text.slice(line, start).trim() !== '') return null;
    const by = pick([-2, -1, 1, 2], random);
    const raw = text.slice(line, end);
    const shifted =
      by > 0
        ? raw.replaceAll(/^(?=.)/gm, ' '.repeat(by))
        : raw.replaceAll(new RegExp(`^ {${-by}}`, 'gm'), '');
    return { splices: [replaced([line, end], shifted)] };
  },
  'another mark': (text, { start, end }, _all, random) => {
    const marks = [...text.slice(start, end).matchAll(/[:\-,[\]{}"'#|> ]/g)];
    if (marks.length === 0) return null;
    const at = start + pick(marks, random).index;
    return { splices: [replaced([at, at + 1], pick(MARKS, random))] };
  },
  'a mark too many': (_text, { start, end }, _all, random) => {
    const at = start + Math.floor(random() * (end - start));
    return { splices: [replaced([at, at], pick(MARKS, random))] };
  },
  'a key in another way': (text, place, _all, random) => {
    if (!isFixed(place)) return null;
    const word = text.slice(...place.key!);
    const ways = [
      word.toUpperCase(),
      word[0]!.toUpperCase() + word.slice(1),
      `${word}s`,
      ` ${word}`.replace(' ', 'x-'),
    ];
    return { splices: [replaced(place.key!, pick(ways, random))], isWrong: true };
  },
  'a name that two bear': (_text, { value, path, isLeaf }) =>
    isLeaf && /^(subject|object|addressee)$/.test(String(path.at(-2)))
      ? { splices: [replaced(value, 'Port Selen')], isWrong: true }
      : null,
  'a comment or a blank line': (text, { start, isFlow }, _all, random) => {
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const isOwn = !isFlow && text.slice(line, start).trim() === '';
    return isOwn
      ? { splices: [replaced([line, line], pick(['\n', `${text.slice(line, start)}# why\n`], random))] }
      : null;
  },
};

/** A text with a comment of its own above every entry that begins a line. */
export function commented(text: string): string {
  let after = text;
  for (const { start, isFlow } of placesIn(text).sort((a, b) => b.start - a.start)) {
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const margin = text.slice(line, start);
    if (!isFlow && margin.trim() === '')
      after = `${after.slice(0, line)}${margin}# at ${start}\n${after.slice(line)}`;
  }
  return after;
}

/** Makes one slip of a kind, by a turn, somewhere in a text that is YAML. */
export function slipIn(text: string, all: readonly Place[], turn: number, random: Random): Slip {
  for (let kind = turn; ; kind++) {
    const [name, make] = Object.entries(KINDS)[kind % Object.keys(KINDS).length]!;
    for (let tries = 0; tries < 30; tries++) {
      const place = pick(all, random);
      const made = make(text, place, all, random);
      if (made === null) continue;
      const { after, lines, removed, put } = apply(text, made.splices, made.home);
      if (after !== text)
        return {
          what: `${name} at ${place.path.join('.')}: ${JSON.stringify(put.slice(-60))}`,
          text: after,
          lines,
          removed,
          isWrong: made.isWrong === true,
        };
    }
  }
}

function apply(text: string, splices: readonly Splice[], home?: number) {
  let [after, at] = ['', 0];
  const lines: Slip['lines'] = [];
  const removed: string[] = [];
  const told: string[] = [];
  const lineAfter = (): number => after.split('\n').length;
  for (const { start, end, text: put } of [...splices].sort((a, b) => a.start - b.start)) {
    after += text.slice(at, start);
    const from = lineAfter();
    after += put;
    lines.push([from, lineAfter()]);
    removed.push(text.slice(start, end));
    if (put !== '') told.push(put);
    at = end;
  }
  after += text.slice(at);
  if (home !== undefined) {
    const line = text.slice(0, home).split('\n').length;
    lines.push([line, line]);
  }
  return { after, lines, removed: removed.join('\n'), put: told.join('\n') };
}
