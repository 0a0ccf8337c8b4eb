import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { inFileOrder } from '../diagnostics/problem.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { TreeNode } from '../model/tree-node.ts';
import { isComposed } from './composed.ts';
import { mayCutValue } from './cut-values.ts';
import { fileDiagnostic, toDiagnostic } from './fault.ts';
import { type FaultyReading, readFaulty } from './faulty/read.ts';
import { decode } from './guard/bytes.ts';
import { needsGuard } from './guard/text.ts';
import { scanPlain } from './plain/scan.ts';
import { indexLines, lineIndexAt, type TextLines } from './text-lines.ts';
import { type BuiltValue, buildValue } from './value.ts';

/** U+FEFF, the byte order mark. */
const MARK = 0xfeff;

/**
 * Parses one authored YAML file. Every scalar stays text.
 *
 * A file in plain YAML takes the quick way: a look for odd characters, one scan that builds the value. Anything unusual
 * takes the thorough way, by js-yaml, which finds all faults at once and places them at the slip. With an error `value` is
 * undefined and `salvage` may hold what can still be read; warnings leave `value` in place.
 *
 * @param path - from the project folder, with forward slashes; used in diagnostics
 * @param bytes - the file as it lies on disk
 * @param digest - SHA-256 of the bytes in hex, which rows quote; empty where nothing will be built from the file
 */
export function parseYaml(path: string, bytes: Uint8Array, digest = ''): Outcome<ParsedFile> {
  const file: ParsedFile = {
    path,
    text: '',
    value: undefined,
    digest,
    bytes: bytes.length,
    itemLines: {},
    claimKeyLines: [],
    mapKeyLines: {},
  };
  const decoded = decode(path, bytes);
  if (typeof decoded !== 'string') return { value: file, diagnostics: [decoded] };

  const hasMark = decoded.charCodeAt(0) === MARK;
  file.text = hasMark ? decoded.slice(1) : decoded;
  const diagnostics = hasMark && file.text.charCodeAt(0) !== MARK ? [byteOrderMark(path)] : [];

  const isDoubtful = needsGuard(file.text) || mayCutValue(file.text);
  const built = isDoubtful ? undefined : scanPlain(file.text);
  if (built !== undefined) {
    takeOver(file, built);
    file.value = built.value;
  } else for (const one of readThoroughly(file)) diagnostics.push(one);
  return { value: file, diagnostics: inFileOrder(diagnostics) };
}

/** Fills `file` as far as it can be read and returns every fault of its text. */
function readThoroughly(file: ParsedFile): Diagnostic[] {
  const lines = indexLines(file.text);
  const reading = readFaulty(file.text);
  const diagnostics = reading.faults.map((fault) => toDiagnostic(file.path, lines, fault));
  const { events, tree, text, shifts } = reading;
  if (events === undefined) return diagnostics;
  if (tree?.kind !== 'map') {
    const isWipedOut = reading.patches.length > 0 && tree?.kind !== 'list';
    return isWipedOut ? diagnostics : [...diagnostics, notMapping(file.path, lines, tree)];
  }
  const built = buildValue(text, events, isComposed(text));
  takeOver(file, built);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    file.salvage = {
      value: built.value,
      ...{ text, tree, shifts },
      doubtfulLines: doubtfulLines(lines, diagnostics, reading),
    };
  } else file.value = built.value;
  return diagnostics;
}

function takeOver(file: ParsedFile, built: BuiltValue): void {
  file.itemLines = built.itemLines;
  file.claimKeyLines = built.claimKeyLines;
  file.mapKeyLines = built.mapKeyLines;
}

function doubtfulLines(
  lines: TextLines,
  diagnostics: readonly Diagnostic[],
  reading: FaultyReading,
): Set<number> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const doubtful = new Set(errors.map(({ line }) => line));
  for (const { start, end } of reading.patches) {
    for (let index = lineIndexAt(lines, start); (lines.starts[index] ?? end) < end; index++)
      doubtful.add(index + 1);
  }
  // What a reference stands for was not read.
  const readable = indexLines(reading.text);
  const visit = (node: TreeNode): void => {
    if (node.kind === 'alias') doubtful.add(lineIndexAt(readable, node.start) + 1);
    // A mapping that takes keys over from elsewhere: which keys it lacks is not known.
    if (node.entries.some(({ key }) => key.text === '<<' && key.style === 'plain'))
      for (let at = lineIndexAt(readable, node.start); (readable.starts[at] ?? node.end) < node.end; at++)
        doubtful.add(at + 1);
    for (const item of node.items) visit(item);
    for (const { key, value } of node.entries) {
      visit(key);
      visit(value);
    }
  };
  if (reading.tree !== undefined) visit(reading.tree);
  return doubtful;
}

function byteOrderMark(path: string): Diagnostic {
  return fileDiagnostic(path, {
    code: 'W-YAML-BOM',
    message: 'the file starts with a byte order mark, an invisible character',
    fix: 'Save the file as "UTF-8" and not as "UTF-8 with BOM".',
    fixable: true,
  });
}

function notMapping(path: string, lines: TextLines, tree: TreeNode | undefined): Diagnostic {
  const code = 'E-RECORD-NOT-MAPPING';
  const fix = 'Start from the template: the file consists of lines of the form `key: value`.';
  if (tree === undefined || tree.empty)
    return fileDiagnostic(path, { code, message: 'the file is empty', fix });
  const what = tree.kind === 'list' ? 'a list' : 'a single text';
  const message = `the file holds ${what}, not keys with values`;
  return toDiagnostic(path, lines, { code, start: tree.start, end: tree.end, message, fix });
}
