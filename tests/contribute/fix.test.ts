import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lexer } from 'yaml';
import { unifiedDiff } from '../../pipeline/contribute/fix/diff.ts';
import { canonical } from '../../pipeline/contribute/fix/edit.ts';
import { fixSources } from '../../pipeline/contribute/fix/fix.ts';
import { fixText } from '../../pipeline/contribute/fix/text.ts';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { mendDate } from '../../pipeline/model/dates/mend.ts';
import { check, withClaim } from '../support/checked.ts';
import { model, open } from '../support/opened.ts';
import {
  fixture,
  makeProject,
  type Project,
  plainRecord,
  REPOSITORY,
  secondCoding,
  seedRecord,
} from '../support/project.ts';
import { runCli } from '../support/run-cli.ts';
import { tries } from '../support/vitest/soak.ts';

const SUGGESTED = 'suggested';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Kind = 'record' | 'registry';

const fix = (text: string | Uint8Array, kind: Kind = 'record') =>
  fixText('sources/file.yaml', Buffer.from(text), { schemas: model.schemas, kind });
const fixed = (text: string, kind?: Kind): string => fix(text, kind).after;
const sayingOf = (text: string): unknown => parseYaml('sources/file.yaml', Buffer.from(text)).value.value;
const commentsOf = (text: string): string[] =>
  [...new Lexer().lex(text.replaceAll('\r\n', '\n'))]
    .filter((token) => token.startsWith('#'))
    .map((token) => token.trimEnd())
    .sort();
const blankLinesOf = (text: string): number =>
  text
    .split(/\r?\n/)
    .slice(0, -1)
    .filter((line) => line.trim() === '').length;
const isBroken = (text: string): boolean => sayingOf(text) === undefined;

describe('make fix', () => {
  it('changes nothing in the sources of this repository', async () => {
    expect(await fixSources(await open(REPOSITORY), {})).toEqual({ files: [], diagnostics: [], left: [] });
  });

  it.each(['nasty-values.yaml', 'plain.yaml'])('leaves the right form of %s as it is', async (name) => {
    const text = await fixture(name);
    const { after } = fix(text);
    expect(fixed(after)).toBe(after);
    expect(canonical(sayingOf(after))).toBe(canonical(sayingOf(text)));
  });
});

describe('the layout of a file', () => {
  it('gets plain line ends and loses its byte order mark', () => {
    expect(fix('\uFEFFid: a\r\nstatus: draft\r\n')).toMatchObject({
      after: 'id: a\nstatus: draft\n',
      hadMark: true,
    });
  });

  it('keeps a carriage return that stands alone, and says so', () => {
    const { before, after, diagnostics } = fix('id: a\rstatus: draft\n');
    expect(after).toBe(before);
    expect(diagnostics.map(({ code }) => code)).toContain('E-YAML-CARRIAGE-RETURN');
  });

  it('loses blanks at the ends of lines and gains a last line end', () => {
    expect(fixed('id: a  \n \t\nstatus: draft\t# why \t')).toBe('id: a\n\nstatus: draft\t# why\n');
  });

  it('keeps blanks that may be part of a text', () => {
    const text =
      'id: a\nsource:\n  title: "one  \n    two"\nclaims:\n  - id: c01\n    note: |\n      line  \n         \n      end\n';
    expect(fixed(text)).toBe(text);
  });

  it('gets spaces for no-break spaces at the start of lines', () => {
    expect(fixed('source:\n\u00A0\u00A0title: A\u00A0B\n \u00A0kind: op-ed\n')).toBe(
      'source:\n  title: A\u00A0B\n  kind: op-ed\n',
    );
  });

  it('keeps a no-break space that begins a line of a text', () => {
    const text = 'coding:\n  note: |\n    one\n    \u00A0two\n';
    expect(fixed(text)).toBe(text);
  });

  it.each([
    ['a tab', 'source:\n\ttitle: A\n', 'E-YAML-TAB'],
    ['an ideographic space', 'source:\n\u3000title: A\n', 'E-YAML-ODD-SPACE'],
    ['a colon in a value', 'status: draft \nid: a: b\r\n', 'E-YAML-COLON-IN-VALUE'],
    ['a duplicate key', 'status: draft\nid: a\nid: b\n', 'E-KEY-DUPLICATE'],
    ['an empty value', 'status: draft\nid:\n', 'E-VALUE-EMPTY'],
  ])('stays as it is with %s, which is told', (_, text, code) => {
    const { before, after, diagnostics } = fix(text);
    expect(after).toBe(before);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });
});

