import { describe, expect, it } from 'vitest';
import type { CatalogEntry } from '../../pipeline/diagnostics/catalog.ts';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { inFileOrder, problem } from '../../pipeline/diagnostics/problem.ts';
import { codeFrame } from '../../pipeline/diagnostics/render/code-frame.ts';
import { renderGithub } from '../../pipeline/diagnostics/render/github.ts';
import { renderJson } from '../../pipeline/diagnostics/render/json.ts';
import { renderText, summaryOf } from '../../pipeline/diagnostics/render/text.ts';
import { check, HEAD } from '../support/checked.ts';

const FILE = 'sources/records/harbour-speech.yaml';

/** The frame round the first place where `spot` stands in `text`. */
function frameAt(text: string, spot: string): string[] {
  const offset = text.indexOf(spot);
  const before = text.slice(0, offset).split('\n');
  const column = before.at(-1)!.length + 1;
  return codeFrame(text, { line: before.length, column, endColumn: column + spot.length }).split('\n');
}

describe('the code frame', () => {
  it('shows two lines before and after, and a caret under each character of the spot', () => {
    expect(frameAt('a: b\nc: d\ne: f\ng: hij\nk: l\nm: n\no: p\n', 'hij')).toEqual([
      '  2 | c: d',
      '  3 | e: f',
      '> 4 | g: hij',
      '    |    ^^^',
      '  5 | k: l',
      '  6 | m: n',
    ]);
  });

  it('shows fewer lines at the ends of the file', () => {
    expect(frameAt('a: b\nc: d\n', 'b')).toEqual(['> 1 | a: b', '    |    ^', '  2 | c: d']);
    expect(frameAt('a: b\nc: d\n', 'd')).toEqual(['  1 | a: b', '> 2 | c: d', '    |    ^']);
  });

  it('keeps the numbers of lines in one column', () => {
    const text = Array.from({ length: 12 }, (_, index) => `key${index + 1}: x\n`).join('');
    expect(frameAt(text, 'key10')).toEqual([
      '   8 | key8: x',
      '   9 | key9: x',
      '> 10 | key10: x',
      '     | ^^^^^',
      '  11 | key11: x',
      '  12 | key12: x',
    ]);
  });

  it('has a caret also where nothing is written', () => {
    expect(codeFrame('', { line: 1, column: 1, endColumn: 2 }).split('\n')).toEqual(['> 1 |', '    | ^']);
    expect(codeFrame('a:\n', { line: 1, column: 3, endColumn: 4 }).split('\n')).toEqual([
      '> 1 | a:',
      '    |   ^',
    ]);
  });

  it.each([
    ['letters with accents', 'quote: "Señor Čaković" bad', ' '.repeat(23)],
    ['accents written apart', 'quote: "Se\u0303nor" bad', ' '.repeat(15)],
    ['Chinese, two columns a character', 'name: 港口 bad', ' '.repeat(11)],
    ['full-width letters and marks', 'name: ＡＢ（） bad', ' '.repeat(15)],
    ['Korean', 'name: 항구 bad', ' '.repeat(11)],
    ['emoji, which are two units and two columns', 'name: 🚢 bad', ' '.repeat(9)],
    ['Cyrillic', 'name: Порт bad', ' '.repeat(11)],
  ])('stands under the spot behind %s', (_, line, indent) => {
    expect(frameAt(line, 'bad')[1]).toBe(`    | ${indent}^^^`);
  });

  it('underlines wide characters with two carets each', () => {
    expect(frameAt('name: 港口 x', '港口')[1]).toBe('    |       ^^^^');
  });

  it('stands under the spot behind tabs', () => {
    expect(frameAt('a:\n\t\tbad: c\n', 'bad').slice(1)).toEqual(['> 2 |     bad: c', '    |     ^^^']);
  });

  it('leaves carriage returns out', () => {
    expect(frameAt('a: b\r\nc: bad\r\ne: f\r\n', 'bad')).toEqual([
      '  1 | a: b',
      '> 2 | c: bad',
      '    |    ^^^',
      '  3 | e: f',
    ]);
  });

  it('counts lines as YAML does, not as a browser', () => {
    expect(frameAt('a: "x\u2028y"\nc: bad\n', 'bad')[1]).toBe('> 2 | c: bad');
  });

  it('writes out a character that cannot be seen, where it is the fault', () => {
    expect(frameAt('name: Nord\u200Bland\n', '\u200B').slice(0, 2)).toEqual([
      '> 1 | name: Nord‹U+200B›land',
      '    |           ^^^^^^^^',
    ]);
    expect(frameAt('name: می\u200Cخواهم bad\n', 'bad')[0]).toBe('> 1 | name: می\u200Cخواهم bad');
  });

  it('obeys nothing in the file: no colours, no bells, no turned lines', () => {
    const frame = frameAt('name: \u001B[31mred\u0007\nb: x\u202Ey bad\n', 'bad').join('\n');
    expect(frame).toContain('name: ‹U+001B›[31mred‹U+0007›');
    expect(frame).toContain('x‹U+202E›y bad');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(frame).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E]/);
  });

  it('shows the part round the spot of a line that is too long', () => {
    const rows = frameAt(`text: ${'harbour '.repeat(40)}bad ${'canal '.repeat(40)}\nshort: x\n`, 'bad');
    expect(rows[0]).toMatch(/^> 1 \| ….*bad canal.* …$/);
    expect(rows[1]!.indexOf('^')).toBe(rows[0]!.indexOf('bad'));
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(120);
    expect(rows[2]).toBe('  2 | short: x');
  });
});

