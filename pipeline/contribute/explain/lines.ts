import { locate } from '../../ingest/positions.ts';
import type { ParsedFile, ValuePath } from '../../model/authored.ts';

/** Lines of a file as they stand there. */
export interface Excerpt {
  file: string;
  /** 1-based number of the first line. */
  first: number;
  lines: string[];
  /** How many further lines belong to it; 0 where one line was asked for. */
  left: number;
}

const MOST_LINES = 12;

/** The lines on which the entry at `path` stands: from its key or dash on, all that are indented further. */
export function excerptOf(file: ParsedFile, path: ValuePath, most?: number): Excerpt {
  const { lineOf, key } = locate(file);
  const line = lineOf(path);
  const before = (linesOf(file)[line - 1] ?? '').slice(0, key(path).column - 1);
  const isItem = typeof path.at(-1) === 'number' && /^[ -]*- *$/.test(before);
  return linesFrom(file, line, isItem ? before.lastIndexOf('-') : before.length, most);
}

/** The lines of what begins on a line: all that are indented further. */
export function excerptAt(file: ParsedFile, line: number, most?: number): Excerpt {
  return linesFrom(file, line, (linesOf(file)[line - 1] ?? '').search(/\S|$/), most);
}

/** Divided once for each file, since every step of every column shows some of its lines. */
const DIVIDED = new WeakMap<ParsedFile, string[]>();

function linesOf(file: ParsedFile): string[] {
  const lines = DIVIDED.get(file) ?? file.text.split(/\r?\n/);
  DIVIDED.set(file, lines);
  return lines;
}

/** Comments and blank lines at the end do not count. */
function linesFrom(file: ParsedFile, first: number, indent: number, most = MOST_LINES): Excerpt {
  const all = linesOf(file);
  const isItem = all[first - 1]?.[indent] === '-';
  const isEmpty = (line = ''): boolean => /^\s*(#.*)?$/.test(line);
  const belongs = (line = ''): boolean => {
    const own = line.search(/\S/);
    // A list may stand right below its key, and so may the bracket that closes one.
    return own > indent || (own === indent && !isItem && /^\s*(-( |$)|[\]}])/.test(line));
  };
  let last = first;
  while (last < all.length && (isEmpty(all[last]) || belongs(all[last]))) last += 1;
  while (last > first && isEmpty(all[last - 1])) last -= 1;
  const lines = all.slice(first - 1, Math.min(last, first + most - 1));
  return { file: file.path, first, lines, left: most === 1 ? 0 : last - first + 1 - lines.length };
}

/** The value at a path; undefined when there is none. */
export function valueAt(value: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
        ? (inner as Record<string | number, unknown>)[part]
        : undefined,
    value,
  );
}