describe('keys', () => {
  it('come into the order of the schema, each with its comments', () => {
    const text = [
      '# Header of the file.',
      '',
      '# how far it is',
      'status: draft   # not yet',
      'id: a',
      '  # below the id',
      '',
      'claims:',
      '  # the first one',
      '  - at: p1.s1',
      '    # its number',
      '    id: c01',
      '    topics: [trade]',
      '    text: >-',
      '      A text',
      '      on two lines.',
      '    type: fact',
      '',
      "codebook: '1.0.0'",
      '',
    ].join('\n');
    expect(fixed(text)).toBe(
      [
        '# Header of the file.',
        '',
        'id: a',
        '  # below the id',
        '',
        "codebook: '1.0.0'",
        '# how far it is',
        'status: draft   # not yet',
        '',
        'claims:',
        '  # the first one',
        '  # its number',
        '  - id: c01',
        '    at: p1.s1',
        '    text: >-',
        '      A text',
        '      on two lines.',
        '    type: fact',
        '    topics: [trade]',
        '',
      ].join('\n'),
    );
  });

  it('between braces change places and keep commas and blanks', () => {
    expect(fixed('source:\n  copies: [{ kind: original,  id: page, seen: true }]\n')).toBe(
      'source:\n  copies: [{ id: page,  kind: original, seen: true }]\n',
    );
  });

  it('that the writer chose keep their order', () => {
    const text =
      'defaults: {certainty: certain, addressee: [b]}\nnames:\n  Xi: xi-jinping\n  Beijing: cn-government\n';
    expect(fixed(text)).toBe(text);
  });

  it('stay where they are beside an unknown one, since nobody can tell where that belongs', () => {
    const text = 'status: draft\nidd: a\ncodebook: b\n';
    expect(fixed(text)).toBe(text);
  });

  it('of an entity follow its type', () => {
    const text =
      'entities:\n  - name: B\n    iso: {alpha2: BX}\n    id: iso-BX\n    status: un-member\n    type: state\n';
    expect(fixed(text, 'registry')).toBe(
      'entities:\n  - id: iso-BX\n    type: state\n    name: B\n    iso: {alpha2: BX}\n    status: un-member\n',
    );
  });

  it('stay beside a text that takes in the blank lines below it, since it cannot be moved', () => {
    const text = 'coding:\n  note: |+\n    one\n\n\n  coder: ada\n';
    expect(fixed(text)).toBe(text);
  });
});

describe('registry lists', () => {
  const entry = (id: string): string => `  - id: ${id}\n    type: concept\n    name: ${id}\n`;

  it('are sorted by code unit, comments above an entry with it', () => {
    const text = `# Header\nentities:\n  # about b\n${entry('b')}\n${entry('a-b')}  # about a\n${entry('a')}    # below a\n`;
    expect(fixed(text, 'registry')).toBe(
      `# Header\nentities:\n  # about a\n${entry('a')}    # below a\n\n${entry('a-b')}  # about b\n${entry('b')}`,
    );
  });

  it.each([
    ['redirects', ["{from: b, to: x, date: '2021', reason: r}", "{from: a, to: x, date: '2021', reason: r}"]],
    ['distinct', ['{a: a, b: c, reason: r}', '{a: a, b: b, reason: r}']],
    ['titles', ['{title: a, kind: past}', '{title: B, kind: past}']],
    ['coders', ['{id: b, name: B, kind: person}', '{id: a, name: A, kind: person}']],
    ['sources', ['{id: b, note: read}', '{id: a, note: read}']],
    ['events', ['{id: b, type: visit, name: B}', '{id: a, type: visit, name: A}']],
  ])('named %s are sorted by what identifies their items', (list, [first, second]) => {
    expect(fixed(`${list}:\n  - ${first}\n  - ${second}\n`, 'registry')).toBe(
      `${list}:\n  - ${second}\n  - ${first}\n`,
    );
  });

  it('of a record keep their order', () => {
    const text = 'entities:\n  - {id: b, type: concept, name: b}\n  - {id: a, type: concept, name: a}\n';
    expect(fixed(text)).toBe(text);
  });
});

describe('quotes', () => {
  it('come round texts that other programs would read as something else', () => {
    const text = 'source:\n  title: No\n  publisher: 1e5\n  published: 2021-07-06\nnames:\n  NO: iso-NO\n';
    expect(fixed(text)).toBe(
      "source:\n  title: 'No'\n  publisher: '1e5'\n  published: '2021-07-06'\nnames:\n  'NO': iso-NO\n",
    );
  });

  it('do not come round booleans, plain numbers and words', () => {
    const text =
      'claims:\n  - id: c01\n    presupposed: true\n    period: XXXX-07-06\n    quantities: [{value: 600, comparator: exactly, unit: years}]\n';
    expect(fixed(text)).toBe(text);
  });

  it('of all kinds stay what they are, curly ones in a text too', () => {
    const text = `claims:\n  - id: c01\n    text: "He said “no bloc politics” twice"\n    quote: '“so”'\n`;
    expect(fixed(text)).toBe(text);
  });

  it('and bars do not change: a text with lines keeps its lines', () => {
    const text = 'coding:\n  note: |\n    Points:\n    * first\n    * second\n';
    expect(fixed(text)).toBe(text);
    expect(sayingOf(fixed(text))).toEqual({ coding: { note: 'Points:\n* first\n* second\n' } });
  });
});

