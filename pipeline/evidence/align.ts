/** A unit by address and fingerprint, written `39 5bb108fc3c0993a4`. */
interface MarkedUnit {
  at: string;
  fingerprint: string;
}

/** Units with their fingerprints as they are compared. */
export function marked(
  units: readonly (readonly [at: string, fingerprint: readonly (string | number)[]])[],
): MarkedUnit[] {
  return units.map(([at, fingerprint]) => ({ at, fingerprint: fingerprint.join(' ') }));
}

/**
 * What became of a fingerprinted unit in a text: its words stand there unchanged (`exact`), or elsewhere (`moved`); other
 * words stand in its place (`changed`); or nothing does (`missing`).
 */
export interface Verdict {
  at: string;
  verdict: 'exact' | 'moved' | 'changed' | 'missing';
  /** Where the words, or the changed words, stand now. */
  to: string | null;
}

/**
 * Compares the fingerprints of a record with those of a text, both in the order of the text. First the longest common
 * sequence is found, so that a sentence taken out does not make changes of all that follow; then what was carried
 * elsewhere; and what is left over between the same neighbours is the same unit with other words.
 */
export function align(recorded: readonly MarkedUnit[], found: readonly MarkedUnit[]): Verdict[] {
  const inOrder = commonSequence(recorded, found);
  const placed = new Map([...inOrder, ...carriedOver(recorded, found, inOrder)]);
  const between = changedBetween(recorded, found, inOrder, placed);
  const changed = new Map([...between, ...changedBeside(recorded, found, placed, between)]);
  return recorded.map(({ at }, index) => {
    const same = placed.get(index);
    const to = found[same ?? changed.get(index) ?? -1]?.at ?? null;
    if (same !== undefined) return { at, verdict: to === at ? 'exact' : 'moved', to };
    return { at, verdict: to === null ? 'missing' : 'changed', to };
  });
}

/** A greater table of pairs than this is not filled: it would take seconds and a gigabyte. */
const LARGEST_TABLE = 25_000_000;

/**
 * Pairs of equal units that keep their order, as many as can be: places in `found` by places in `recorded`. What both begin
 * and end with is paired at once. Of two long and wholly different texts only the units that stand once in each are looked
 * at, in the order of the first.
 */
function commonSequence(recorded: readonly MarkedUnit[], found: readonly MarkedUnit[]): Map<number, number> {
  const same = (row: number, column: number): boolean =>
    recorded[row] !== undefined && recorded[row]?.fingerprint === found[column]?.fingerprint;
  let head = 0;
  while (same(head, head)) head += 1;
  let tail = 0;
  const most = Math.min(recorded.length, found.length) - head;
  while (tail < most && same(recorded.length - 1 - tail, found.length - 1 - tail)) tail += 1;
  const [left, right] = [
    recorded.slice(head, recorded.length - tail),
    found.slice(head, found.length - tail),
  ];
  const between =
    left.length * right.length > LARGEST_TABLE ? uniqueInOrder(left, right) : longestSequence(left, right);
  return new Map([
    ...range(0, head).map((place) => [place, place] as const),
    ...[...between].map(([row, column]) => [row + head, column + head] as const),
    ...range(0, tail)
      .reverse()
      .map((back) => [recorded.length - 1 - back, found.length - 1 - back] as const),
  ]);
}

/** Units that stand once in each and keep their order from the first on. */
function uniqueInOrder(left: readonly MarkedUnit[], right: readonly MarkedUnit[]): Map<number, number> {
  const places = (units: readonly MarkedUnit[]): Map<string, number> => {
    const once = new Map<string, number>();
    for (const [place, { fingerprint }] of units.entries())
      once.set(fingerprint, once.has(fingerprint) ? -1 : place);
    return once;
  };
  const columns = places(right);
  const pairs = new Map<number, number>();
  let last = -1;
  for (const [fingerprint, row] of places(left)) {
    const column = columns.get(fingerprint) ?? -1;
    if (row === -1 || column <= last) continue;
    pairs.set(row, column);
    last = column;
  }
  return pairs;
}