function diagnosticOf(message: string, fix = 'Mend it.', file = FILE): Diagnostic {
  return problem('E-DATE', file, { line: 2, column: 4, endColumn: 6 }, message, fix);
}

describe('diagnostics as text', () => {
  const textOf = (): string => 'a: b\nc: de\nf: g\n';

  it('give place, code, message, frame, guess and remedy', () => {
    const diagnostic = { ...diagnosticOf('"de" is no date'), suggestion: '2021' };
    expect(renderText([diagnostic], { textOf, color: false })).toBe(
      [
        `${FILE}:2:4  E-DATE  "de" is no date`,
        '',
        '  1 | a: b',
        '> 2 | c: de',
        '    |    ^^',
        '  3 | f: g',
        '',
        '  Did you mean  2021  ?',
        '  Mend it.',
        '',
      ].join('\n'),
    );
  });

  it('go without a frame where there is no text to show', () => {
    const text = renderText([diagnosticOf('cannot be read')], { textOf: () => undefined, color: false });
    expect(text).toBe(`${FILE}:2:4  E-DATE  cannot be read\n\n  Mend it.\n`);
  });

  it('are coloured only when asked, errors red and warnings yellow', () => {
    const warning = problem('W-MADE-LATE', FILE, { line: 1, column: 1, endColumn: 2 }, 'late', 'Check.');
    const colored = renderText([diagnosticOf('x'), warning], { textOf, color: true });
    expect(colored).toContain('\u001b[31mE-DATE\u001b[39m');
    expect(colored).toContain('\u001b[33mW-MADE-LATE\u001b[39m');
    expect(renderText([warning], { textOf, color: false })).not.toContain('\u001b');
  });

  it('do not hand control characters of a value to the terminal', () => {
    const text = renderText([diagnosticOf('"\u001b[2J" is no date', 'Remove \u202E.')], {
      textOf,
      color: false,
    });
    expect(text).not.toContain('\u001b');
    expect(text).toContain('"‹U+001B›[2J" is no date');
  });
});

describe('a file with thirty errors', () => {
  const claims = Array.from({ length: 10 }, (_, index) => {
    const id = `c${String(index + 1).padStart(2, '0')}`;
    return `  - id: ${id}\n    at: p1.s${index + 1}\n    text: Arvania has ${index + 1} harbours.\n    type: fakt\n    topics: [trade]\n    made: 2021-13-0${(index % 9) + 1}\n    spekaer: [mira-tolan]\n`;
  });
  const text = `${HEAD}claims:\n${claims.join('')}`;
  const found = check(text);

  it('is told in the order of the file, nothing twice', () => {
    expect(found).toHaveLength(30);
    const keys = found.map(({ line, column }) => line * 1000 + column);
    expect([...keys].sort((a, b) => a - b)).toEqual(keys);
    expect(new Set(found.map(({ line, column, code }) => `${line}:${column} ${code}`)).size).toBe(30);
  });

  it('is told in blocks of few lines, each with its frame and remedy, and summed up', () => {
    const rendered = renderText(found, { textOf: () => text, color: false, full: true });
    const blocks = rendered.split(/^(?=sources\/)/m);
    expect(blocks).toHaveLength(30);
    for (const block of blocks) {
      expect(block.split('\n').length).toBeLessThanOrEqual(14);
      expect(block.match(/\^+$/m)).not.toBeNull();
    }
    expect(summaryOf(found)).toBe('30 errors in 1 file');
  });
});