describe('dates', () => {
  it.each([
    ['July 6, 2021', '2021-07-06'],
    ['6th of July 2021', '2021-07-06'],
    ['2021-Jul-06', '2021-07-06'],
    ['2021-7-6', '2021-07-06'],
    ['2021-7', '2021-07'],
    ['2021/07/06', '2021-07-06'],
    ['20210706', '2021-07-06'],
    ['13/07/2021', '2021-07-13'],
    ['July 2021', '2021-07'],
    ['about 2017', '2017~'],
    ['c. July 2017', '2017-07~'],
    ['spring 2021', '2021-21'],
    ['the 1990s', '199X'],
    ['2019-2021', '2019/2021'],
    ['2021-07-06 to 2021-07-08', '2021-07-06/2021-07-08'],
    ['xxxx-07-06', 'XXXX-07-06'],
  ])('of certain meaning are mended: %s', (written, date) => {
    expect(mendDate(written)).toBe(date);
  });

  it.each([
    '06/07/2021',
    '6.7.2021',
    '2024-20-11',
    '2021-13-01',
    '2021-02-30',
    '6/7/21',
    '2011/12',
    'July 6',
    'May 21',
    'Monday, July 6, 2021',
    '2021-07-08 to 2021-07-06',
    '2021-07-08/2021-07-06',
    '2021-07-06 20:46',
    'unknown',
    '2021-07-06',
  ])('of doubtful meaning, or right already, are left alone: %s', (written) => {
    expect(mendDate(written)).toBeNull();
  });

  it('are mended wherever the schema asks for a date, in any quotes, and nowhere else', () => {
    const text =
      'coding: {coded: 2026-11-5}\nsource:\n  title: July 6, 2021\n  published: "July 6, 2021"   # as printed\n  copies:\n    - accessed: 6 July 2021\n      id: page\nevents:\n  - {id: e, type: visit, name: E, date: about 2017}\n';
    expect(fixed(text)).toBe(
      "coding: {coded: '2026-11-05'}\nsource:\n  title: July 6, 2021\n  published: '2021-07-06'   # as printed\n  copies:\n    - id: page\n      accessed: '2021-07-06'\nevents:\n  - {id: e, type: visit, name: E, date: 2017~}\n",
    );
  });
});

describe('names, with --ids,', () => {
  let project: Project;
  const paths = ['sources/records/names.yaml'];
  beforeEach(async () => {
    project = await makeProject({
      names: (await plainRecord('names'))
        .replace('authors: [names-author]', 'authors: [Orla Fennmark]  # as printed')
        .concat(
          '    claimant: [former President Rodrigo Duterte, Evo Morales]\n    attribution: indirect-speech\n    subject: [China, the Philippines, iso-CN]\n    stance: {Evo Morales: positive, China: neutral}\n    addressee: [Nobody Known]\n',
        ),
    });
  });
  afterEach(() => project.remove());

  it('become the ids that they stand for, but not where one id would stand twice or a name is unknown', async () => {
    const { files } = await fixSources(await open(project.root), { paths, ids: true });
    const { after } = files[0]!;
    expect(after).toContain('authors: [names-author]  # as printed');
    expect(after).toContain('claimant: [former President Rodrigo Duterte, evo-morales]');
    expect(after).toContain('subject: [China, the Philippines, iso-CN]');
    expect(after).toContain('stance: {evo-morales: positive, iso-CN: neutral}');
    expect(after).toContain('addressee: [Nobody Known]');
  });

  it('stay as they are without the option', async () => {
    const { files } = await fixSources(await open(project.root), { paths });
    expect(files.every(({ after }) => after.includes('Orla Fennmark]  # as printed'))).toBe(true);
  });

  it('leave the same data: the same ids everywhere', async () => {
    await project.put(paths[0]!, await seedRecord());
    const [seed] = (await fixSources(await open(project.root), { paths, ids: true })).files;
    expect(commentsOf(seed!.after)).toEqual(commentsOf(seed!.before));
    await project.put(paths[0]!, seed!.after);
    expect((await fixSources(await open(project.root), { paths, ids: true })).files).toEqual([]);
  });
});