function longestSequence(recorded: readonly MarkedUnit[], found: readonly MarkedUnit[]): Map<number, number> {
  const width = found.length + 1;
  const best = new Uint16Array((recorded.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = recorded.length - 1; row >= 0; row -= 1)
    for (let column = found.length - 1; column >= 0; column -= 1)
      best[row * width + column] =
        recorded[row]?.fingerprint === found[column]?.fingerprint
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs = new Map<number, number>();
  let [row, column] = [0, 0];
  while (row < recorded.length && column < found.length) {
    if (recorded[row]?.fingerprint === found[column]?.fingerprint) pairs.set(row++, column++);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** Units whose words stand somewhere out of order, each at the nearest place that is free. */
function carriedOver(
  recorded: readonly MarkedUnit[],
  found: readonly MarkedUnit[],
  taken: ReadonlyMap<number, number>,
): Map<number, number> {
  const used = new Set(taken.values());
  const carried = new Map<number, number>();
  const columns = new Map<string, number[]>();
  for (const [column, { fingerprint }] of found.entries())
    if (!used.has(column)) columns.set(fingerprint, [...(columns.get(fingerprint) ?? []), column]);
  for (const [row, { fingerprint }] of recorded.entries()) {
    if (taken.has(row)) continue;
    const places = (columns.get(fingerprint) ?? []).filter((column) => !used.has(column));
    const [nearest] = places.sort((a, b) => Math.abs(a - row) - Math.abs(b - row) || a - b);
    if (nearest === undefined) continue;
    carried.set(row, nearest);
    used.add(nearest);
  }
  return carried;
}

/** What is left over on both sides between two neighbours that stayed is the same unit with other words. */
function changedBetween(
  recorded: readonly MarkedUnit[],
  found: readonly MarkedUnit[],
  inOrder: ReadonlyMap<number, number>,
  placed: ReadonlyMap<number, number>,
): Map<number, number> {
  const used = new Set(placed.values());
  const changed = new Map<number, number>();
  const bounds = [...inOrder, [recorded.length, found.length] as const];
  let [row, column] = [0, 0];
  for (const [nextRow, nextColumn] of bounds) {
    const old = range(row, nextRow).filter((index) => !placed.has(index));
    const now = range(column, nextColumn).filter((index) => !used.has(index));
    const lengths = (units: readonly MarkedUnit[], places: number[]): number[] =>
      places.map((place) => Number.parseInt(units[place]?.fingerprint ?? '0', 10));
    for (const [left, right] of pairByLength(lengths(recorded, old), lengths(found, now)))
      changed.set(old[left] ?? -1, now[right] ?? -1);
    [row, column] = [nextRow + 1, nextColumn + 1];
  }
  return changed;
}

/** What is left over beside a neighbour that was carried elsewhere went with it. */
function changedBeside(
  recorded: readonly MarkedUnit[],
  found: readonly MarkedUnit[],
  placed: ReadonlyMap<number, number>,
  between: ReadonlyMap<number, number>,
): Map<number, number> {
  const used = new Set([...placed.values(), ...between.values()]);
  const changed = new Map<number, number>();
  for (const row of recorded.keys()) {
    if (placed.has(row) || between.has(row)) continue;
    const before = placed.get(row - 1) ?? changed.get(row - 1);
    const after = placed.get(row + 1);
    const places = [before === undefined ? -1 : before + 1, after === undefined ? -1 : after - 1];
    const free = places.find((place) => found[place] !== undefined && !used.has(place));
    if (free === undefined) continue;
    changed.set(row, free);
    used.add(free);
  }
  return changed;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/**
 * Pairs two runs in order, as many as the shorter one holds, so that the numbers of words differ least in all: after one
 * of two sentences went and the other changed by a word, this finds the one that changed.
 */
function pairByLength(left: readonly number[], right: readonly number[]): [number, number][] {
  if (left.length > right.length) return pairByLength(right, left).map(([a, b]) => [b, a]);
  const spare = right.length - left.length;
  // cost[i][s]: the least difference of the pairs from i on, when s of the longer run have been left out before.
  const cost: number[][] = Array.from({ length: left.length + 1 }, () => Array(spare + 1).fill(0));
  const differ = (i: number, s: number): number => Math.abs((left[i] ?? 0) - (right[i + s] ?? 0));
  const costAt = (i: number, s: number): number => cost[i]?.[s] ?? Number.POSITIVE_INFINITY;
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let s = spare; s >= 0; s -= 1)
      (cost[i] as number[])[s] = Math.min(differ(i, s) + costAt(i + 1, s), costAt(i, s + 1));
  const pairs: [number, number][] = [];
  let s = 0;
  for (let i = 0; i < left.length; i += 1) {
    while (costAt(i, s) < differ(i, s) + costAt(i + 1, s)) s += 1;
    pairs.push([i, i + s]);
  }
  return pairs;
}