describe('diagnostics in order', () => {
  const at = (file: string, line: number, column: number, code = 'E-DATE', message = 'x'): Diagnostic =>
    problem(code, file, { line, column, endColumn: column + 1 }, message, 'Fix.');

  it('go by file, line, column and code, by code unit in every language', () => {
    const mixed = [
      at('b.yaml', 1, 1),
      at('a.yaml', 10, 1),
      at('a.yaml', 9, 2),
      at('a.yaml', 9, 1, 'W-MADE-LATE'),
      at('a.yaml', 9, 1),
      at('Z.yaml', 1, 1),
    ];
    expect(
      inFileOrder(mixed).map(({ file, line, column, code }) => `${file} ${line}:${column} ${code}`),
    ).toEqual([
      'Z.yaml 1:1 E-DATE',
      'a.yaml 9:1 E-DATE',
      'a.yaml 9:1 W-MADE-LATE',
      'a.yaml 9:2 E-DATE',
      'a.yaml 10:1 E-DATE',
      'b.yaml 1:1 E-DATE',
    ]);
  });

  it('lose what is said twice in one place, and nothing else', () => {
    expect(
      inFileOrder([at('a.yaml', 1, 1), at('a.yaml', 1, 1), at('a.yaml', 1, 1, 'E-DATE', 'y')]),
    ).toHaveLength(2);
  });

  it.each([
    [[], 'no errors, no warnings'],
    [[at('a.yaml', 1, 1)], '1 error in 1 file'],
    [[at('a.yaml', 1, 1, 'W-MADE-LATE')], '1 warning in 1 file'],
    [
      [at('a.yaml', 1, 1), at('b.yaml', 1, 1), at('b.yaml', 2, 1, 'W-MADE-LATE')],
      '2 errors and 1 warning in 2 files',
    ],
  ] as [Diagnostic[], string][])('are summed up: %#', (diagnostics, summary) => {
    expect(summaryOf(diagnostics)).toBe(summary);
  });
});

describe('diagnostics for GitHub', () => {
  it('are one workflow command a line', () => {
    const warning = problem('W-MADE-LATE', FILE, { line: 1, column: 1, endColumn: 2 }, 'late', 'Check.', {
      suggestion: '2021',
    });
    expect(renderGithub([diagnosticOf('x'), warning])).toBe(
      `::error file=${FILE},line=2,col=4,endColumn=6,title=E-DATE::x. Mend it.\n::warning file=${FILE},line=1,col=1,endColumn=2,title=W-MADE-LATE::late. Did you mean 2021? Check.\n`,
    );
  });

  it('cannot be broken by what a value holds', () => {
    const [line, ...rest] = renderGithub([
      diagnosticOf('"50%\n::error::x\r" is, no: date', 'Mend it.', 'a,b:c%.yaml'),
    ]).split('\n');
    expect(rest).toEqual(['']);
    expect(line).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=2,col=4,endColumn=6,title=E-DATE::"50%25%0A::error::x%0D" is, no: date. Mend it.',
    );
  });
});

describe('diagnostics as JSON', () => {
  const entry = { code: 'E-DATE', why: 'Dates\nmust "exist".' } as CatalogEntry;

  it('are one list that a parser reads back, with the reason of the catalog', () => {
    const diagnostic = { ...diagnosticOf('"\u2028\\ \u0007" 港口 🚢 is no date'), suggestion: 'a "b"' };
    const text = renderJson([diagnostic], new Map([['E-DATE', entry]]));
    expect(JSON.parse(text)).toEqual([{ ...diagnostic, why: entry.why }]);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('are an empty list when all is well', () => {
    expect(JSON.parse(renderJson([], new Map()))).toEqual([]);
  });
});
