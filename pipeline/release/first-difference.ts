import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCsv } from '../compare/csv.ts';
import { readSums } from './list.ts';

/**
 * Compares a released folder with the same release made again.
 * @returns the first file that differs, with the row and column or the line, in words; null when all are the same
 */
export async function firstDifference(released: string, again: string): Promise<string | null> {
  const [before, after] = await Promise.all([readSums(released), readSums(again)]);
  // Tables first: the descriptor and the manifest only repeat that they differ.
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(
    (a, b) => Number(b.startsWith('csv/')) - Number(a.startsWith('csv/')) || (a < b ? -1 : 1),
  );
  const path = paths.find((one) => before.get(one) !== after.get(one));
  if (path === undefined) return null;
  if (!after.has(path)) return `${path} is not made any more`;
  if (!before.has(path)) return `${path} is made, but was not released`;
  if (path.endsWith('.xlsx')) return `${path} has other bytes`;
  const [old, now] = await Promise.all(
    [released, again].map((folder) => readFile(join(folder, path), 'utf8')),
  );
  return `${path}, ${path.endsWith('.csv') ? firstCell(old ?? '', now ?? '') : firstLine(old ?? '', now ?? '')}`;
}

function firstCell(old: string, now: string): string {
  const [before, after] = [[...readCsv(old)], [...readCsv(now)]];
  const header = before[0] ?? [];
  for (let row = 0; row < Math.max(before.length, after.length); row += 1) {
    const [left, right] = [before[row], after[row]];
    const name = row === 0 ? 'the header' : `row ${row} (${(left ?? right ?? [])[0]})`;
    if (left === undefined) return `${name} is made, but was not released`;
    if (right === undefined) return `${name} is not made any more`;
    const column = left.findIndex((cell, index) => cell !== right[index]);
    if (column !== -1)
      return `${name}, column ${header[column]}: released ${quoted(left[column])}, made again ${quoted(right[column])}`;
    if (right.length > left.length) return `${name} has more columns when made again`;
  }
  return 'only quotation marks or line ends';
}

function firstLine(old: string, now: string): string {
  const [before, after] = [old.split('\n'), now.split('\n')];
  const line = before.findIndex((text, index) => text !== after[index]);
  const at = line === -1 ? before.length : line;
  return `line ${at + 1}: released ${quoted(before[at])}, made again ${quoted(after[at])}`;
}

function quoted(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return `“${text.length > 120 ? `${text.slice(0, 120)}…` : text}”`;
}
