/** Lines of context around a change, as `diff -u` prints them. */
const CONTEXT = 3;

/** A line that is in both texts, only in the old one, or only in the new one. */
type Step = [sign: ' ' | '-' | '+', line: string];

/**
 * The difference between two texts as a unified diff, without the two lines that name the files.
 * @returns '' when the texts are equal
 */
export function unifiedDiff(before: string, after: string): string {
  const steps = compare(linesOf(before), linesOf(after));
  let output = '';
  let [oldLine, newLine] = [1, 1];
  for (let at = 0; at < steps.length; ) {
    const hunk = hunkAt(steps, at);
    if (hunk === null) break;
    for (; at < hunk.from; at++) [oldLine, newLine] = [oldLine + 1, newLine + 1];
    const part = steps.slice(hunk.from, hunk.to);
    const oldCount = part.filter(([sign]) => sign !== '+').length;
    const newCount = part.filter(([sign]) => sign !== '-').length;
    output += `@@ -${range(oldLine, oldCount)} +${range(newLine, newCount)} @@\n`;
    for (const [sign, line] of part)
      output += line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
    [oldLine, newLine, at] = [oldLine + oldCount, newLine + newCount, hunk.to];
  }
  return output;
}

/** The next hunk from `from` on: a change with its context, and further changes whose context would touch it. */
function hunkAt(steps: readonly Step[], from: number): { from: number; to: number } | null {
  const isChange = ([sign]: Step): boolean => sign !== ' ';
  const first = steps.findIndex((step, index) => index >= from && isChange(step));
  if (first === -1) return null;
  let last = first;
  for (let index = first; index < steps.length && index <= last + 2 * CONTEXT; index++)
    if (isChange(steps[index]!)) last = index;
  return { from: Math.max(from, first - CONTEXT), to: Math.min(steps.length, last + CONTEXT + 1) };
}

/** diff counts an empty range from the line before it. */
function range(line: number, count: number): string {
  if (count === 1) return String(line);
  return `${count === 0 ? line - 1 : line},${count}`;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * Compares two lists of lines: equal lines at both ends, then lines that stand once in each list and in the same order in
 * both (patience diff), and so on between these. What is left differs.
 */
function compare(before: readonly string[], after: readonly string[]): Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [oldEnd, newEnd] = [before.length, after.length];
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1])
    [oldEnd, newEnd] = [oldEnd - 1, newEnd - 1];
  const head = before.slice(0, start).map((line): Step => [' ', line]);
  const tail = before.slice(oldEnd).map((line): Step => [' ', line]);
  return [...head, ...between(before.slice(start, oldEnd), after.slice(start, newEnd)), ...tail];
}

function between(before: readonly string[], after: readonly string[]): Step[] {
  const anchors = longestRise(sharedOnce(before, after));
  if (anchors.length === 0)
    return [...before.map((line): Step => ['-', line]), ...after.map((line): Step => ['+', line])];
  const steps: Step[] = [];
  let [oldAt, newAt] = [0, 0];
  for (const [oldIndex, newIndex] of anchors) {
    for (const step of compare(before.slice(oldAt, oldIndex), after.slice(newAt, newIndex))) steps.push(step);
    steps.push([' ', before[oldIndex]!]);
    [oldAt, newAt] = [oldIndex + 1, newIndex + 1];
  }
  for (const step of compare(before.slice(oldAt), after.slice(newAt))) steps.push(step);
  return steps;
}

type Pair = readonly [oldIndex: number, newIndex: number];

/** Where lines stand that occur once in each list, in the order of the old one. */
function sharedOnce(before: readonly string[], after: readonly string[]): Pair[] {
  const [old, now] = [onceIn(before), onceIn(after)];
  return [...old].flatMap(([line, index]): Pair[] => {
    const other = now.get(line);
    return other === undefined ? [] : [[index, other]];
  });
}

function onceIn(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (places.has(line)) repeated.add(line);
    places.set(line, index);
  }
  for (const line of repeated) places.delete(line);
  return places;
}

/** The longest choice of pairs that rise on the new side, too (patience sorting). */
function longestRise(pairs: readonly Pair[]): Pair[] {
  const piles: number[] = [];
  const previous: number[] = [];
  for (const [index, [, newIndex]] of pairs.entries()) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[piles[middle]!]![1] < newIndex) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? -1 : piles[low - 1]!;
    piles[low] = index;
  }
  const rise: Pair[] = [];
  for (let at = piles.at(-1) ?? -1; at !== -1; at = previous[at]!) rise.unshift(pairs[at]!);
  return rise;
}
