import { locate } from '../../ingest/positions.ts';
import type { ParsedFile, ValuePath } from '../../model/authored.ts';

/** Lines of a file as they stand there. */
export interface Excerpt {
  file: string;
  /** 1-based number of the first line. */
  first: number;
  lines: string[];
  /** How many further lines belong to it. */
  left: number;
}

const MOST_LINES = 12;

/**
 * The lines on which the entry at `path` stands, from its key or dash to the line before the next entry; comments and
 * blank lines after it do not count.
 */
export function excerptOf(file: ParsedFile, path: ValuePath, most = MOST_LINES): Excerpt {
  const all = file.text.split('\n').map((line) => line.replace(/\r$/, ''));
  const first = locate(file).lineOf(path);
  let last = Math.max(first, lastLine(file, path, all.length));
  while (last > first && /^\s*(#.*)?$/.test(all[last - 1] ?? '')) last -= 1;
  const lines = all.slice(first - 1, Math.min(last, first + most - 1));
  return { file: file.path, first, lines, left: last - first + 1 - lines.length };
}

/** One line of a file. */
export function lineExcerpt(file: ParsedFile, line: number): Excerpt {
  const text = file.text.split('\n')[line - 1] ?? '';
  return { file: file.path, first: line, lines: [text.replace(/\r$/, '')], left: 0 };
}

/** The line before the next entry at this level or any level above. */
function lastLine(file: ParsedFile, path: ValuePath, lines: number): number {
  const { lineOf } = locate(file);
  let last = lines;
  let value = file.value;
  for (const [depth, part] of path.entries()) {
    if (typeof value !== 'object' || value === null) break;
    const parents = path.slice(0, depth);
    const start = lineOf([...parents, part]);
    for (const sibling of Object.keys(value)) {
      const line = lineOf([...parents, Array.isArray(value) ? Number(sibling) : sibling]);
      if (line > start) last = Math.min(last, line - 1);
    }
    value = (value as Record<string | number, unknown>)[part];
  }
  return last;
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