describe('attitudes that blame has by itself', () => {
  const blame = (id: string, stance: string, subjects = 'iso-CN, iso-RU'): string =>
    `  - id: ${id}\n    at: p1.s1\n    text: They are bad neighbours.\n    type: criticism\n    topics: [trade]\n    subject: [${subjects}]\n${stance}`;
  let project: Project;

  beforeEach(async () => {
    project = await makeProject({
      blame: (await plainRecord('blame')).concat(
        blame('c02', '    stance: {iso-CN: negative, iso-RU: negative}\n'),
        blame('c03', '    stance: {iso-CN: negative, iso-IN: positive, iso-RU: negative}  # both\n'),
        blame('c04', '    stance: {iso-IN: positive, iso-CN: negative, iso-RU: negative}\n'),
        blame('c05', '    stance:\n      iso-CN: negative\n      iso-RU: mixed\n'),
        blame('c06', '    stance: {iso-CN: negative}  # said twice\n'),
        blame('c07', '    stance: {iso-CN: negative}\n', 'iso-RU'),
      ),
    });
  });
  afterEach(() => project.remove());

  it('go where they are written, and nothing else does', async () => {
    const paths = ['sources/records/blame.yaml'];
    const { files } = await fixSources(await open(project.root), { paths });
    const { after = '' } = files[0] ?? {};
    const written = after
      .split(/^ {2}- id: /m)
      .map((text) => [text.slice(0, 3), /stance:.*/s.exec(text)?.[0]]);
    expect(written.slice(2)).toEqual([
      ['c02', undefined],
      ['c03', 'stance: {iso-IN: positive}  # both\n'],
      ['c04', 'stance: {iso-IN: positive}\n'],
      ['c05', 'stance:\n      iso-RU: mixed\n'],
      ['c06', 'stance: {iso-CN: negative}  # said twice\n'],
      ['c07', 'stance: {iso-CN: negative}\n'],
    ]);
    await project.put('sources/records/blame.yaml', after);
    expect((await fixSources(await open(project.root), { paths })).files).toEqual([]);
  });

  it('stay in a coding as its coder wrote them', async () => {
    const record = await readFile(join(project.root, 'sources/records/blame.yaml'), 'utf8');
    await project.put('sources/codings/blame.claude-second.yaml', secondCoding(record));
    const { files } = await fixSources(await open(project.root), {});
    expect(files.map(({ path }) => path)).toEqual(['sources/records/blame.yaml']);
  });
});

