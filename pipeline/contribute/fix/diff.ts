import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';

/** Lines of context around a change, as `diff -u` prints them. */
const CONTEXT = 3;
/**
 * Lines that may differ before the shortest difference is given up: the time to find it grows with their square, and these
 * take 0.6 s.
 */
const MOST_EDITS = 2000;

/**
 * The difference between two texts as a unified diff, without the two lines that name the files. Where more differs than
 * {@link MOST_EDITS} lines, all from the first to the last line that differs is one change.
 * @returns '' when the texts are equal
 */
export function unifiedDiff(before: string, after: string): string {
  if (before === after) return '';
  const options = { context: CONTEXT, maxEditLength: MOST_EDITS };
  const patch = structuredPatch('', '', before, after, '', '', options);
  return patch === undefined ? inOneHunk(before, after) : formatPatch(patch, OMIT_HEADERS);
}

/** All that differs as one change: only equal lines at both ends are left out. */
function inOneHunk(before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const from = Math.max(0, start - CONTEXT);
  const context = Math.min(end, CONTEXT);
  const lines = [
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
    ...old.slice(old.length - end, old.length - end + context).map((line) => ` ${line}`),
  ];
  const length = (all: readonly string[]): number => all.length - end + context - from;
  const range = { oldStart: from + 1, oldLines: length(old), newStart: from + 1, newLines: length(now) };
  const names = { oldFileName: '', newFileName: '', oldHeader: '', newHeader: '' };
  return formatPatch({ ...names, hunks: [{ ...range, lines }] }, OMIT_HEADERS);
}

/** The lines of a text without their ends; a last one without an end is marked as `diff -u` marks it. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop();
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}
