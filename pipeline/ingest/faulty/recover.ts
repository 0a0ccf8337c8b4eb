import type { Fault } from '../fault.ts';
import { MAX_DEPTH } from '../positions.ts';
import { indexLines, lineEnd, lineIndexAt, type TextLines } from '../text-lines.ts';
import { type Event, parseEvents, YAMLException } from '../yaml-events.ts';
import type { Patch } from './patch.ts';
import { explainSyntax } from './syntax.ts';

/** More errors of syntax than this in one file are not worth reading at once. */
const MAX_ERRORS = 50;
/** Each error costs another parse, so that of a large file fewer are told. */
const LARGE = 50_000;
const MAX_ERRORS_OF_LARGE = 12;

/** A text with its errors of syntax found and neutralised. All faults and patches stand at offsets of the input. */
export interface Recovered {
  faults: Fault[];
  patches: Patch[];
  /** The neutralised text: the lines of the input, some of them longer or shorter. */
  text: string;
  /** By how many columns each changed line (0-based) grew at its start. */
  shifts: Map<number, number>;
  /** Events of `text`; undefined when some error could not be neutralised. */
  events: Event[] | undefined;
}

/**
 * Finds all errors of syntax: explains the first one the parser meets, overwrites the faulty place with something
 * harmless, and parses again. Unlike a parser's own recovery this reports slips and not their consequences.
 */
export function recover(input: string): Recovered {
  const original = indexLines(input);
  const recovered: Recovered = { faults: [], patches: [], text: input, shifts: new Map(), events: undefined };
  const most = input.length > LARGE ? MAX_ERRORS_OF_LARGE : MAX_ERRORS;
  while (recovered.patches.length < most) {
    const lines = indexLines(recovered.text);
    try {
      recovered.events = parseEvents(recovered.text, { maxDepth: MAX_DEPTH });
      break;
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const { fault, patch } = explainSyntax(lines, error.mark?.position ?? 0, error.reason);
      const placed = toInput(fault, lines, original, recovered.shifts);
      const isRepeated = recovered.faults.some(({ start }) => isOnSameLine(original, start, placed.start));
      if (!isRepeated && !isOfSameList(placed, recovered.faults, original)) recovered.faults.push(placed);
      if (isRepeated || patch === undefined) break;
      recovered.patches.push(toInput(patch, lines, original, recovered.shifts));
      recovered.text = apply(patch, lines, recovered.shifts);
    }
  }
  return recovered;
}

/** Moves a place in the neutralised text to where it is in the input. */
export function toInput<T extends { start: number; end: number }>(
  place: T,
  lines: TextLines,
  original: TextLines,
  shifts: ReadonlyMap<number, number>,
): T {
  if (shifts.size === 0) return place;
  const move = (offset: number): number => {
    const index = lineIndexAt(lines, offset);
    const column = Math.max(0, offset - lines.starts[index]! - (shifts.get(index) ?? 0));
    return Math.min(original.starts[index]! + column, lineEnd(original, index));
  };
  return { ...place, start: move(place.start), end: move(place.end) };
}

function isOnSameLine(lines: TextLines, a: number, b: number): boolean {
  return lineIndexAt(lines, a) === lineIndexAt(lines, b);
}

/** Items of one list that has lost its key are reported once. */
function isOfSameList(fault: Fault, faults: readonly Fault[], lines: TextLines): boolean {
  const columnOf = ({ start }: Fault) => start - lines.starts[lineIndexAt(lines, start)]!;
  const isOrphan = ({ code }: Fault) => code === 'E-YAML-LIST-FOR-KEY';
  return isOrphan(fault) && faults.some((other) => isOrphan(other) && columnOf(other) === columnOf(fault));
}

function apply(patch: Patch, lines: TextLines, shifts: Map<number, number>): string {
  const before = lines.text.slice(patch.start, patch.end).split('\n');
  const first = lineIndexAt(lines, patch.start);
  for (const [index, line] of patch.text.split('\n').entries()) {
    const growth = line.length - (before[index]?.length ?? line.length);
    if (growth !== 0) shifts.set(first + index, (shifts.get(first + index) ?? 0) + growth);
  }
  return lines.text.slice(0, patch.start) + patch.text + lines.text.slice(patch.end);
}