describe('whatever a file looks like,', () => {
  /** Takes entries in any order, with comments, blank lines and blanks in between. */
  const noise = fc.constantFrom('', '', '', '# a comment', '  # far in', '', '#: [{', "# it's");
  const ends = fc.constantFrom('', '', ' ', '\t', '  # at the end', ' #');
  const scalar = fc.constantFrom(
    'plain',
    "'no'",
    '"a  b"',
    'No',
    '2021-07-06',
    'July 6',
    "it's",
    '>-\n~  folded\n~\n~  text',
    '|\n~  one\n~    two',
    '|+\n~  kept\n\n',
    '|\n~  one\n~    \n~ \n\n',
    '[a, b]',
    '"two\n~  lines"',
    'one\n~  two',
  );
  const keysOf = (definition: string): string[] =>
    Object.keys(
      (model.schemas.record.definitions as Record<string, { properties: object }>)[definition]!.properties,
    );

  function block(keys: readonly string[], margin: string): fc.Arbitrary<string[]> {
    const line = (key: string) =>
      fc.tuple(noise, scalar, ends).map(([above, value, end]) => {
        const isOneLine = !value.includes('\n');
        const written = `${key}: ${value.replaceAll('~', margin)}${isOneLine ? end : ''}`;
        return [...(above === '' ? [] : [margin + above]), margin + written];
      });
    return fc
      .shuffledSubarray([...keys], { minLength: 1, maxLength: Math.min(7, keys.length) })
      .chain((some) => fc.tuple(...some.map(line)).map((lines) => lines.flat()));
  }

  const record = () =>
    fc
      .record({
        head: fc.constantFrom('', '# header', '# header\n'),
        coding: block(keysOf('coding'), '  '),
        source: block(keysOf('source'), '    '),
        claims: fc.array(block(keysOf('claim'), '      '), { minLength: 1, maxLength: 4 }),
        order: fc.shuffledSubarray(['coding', 'source', 'claims', 'id', 'status'], { minLength: 5 }),
        gap: fc.constantFrom('', '\n', '\n# section\n'),
        lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
        last: fc.constantFrom('\n', '', '\n\n\n', '\n# the end\n'),
      })
      .map(({ head, coding, source, claims, order, gap, lineEnd, last }) => {
        // The first key of a claim follows its dash; comments before it stand above.
        const items = claims.map((lines) => {
          const first = lines.findIndex((line) => /^ *[a-z_]+:/.test(line));
          return [
            ...lines.slice(0, first),
            lines[first]!.replace(/^ {6}/, '    - '),
            ...lines.slice(first + 1),
          ];
        });
        const parts: Record<string, string> = {
          coding: `coding:\n${coding.join('\n')}`,
          source: `source:   # of the work\n${source.join('\n')}`,
          claims: `claims:\n${items.flat().join('\n')}`,
          id: 'id: x',
          status: 'status: draft',
        };
        const text = `${head}${head === '' ? '' : '\n'}${order.map((key) => parts[key]).join(`\n${gap}`)}${last}`;
        return text.replaceAll('\n', lineEnd);
      });

  it('its value, comments and blank lines stay, its keys are in order, and a second run changes nothing', () => {
    let readable = 0;
    fc.assert(
      fc.property(record(), (text) => {
        const before = sayingOf(text);
        const { after, diagnostics } = fix(text);
        if (before === undefined) {
          expect(after).toBe(text);
          expect(diagnostics.length).toBeGreaterThan(0);
          return;
        }
        readable++;
        expect(canonical(sayingOf(after))).toBe(canonical(before));
        expect(commentsOf(after)).toEqual(commentsOf(text));
        expect(blankLinesOf(after)).toBe(blankLinesOf(text));
        expect(fixed(after)).toBe(after);
        // A text that keeps the blank lines below it cannot be moved.
        if (text.includes('|+')) return;
        const value = sayingOf(after) as { source: object; claims: object[] };
        for (const [definition, maps] of [
          ['source', [value.source]],
          ['claim', value.claims],
        ] as const) {
          const order = keysOf(definition);
          for (const map of maps)
            expect(Object.keys(map)).toEqual(
              [...Object.keys(map)].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
            );
        }
      }),
      { numRuns: tries(400) },
    );
    expect(readable).toBeGreaterThan(tries(400) / 2);
  });

  it('a list of the registry is sorted with its comments, and says the same', () => {
    const item = fc
      .record({
        id: fc.stringMatching(/^[a-z0-9]{1,3}(-[a-z0-9]{1,2})?$/),
        above: noise,
        end: ends,
        value: scalar,
        inFlow: fc.boolean(),
      })
      .map(({ id, above, end, value, inFlow }) =>
        [
          ...(above === '' ? [] : [`  ${above}`]),
          ...(inFlow
            ? [`  - {name: 'N', type: concept, id: '${id}'}${end}`]
            : [
                `  - note: ${value.replaceAll('~', '    ')}`,
                `    id: '${id}'${end}`,
                '',
                '    type: concept',
              ]),
        ].join('\n'),
      );
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', '# end\n'),
        (items, last) => {
          const text = `# header\nentities:\n${items.join('\n')}\n${last}`;
          const { after } = fix(text, 'registry');
          if (isBroken(text)) {
            expect(after).toBe(text);
            return;
          }
          expect(commentsOf(after)).toEqual(commentsOf(text));
          expect(blankLinesOf(after)).toBe(blankLinesOf(text));
          expect(fixed(after, 'registry')).toBe(after);
          const { entities } = sayingOf(after) as { entities: { id: string }[] };
          const ids = entities.map(({ id }) => id);
          expect(ids).toEqual([...ids].sort());
        },
      ),
      { numRuns: tries(400) },
    );
  });

  it('damage to a record never makes it stop, and what cannot be read is left as it is', async () => {
    const lines = (await fixture('nasty-values.yaml')).split('\n');
    const damage = fc.record({
      at: fc.nat({ max: lines.length - 1 }),
      how: fc.constantFrom('delete', 'swap', 'indent', 'outdent', 'cut', 'double', 'no-break', 'tab', 'key'),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const text = damages.reduce((current, { at, how }) => harm(current, at, how), lines).join('\n');
        const { before, after, diagnostics } = fix(text);
        expect(fixed(after)).toBe(after);
        if (isBroken(after)) {
          expect(after).toBe(before);
          expect(diagnostics.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: tries(300) },
    );
  });

  function harm(lines: string[], at: number, how: string): string[] {
    const line = lines[at] ?? '';
    const put = (...some: string[]): string[] => lines.toSpliced(at, 1, ...some);
    switch (how) {
      case 'delete':
        return put();
      case 'swap':
        return lines.toSpliced(at, 2, lines[at + 1] ?? '', line);
      case 'indent':
        return put(`  ${line}`);
      case 'outdent':
        return put(line.replace(/^ /, ''));
      case 'cut':
        return put(line.slice(0, line.length / 2));
      case 'double':
        return put(line, line);
      case 'no-break':
        return put(line.replace(/^ +/, (margin) => '\u00A0'.repeat(margin.length)));
      case 'tab':
        return put(line.replace(/^ {2}/, '\t'));
      default:
        return put(line.replace(/^( *(?:- )?)([a-z])([a-z])/, '$1$3$2'));
    }
  }
});

