import type { TreeNode } from '../../model/tree-node.ts';
import { findCutValues } from '../cut-values.ts';
import type { Fault } from '../fault.ts';
import { blankFault, keyEndsOf, type OddBlank, oddBlanks, withSpaces } from '../guard/colons.ts';
import { firstOfEachRun } from '../guard/indentation.ts';
import { guardText } from '../guard/text.ts';
import { inspectTree } from '../inspect/tree.ts';
import { MAX_DEPTH } from '../positions.ts';
import { indexLines } from '../text-lines.ts';
import { buildTree } from '../tree.ts';
import { type Event, parseEvents } from '../yaml-events.ts';
import type { Patch } from './patch.ts';
import { type Recovered, recover, toInput } from './recover.ts';

/** A text read in spite of its faults. */
export interface FaultyReading extends Recovered {
  tree?: TreeNode;
}

/**
 * Reads a text that is not plain sailing: all its faults, once each, at offsets of `text`, and what can be parsed of it.
 * One cause gives one fault: what only follows from a fault already found is left out.
 */
export function readFaulty(text: string): FaultyReading {
  const found = guardText(text);
  const reading: FaultyReading = {
    faults: [...found.faults],
    patches: [],
    text: found.cleaned,
    shifts: new Map(),
    events: undefined,
  };
  if (found.fatal) {
    for (const one of firstOfEachRun(found.indentFaults, text)) reading.faults.push(one);
    return reading;
  }
  const odd = behindKeys(found.straightened);
  reading.faults.push(
    ...firstOfEachRun(
      odd.map((blank) => blankFault(text, blank)),
      text,
    ),
  );
  reading.text = withSpaces(reading.text, odd);
  reading.events = tryParse(reading.text);
  const blanks = outsideBlocks(
    found.indentFaults,
    () => reading.events && buildTree(reading.text, reading.events),
  );
  if (blanks.length > 0) {
    // With another indentation than the author's, further errors of syntax would be consequences.
    reading.text = withSpaces(found.straightened, odd);
    reading.events = tryParse(reading.text);
    for (const one of firstOfEachRun(blanks, text)) reading.faults.push(one);
  } else if (reading.events === undefined) {
    const { faults, ...recovered } = recover(reading.text);
    Object.assign(reading, recovered);
    for (const one of faults) reading.faults.push(one);
  }
  if (reading.events === undefined) return reading;
  reading.tree = buildTree(reading.text, reading.events);
  if (reading.tree !== undefined) addFindings(reading, reading.tree, text);
  return reading;
}

/** Blanks that are no spaces behind the colons of what would be keys, were they spaces; elsewhere they are content. */
function behindKeys(text: string): OddBlank[] {
  const blanks = oddBlanks(text);
  if (blanks.length === 0) return [];
  const straight = withSpaces(text, blanks);
  // A line of an unquoted text that goes on: it can be read as it stands, and with a space it could not.
  if (tryParse(straight) === undefined && tryParse(text) !== undefined) return [];
  const { events, text: readable, shifts } = recover(straight);
  const tree = events && buildTree(readable, events);
  if (tree === undefined) return blanks;
  const [lines, original] = [indexLines(readable), indexLines(straight)];
  const ends = new Set(
    keyEndsOf(tree).map((end) => toInput({ start: end, end }, lines, original, shifts).end),
  );
  return blanks.filter(({ colon }) => ends.has(colon));
}

/** The events of `text`, undefined when the parser refuses it. */
export function tryParse(text: string): Event[] | undefined {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch {
    return undefined;
  }
}

/** So many findings of one file are told one by one; three hundred thousand took seconds, and nobody reads them. */
const MOST_FINDINGS = 10_000;

function addFindings(reading: FaultyReading, tree: TreeNode, text: string): void {
  const lines = indexLines(reading.text);
  const original = indexLines(text);
  const starts = new Set(reading.faults.map(({ start }) => start));
  for (const finding of [...inspectTree(reading.text, tree), ...findCutValues(reading.text, tree)]) {
    const fault = toInput(finding, lines, original, reading.shifts);
    if (starts.has(fault.start) || isEcho(fault, reading.patches, text)) continue;
    starts.add(fault.start);
    if (starts.size <= MOST_FINDINGS) reading.faults.push(fault);
  }
  const last = reading.faults.at(-1);
  if (starts.size > MOST_FINDINGS && last !== undefined)
    last.message += `; ${starts.size - MOST_FINDINGS} more findings in this file are not told one by one`;
}

/** Odd blanks at the start of a line are content where a block of text goes on: Chinese paragraphs are indented so. */
function outsideBlocks(faults: readonly Fault[], treeOf: () => TreeNode | undefined): Fault[] {
  if (faults.length === 0) return [];
  const tree = treeOf();
  const blocks: NonNullable<TreeNode['block']>[] = [];
  const visit = (node: TreeNode): void => {
    if (node.block !== undefined) blocks.push(node.block);
    for (const item of node.items) visit(item);
    for (const { value } of node.entries) visit(value);
  };
  if (tree !== undefined) visit(tree);
  let at = 0;
  // Faults and blocks both stand in the order of the text, and blocks do not overlap.
  return faults.filter(({ start, indent = 0 }) => {
    while (blocks[at] !== undefined && blocks[at]!.end <= start) at++;
    const block = blocks[at];
    return block === undefined || start < block.start || indent < block.indent;
  });
}

/** True for a fault that exists only because a faulty place was neutralised. */
function isEcho(fault: Fault, patches: readonly Patch[], text: string): boolean {
  return patches.some(({ start, end }) => {
    if (fault.start < end && fault.end > start) return true;
    return (
      fault.code === 'E-VALUE-EMPTY' && start >= fault.end && /^:?\s*$/.test(text.slice(fault.end, start))
    );
  });
}
