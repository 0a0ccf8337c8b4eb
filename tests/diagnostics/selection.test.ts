import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { problem } from '../../pipeline/diagnostics/problem.ts';
import { renderGithub } from '../../pipeline/diagnostics/render/github.ts';
import {
  MOST_IN_ALL,
  MOST_IN_FILE,
  selectionOf,
  shortened,
} from '../../pipeline/diagnostics/render/selection.ts';
import { renderText } from '../../pipeline/diagnostics/render/text.ts';

const found = (number: number, file = 'sources/records/a.yaml', code = 'E-CODE-UNKNOWN'): Diagnostic[] =>
  Array.from({ length: number }, (_, index) =>
    problem(code, file, { line: index + 1, column: 1, endColumn: 2 }, `"x${index}" is no code`, 'Use one.'),
  );
const show = (diagnostics: readonly Diagnostic[], full = false): string[] =>
  renderText(diagnostics, { textOf: () => 'a: b\n'.repeat(300), color: false, full })
    .trimEnd()
    .split('\n');

describe('many findings', () => {
  it('fit two screens when they are thirty-two, each with place, code, message and remedy', () => {
    const lines = show(found(32));
    expect(lines.length).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.includes('E-CODE-UNKNOWN'))).toHaveLength(32);
    expect(lines.filter((line) => line === '  Use one.')).toHaveLength(32);
    expect(lines.at(-1)).toBe(
      'The lines around are left out, because there are many findings; FULL=1 shows them.',
    );
  });

  it('are shown with their lines when they are few, or when all are asked for', () => {
    expect(show(found(12)).filter((line) => line.startsWith('> '))).toHaveLength(12);
    expect(show(found(300), true).filter((line) => line.startsWith('> '))).toHaveLength(300);
  });

  it('of one file are told up to a hundred, then counted', () => {
    const { shown, rest } = selectionOf([...found(150), ...found(3, 'sources/records/b.yaml')], false);
    expect(shown).toHaveLength(MOST_IN_FILE + 3);
    expect(rest).toEqual(['sources/records/a.yaml: 50 more, which FULL=1 shows']);
  });

  it('of all files are told up to a thousand, then summed up by code', () => {
    const files = Array.from({ length: 20 }, (_, index) => `sources/records/r${index}.yaml`);
    const all = files.flatMap((file) => [...found(90, file), ...found(10, file, 'E-DATE')]);
    const { shown, rest } = selectionOf(all, false);
    expect(shown).toHaveLength(MOST_IN_ALL);
    expect(rest).toEqual([
      '1000 more, which FULL=1 shows. By code:',
      '      900  E-CODE-UNKNOWN',
      '      100  E-DATE',
    ]);
  });

  it('of any number are told in time', () => {
    const many = found(300_000);
    const start = performance.now();
    expect(show(many).length).toBeLessThan(250);
    expect(renderGithub(many).split('\n').length).toBeLessThan(110);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('a value in a message', () => {
  it('is cut where it is long, between two characters', () => {
    expect(shortened('"short" is no date')).toBe('"short" is no date');
    expect(shortened(`"${'a'.repeat(500)}" is no date`)).toBe(`"${'a'.repeat(200)}…" is no date`);
    expect(shortened(`"${'a'.repeat(199)}🚢b"`)).toBe(`"${'a'.repeat(199)}…"`);
  });
});