describe('an error is called fixable', () => {
  const found = (text: string | Uint8Array): Diagnostic[] =>
    check(typeof text === 'string' ? text : Buffer.from(text).toString());
  const record = (of: string, to: string): string => {
    expect(withClaim('made: 2021'), 'the text to replace').toContain(of);
    return withClaim('made: 2021').replace(of, to);
  };

  it.each([
    ['a byte order mark', `\uFEFF${withClaim('')}`, 'W-YAML-BOM'],
    ['Windows line ends', withClaim('').replaceAll('\n', '\r\n'), 'W-YAML-CRLF'],
    ['no-break spaces as indentation', record('    made', '\u00A0\u00A0 \u00A0made'), 'E-YAML-ODD-SPACE'],
    ['an accent apart from its letter', record('A Harbour for All', 'Cafe\u0301s'), 'W-YAML-NOT-NFC'],
    ['a date in words', record('made: 2021', 'made: July 6, 2021'), 'E-DATE'],
    ['a date with short parts', record('made: 2021', 'made: 2021-7-6'), 'E-DATE'],
    ['a span in words', record('made: 2021', 'made: 2019 to 2021'), 'E-DATE'],
  ])('when make fix mends it: %s', (_, text, code) => {
    expect(found(text).map((one) => [one.code, one.fixable])).toEqual([[code, true]]);
    expect(found(fixed(text))).toEqual([]);
  });

  it.each([
    ['a date that can be read in two ways', record('made: 2021', 'made: 06/07/2021'), 'E-DATE'],
    ['day and month that may be swapped', record('made: 2021', 'made: 2021-20-07'), 'E-DATE'],
    ['an ideographic space', record('    made', '\u3000   made'), 'E-YAML-ODD-SPACE'],
    ['odd spaces of two kinds', record('    made', '\u00A0\u2003\u00A0\u00A0made'), 'E-YAML-ODD-SPACE'],
    ['a no-break space before a tab', record('    made', '\u00A0 \u00A0\tmade'), 'E-YAML-ODD-SPACE'],
    ['a tab', record('    made', '\tmade'), 'E-YAML-TAB'],
  ])('and not when somebody has to look: %s', (_, text, code) => {
    const refused = expect.objectContaining({ code, fixable: false });
    expect(found(text)).toContainEqual(refused);
    expect(found(fixed(text))).toContainEqual(refused);
  });

  it('in no other part of the pipeline', () => {
    const pipeline = join(REPOSITORY, 'pipeline');
    const fixable = readdirSync(pipeline, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .filter((path) => /\bfixable: (?!boolean|false)/.test(readFileSync(join(pipeline, path), 'utf8')));
    // E-REG-UNSORTED and W-STANCE-DERIVED are mended by tests of their own.
    expect(fixable.sort()).toEqual([
      'diagnostics/problem.ts',
      'ingest/composed.ts',
      'ingest/guard/indentation.ts',
      'ingest/guard/text.ts',
      'ingest/parse.ts',
      'normalize/claim/doubts.ts',
      'validate/registry/checks/sorted.ts',
      'validate/schema/values.ts',
    ]);
  });
});

describe('the difference', () => {
  it('is printed as diff -u prints it', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`);
    const after = before.with(1, 'second\n').toSpliced(10, 0, 'new\n').slice(0, 20);
    expect(unifiedDiff(before.join(''), after.join(''))).toBe(
      [
        '@@ -1,5 +1,5 @@',
        ' line 1',
        '-line 2',
        '+second',
        ' line 3',
        ' line 4',
        ' line 5',
        '@@ -8,6 +8,7 @@',
        ' line 8',
        ' line 9',
        ' line 10',
        '+new',
        ' line 11',
        ' line 12',
        ' line 13',
        '@@ -17,4 +18,3 @@',
        ' line 17',
        ' line 18',
        ' line 19',
        '-line 20',
        '',
      ].join('\n'),
    );
  });

  it('turns the old text into the new one, whatever the two are', () => {
    const text = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd\n'), { maxLength: 30 })
      .map((lines) => lines.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyDiff(before, unifiedDiff(before, after))).toBe(after);
      }),
    );
  });

  it('is short where little changes in a large file', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `  - id: c${index % 97}\n`);
    const diff = unifiedDiff(lines.join(''), lines.with(10_000, 'x\n').join(''));
    expect(diff.split('\n')).toHaveLength(10);
  });

  it('turns a text into another of which nearly every line differs, however long it is', () => {
    const lines = (sign: string, count: number): string[] =>
      Array.from({ length: count }, (_, index) => `${sign}${index}\n`);
    const [head, tail] = [lines('same', 10), lines('also', 10)];
    for (const count of [900, 60_000]) {
      const before = [...head, ...lines('a', count), ...tail].join('');
      const after = [...head, ...lines('b', count + 1), ...tail].join('');
      const diff = unifiedDiff(before, after);
      expect(diff).toContain(`@@ -8,${count + 6} +8,${count + 7} @@\n same7\n same8\n same9\n-a0\n`);
      expect(diff.split('\n')).toHaveLength(2 * count + 1 + 6 + 2);
      expect(applyDiff(before, diff)).toBe(after);
    }
  });

  it('marks a last line without an end, however much differs', () => {
    const mark = '\\ No newline at end of file\n';
    expect(unifiedDiff('a\nb', 'a\nb\n')).toBe(`@@ -1,2 +1,2 @@\n a\n-b\n${mark}+b\n`);
    const long = (sign: string): string => `${sign}\n`.repeat(3000);
    expect(unifiedDiff(`${long('a')}end`, `${long('b')}end`)).toMatch(
      /\n end\n\\ No newline at end of file\n$/,
    );
  });

  function applyDiff(before: string, diff: string): string {
    const old = before.match(/[^\n]*\n/g) ?? [];
    const result: string[] = [];
    let at = 0;
    for (const line of diff.match(/[^\n]*\n/g) ?? []) {
      const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
      if (hunk) {
        const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
        result.push(...old.slice(at, start));
        at = start;
      } else if (line.startsWith('+')) result.push(line.slice(1));
      else {
        // For each of many lines `expect` takes longer than the difference.
        if (old[at] !== line.slice(1)) expect.fail(`line ${at + 1} is ${old[at]}, not ${line.slice(1)}`);
        if (line.startsWith(' ')) result.push(line.slice(1));
        at++;
      }
    }
    return [...result, ...old.slice(at)].join('');
  }
});

describe('the command', () => {
  let project: Project;
  const path = 'sources/records/one.yaml';
  beforeEach(async () => {
    project = await makeProject({ one: await plainRecord('one') });
  });
  afterEach(() => project.remove());

  it('prints the difference, writes it, and has nothing to do the second time', async () => {
    const right = await readFile(join(project.root, path), 'utf8');
    await project.put(
      path,
      right
        .replace('id: one\n', '')
        .replace('status: published\n', 'status: published\nid: one  \n')
        .replaceAll('\n', '\r\n'),
    );
    const checked = await runCli(['fix', '--check', '--root', project.root]);
    expect(checked).toMatchObject({ code: 1 });
    const { code, stdout } = await runCli(['fix', '--root', project.root]);
    expect(code).toBe(0);
    expect(stdout).toContain(`--- ${path}\n+++ ${path}\nWindows line ends become plain ones.\n@@ -1,`);
    expect(stdout).toContain('-id: one  \n');
    expect(checked.stdout.replace('to mend', 'mended')).toBe(stdout);
    expect(await readFile(join(project.root, path), 'utf8')).toBe(right);
    expect(await runCli(['fix', '--root', project.root])).toMatchObject({
      code: 0,
      stdout: 'fix        there is nothing to mend\n',
    });
  });

  it('leaves a file with errors of form as it is and tells them', async () => {
    const text = (await plainRecord('one')).replace('kind: op-ed', 'kind: op: ed  ');
    await project.put(path, text);
    const { code, stderr } = await runCli(['fix', path, '--root', project.root], { cwd: project.root });
    expect(code).toBe(1);
    expect(stderr).toContain('E-YAML-COLON-IN-VALUE');
    expect(await readFile(join(project.root, path), 'utf8')).toBe(text);
  });

  it('does not take what is no source file', async () => {
    expect(await runCli(['fix', 'package.json', '--root', project.root])).toMatchObject({ code: 2 });
  });
});

describe('the suggestions of the check', () => {
  const FINE = '    attribution: authorial\n';
  let project: Project;
  beforeEach(async () => {
    project = await makeProject({ [SUGGESTED]: await plainRecord(SUGGESTED) });
  });
  afterEach(() => project.remove());

  /** Mends the record with these lines at its end and gives the lines that are there then, and what was left. */
  async function mended(lines: string, change = (text: string) => text) {
    const plain = change(await plainRecord(SUGGESTED));
    await project.put(`sources/records/${SUGGESTED}.yaml`, plain + lines);
    const paths = [`sources/records/${SUGGESTED}.yaml`];
    const { files, diagnostics, left } = await fixSources(await open(project.root), { paths });
    const after = files[0]?.after ?? plain + lines;
    return { after, diagnostics, left: left.map(({ code, suggestion }) => `${code} ${suggestion}`) };
  }

  it.each([
    ['a code', '    certainty: probabel\n', 'certainty: probable'],
    ['a key', '    certainity: probable\n', 'certainty: probable'],
    ['a truth value', '    presupposed: yes\n', 'presupposed: true'],
    ['a single item without brackets', '    frames: security\n', 'frames: [security]'],
    ['codes with commas', '    frames: security, legality\n', 'frames: [security, legality]'],
    ['a date of one reading', '    made: 6 January 2021\n', "made: '2021-01-06'"],
  ])('are followed for %s, also beside other errors', async (_, line, expected) => {
    for (const other of ['', '    reporter_stance: zzzzzz\n', '    note: @a\n']) {
      const { after } = await mended(line + other);
      expect(after, other).toContain(`    ${expected}\n`);
    }
  });

  it.each([
    ['a number', '    quantities: [{value: "1,000", comparator: exactly, unit: ships}]\n'],
    ['a number with a sign of its own', '    quantities: [{value: −5, comparator: exactly, unit: ships}]\n'],
    ['a fraction', '    quantities: [{value: 1/2, comparator: exactly, unit: ships}]\n'],
    ['a date of two readings', '    made: 2024-20-11\n'],
    ['a name', '    subject: [Chinna]\n'],
    ['a name with a comma', '    subject: Korea, Republic of\n'],
    ['a claim', '    relations: [{type: supports, to: c1}]\n'],
    [
      'the version of the codebook',
      '',
      (text: string) => text.replace(/^codebook: .*$/m, "codebook: '0.0.1'"),
    ],
  ])('never change %s', async (_, line, change?: (text: string) => string) => {
    const { after } = await mended(line, change);
    // Quotes are no change.
    const bare = (text: string): string => text.replaceAll(/['"]/g, '');
    expect(bare(after)).toBe(bare((change ?? ((text) => text))(await plainRecord(SUGGESTED)) + line));
  });

  it('are taken back where they do harm, and listed', async () => {
    // The suggested key is there already.
    const { after, left } = await mended(`${FINE}    atribution: indirect-speech\n    certainty: probabel\n`);
    expect(after).toContain('atribution: indirect-speech');
    expect(after).toContain('certainty: probable\n');
    expect(left.some((one) => one.startsWith('E-KEY-UNKNOWN')) || left.length === 0).toBe(true);
  });

  it('are listed by the command where a person has to decide', async () => {
    await mended('    subject: [Xi Jinpin]\n    certainty: probabel\n');
    const { stdout, code } = await runCli(['fix', '--root', project.root]);
    expect(code).toBe(0);
    expect(stdout).toContain('+    certainty: probable');
    expect(stdout).toContain('1 file mended');
    expect(stdout).toMatch(
      /left {7}\d suggestions? for you to decide:\n {2}sources\/records\/suggested\.yaml:\d+:\d+ {2}E-NAME/,
    );
  });

  it('are followed in second codings and in the registry', async () => {
    const coding = (await plainRecord(SUGGESTED)).replace('type: fact', 'type: fcat');
    const paths = [`sources/codings/${SUGGESTED}.second.yaml`, 'sources/registry/groups.yaml'];
    await project.put(paths[0]!, coding);
    await project.put(paths[1]!, 'entities:\n  - {id: ships, type: group, name: Ships, membership: opne}\n');
    const { files } = await fixSources(await open(project.root), { paths });
    const after = files.map((file) => file.after).join('');
    expect(after).toContain('type: fact');
    expect(after).toContain('{id: ships, type: group, name: Ships, membership: open}');
  });
});

describe('large files', () => {
  it.each([
    ['blanks in a value', `note: 'a${' '.repeat(300_000)}b'\n`],
    ['blanks outside a text', `a: b${' '.repeat(300_000)}# c\n`],
    ['no-break spaces in a margin', `a:\n${'\u00A0'.repeat(300_000)}- b\n`],
    ['no-break spaces alone', `a: b\n${'\u00A0'.repeat(300_000)}\n`],
    ['blanks at the ends of many lines', 'a: b  \n'.replace('a', 'note') + '# c  \n'.repeat(100_000)],
    ['many quoted texts with blanks behind', `a:\n${"- 'b'  \n".repeat(60_000)}`],
  ])('with %s are mended in time', (_, text) => {
    const start = performance.now();
    fix(text);
    // Quadratic, each of them took minutes.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
