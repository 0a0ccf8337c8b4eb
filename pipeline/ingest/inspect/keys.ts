import { readNumber } from '../../model/numbers.ts';
import type { TreeNode } from '../../model/tree-node.ts';
import type { Fault } from '../fault.ts';
import { oddMarkAt } from '../look-alikes.ts';
import { lineIndexAt, type TextLines } from '../text-lines.ts';
import { colonWithoutSpace } from './scalar.ts';

/** What is wrong with the keys of one mapping, and with keys that have no value. */
export function inspectKeys(lines: TextLines, map: TreeNode, anchors: ReadonlySet<string>): Fault[] {
  const { text } = lines;
  const faults: Fault[] = [];
  const seen = new Map<string, TreeNode>();
  const duplicates: Duplicate[] = [];
  const numbers = numbersCutByCommas(text, map);
  for (const one of numbers.map(({ fault }) => fault)) faults.push(one);
  const parts = new Set(numbers.flatMap((number) => number.parts));
  for (const { key, value } of map.entries) {
    if (parts.has(key)) continue;
    const place = { start: key.start, end: key.end };
    if (key.kind !== 'scalar') {
      faults.push({
        code: 'E-KEY-COMPLEX',
        ...place,
        message: 'a list, mapping or reference stands where a key is expected',
        fix: 'Write a plain word before the colon; if the text starts with [ or {, put it in quotes.',
      });
      continue;
    }
    const mark = key.style === 'plain' && map.style === 'block' ? oddMarkAt(text, key.start) : undefined;
    if (mark !== undefined) {
      faults.push(mark.fault);
      continue;
    }
    if (key.empty) {
      faults.push({
        code: 'E-KEY-EMPTY',
        ...place,
        message: 'there is no key before this colon',
        fix: 'Write the key, or put the text in quotes if the colon belongs to it.',
      });
      continue;
    }
    const first = seen.get(key.text);
    if (key.text === '<<' && key.style === 'plain') {
      // The anchor is told; that it is used here follows.
      if (value.kind !== 'alias' || !anchors.has(value.text))
        faults.push({ code: 'E-YAML-MERGE-KEY', ...place, ...MERGE_KEY });
    } else if (first !== undefined) {
      duplicates.push({ first, second: key });
    } else if (key.text === '__proto__') {
      faults.push({
        code: 'E-KEY-RESERVED',
        ...place,
        message: '__proto__ cannot be used as a key',
        fix: 'Use another key.',
      });
    } else if (key.style === 'plain' && /^-[^\s-]/.test(key.text)) {
      faults.push({
        code: 'E-YAML-DASH-SPACE',
        start: key.start,
        end: key.start + 2,
        message: `a space is missing after the dash, so ${key.text} is read as a key`,
        fix: 'Put a space after the dash.',
      });
    }
    if (!seen.has(key.text)) seen.set(key.text, key);
    if (isBare(value) && map.style !== 'pair') faults.push(withoutValue(key, map));
  }
  return [...faults, ...duplicateFaults(lines, duplicates)];
}

interface Duplicate {
  first: TreeNode;
  second: TreeNode;
}

/** So many doubled keys in one mapping have one cause: the line that starts a new list item is missing. */
const MANY = 3;

/**
 * Numbers that a comma cuts in braces, such as `{value: 1,000,000}`: what follows the comma becomes a key without value.
 */
function numbersCutByCommas(text: string, map: TreeNode): { fault: Fault; parts: TreeNode[] }[] {
  if (map.style !== 'flow') return [];
  const found: { fault: Fault; parts: TreeNode[] }[] = [];
  for (const [index, { value }] of map.entries.entries()) {
    if (value.style !== 'plain' || !/\d$/.test(value.text)) continue;
    const parts: TreeNode[] = [];
    let end = value.end;
    for (const next of map.entries.slice(index + 1, index + 12)) {
      const isPart = isBare(next.value) && next.key.start === end + 1 && /^\d+(\.\d+)?$/.test(next.key.text);
      if (!isPart) break;
      parts.push(next.key);
      end = next.key.end;
    }
    if (parts.length === 0) continue;
    const written = text.slice(value.start, end);
    const suggestion = readNumber(written);
    found.push({
      parts,
      fault: {
        code: 'E-YAML-COMMA',
        start: value.start,
        end,
        message: `the comma cuts the number ${written} into pieces`,
        fix: `Write it without separators, with a full stop before decimals${suggestion === undefined ? '' : `: ${suggestion}`}.`,
        suggestion,
      },
    });
  }
  return found;
}

const MERGE_KEY = {
  message: 'merge keys (<<) are not supported',
  fix: 'Copy the keys you want from the other mapping to this place.',
};

function isBare(value: TreeNode): boolean {
  return value.empty && value.tag === undefined && value.anchor === undefined;
}

function duplicateFaults(lines: TextLines, duplicates: readonly Duplicate[]): Fault[] {
  const lineOf = (node: TreeNode) => lineIndexAt(lines, node.start) + 1;
  const isMany = duplicates.length >= MANY;
  const faults = duplicates.slice(0, isMany ? 1 : MANY).map(({ first, second }) => ({
    code: 'E-KEY-DUPLICATE',
    start: second.start,
    end: second.end,
    message: `the key ${second.text} stands twice, in line ${lineOf(first)} and in line ${lineOf(second)}`,
    fix: 'Keep one of the two; if both values are meant, write them as one list.',
  }));
  if (!isMany) return faults;
  return [
    {
      ...faults[0]!,
      message: `${faults[0]!.message}, and so do ${duplicates.length - 1} more keys of this item`,
      fix: 'If a new list item begins here, start it with a dash; otherwise keep one of each.',
    },
  ];
}

function withoutValue(key: TreeNode, map: TreeNode): Fault {
  const glued = map.style === 'flow' && key.style === 'plain' ? /^[\w-]+:(?=[^\s/])/.exec(key.text) : null;
  if (glued !== null) return colonWithoutSpace(key.start, glued[0]);
  return {
    code: 'E-VALUE-EMPTY',
    start: key.start,
    end: key.end,
    message: `${key.text} has no value`,
    fix:
      map.style === 'flow'
        ? 'Fill it, or remove it; if it belongs to the value before the comma, put that value in quotes.'
        : 'Fill it. If the key is not required, it can be removed instead: an absent key means unknown.',
  };
}
