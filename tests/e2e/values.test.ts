import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvTables, type TextTable } from '../support/built.ts';
import { differences } from '../support/compare-tables.ts';
import { fixture, makeProject, type Project, plainRecord, SEED, seedRecord } from '../support/project.ts';
import { readCsv } from '../support/readers/strict-csv.ts';
import { runCli } from '../support/run-cli.ts';

/** 100,000 characters: long, and still under the 131,072 at which Python's csv module stops. */
const LONG = 'A long note, with "quotes", 港口 and =1+1. '.repeat(2500).slice(0, 99_999).concat('.');

let project: Project;
let csv: Map<string, TextTable>;

beforeAll(async () => {
  project = await makeProject({
    [SEED]: await seedRecord(),
    'nasty-values': await fixture('nasty-values.yaml'),
    'from-windows': await recordFromWindows(),
    'long-note': await plainRecord('long-note', `    note: '${LONG}'\n`),
  });
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  expect(code, stderr).toBe(0);
  csv = await csvTables(project.latest);
}, 60_000);

afterAll(() => project.remove());

/** As an editor on Windows saves it: a byte order mark, and CRLF at the end of each line. */
async function recordFromWindows(): Promise<string> {
  const block = / {4}note: \|\n(?: {6}.*\n|\n)+/.exec(await fixture('nasty-values.yaml'))?.[0] ?? '';
  return `\uFEFF${await plainRecord('from-windows', block)}`.replaceAll('\n', '\r\n');
}

describe('values come out as they were written', () => {
  const claim = (id: string): Record<string, string> => {
    const { header, rows } = csv.get('claims') as TextTable;
    const row = rows.find(([first]) => first === id) ?? [];
    return Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']));
  };

  it('what a spreadsheet would take for a formula, a number or a missing value is not touched', () => {
    const texts = ['c01', 'c02', 'c10', 'c100', 'c17'].map((id) => claim(`nasty-values/${id}`).claim_text);
    expect(texts).toEqual(['=1+1', '+1', '@x', '0042', 'true']);
    expect(claim('nasty-values/c10').note).toBe('-- dash');
    expect(claim('nasty-values/c100').note).toBe('NA');
    expect(claim('nasty-values/c02').addressee_names).toBe('-- dash | 0042 | null');
  });

  it('blanks, line ends and quotation marks stay', () => {
    expect(claim('nasty-values/c11').claim_text).toBe('  Blanks at both ends  ');
    expect(claim('nasty-values/c11').note).toBe(' . ');
    expect(claim('nasty-values/c01').note).toBe(
      'A list in a note:\n- "quoted", with comma\n=SUM(A1:A9)\n\ntrailing line ends are kept\n',
    );
    expect(claim('nasty-values/c14').note).toBe('\nstarts with an empty line');
    expect(claim('nasty-values/c15').note).toBe('""');
  });

  it('scripts stay: right to left, Chinese, emoji, ligatures; an accent apart joins its letter', () => {
    expect(claim('nasty-values/c12').claim_text).toBe('مرحبا "بالعالم", ١٢٣');
    expect(claim('nasty-values/c13').claim_text).toBe('中国，"港口"；🚢👨‍👩‍👧 \u00e9 \u00e9 ²');
  });

  it('a file with CRLF line ends and a byte order mark gives the same text as one without', () => {
    expect(claim('from-windows/c01').note).toBe(claim('nasty-values/c01').note);
  });

  it('a note of 100,000 characters comes out whole', () => {
    expect(claim('long-note/c01').note).toBe(LONG);
  });
});

describe('what the comparison rests on', () => {
  it('reads quoted cells, empty cells and line ends in cells', () => {
    expect(readCsv('a,b\n"x ""y"", z",\n"1\n2","\r"\n')).toEqual([
      ['a', 'b'],
      ['x "y", z', ''],
      ['1\n2', '\r'],
    ]);
  });

  it('tells a cell, a row and a header that differ', () => {
    const table = (header: string[], ...rows: string[][]) => new Map([['t', { header, rows }]]);
    expect(differences(table(['a'], ['1']), table(['a'], ['01']))).toEqual([
      't, row 1, a: "01" instead of "1"',
    ]);
    expect(differences(table(['a'], ['1']), table(['a']))).toEqual(['t: 0 rows instead of 1']);
    expect(differences(table(['a']), table(['b']))).toEqual(['t: b instead of a']);
    expect(differences(table(['a']), new Map())).toEqual(['t is there only once']);
  });

  it.each(['a,b\n1\n', 'a\nx"y\n', 'a\n"x"y\n', 'a\n"x\n', 'a\nx', 'a\nx\ry\n'])('refuses %j', (text) => {
    expect(() => readCsv(text)).toThrow();
  });
});
