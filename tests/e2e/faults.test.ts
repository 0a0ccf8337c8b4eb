import { chmod, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../pipeline/build.ts';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { brokenSums, csvTables } from '../support/built.ts';
import { tools } from '../support/opened.ts';
import {
  fixture,
  makeProject,
  type Project,
  plainRecord,
  REPOSITORY,
  SEED,
  seedRecord,
} from '../support/project.ts';
import { type Ended, runCli } from '../support/run-cli.ts';
import { snapshot } from '../support/snapshot.ts';

/** Place, code, and the words that are underlined, one for each mistake of the fixture. */
const TEN_AND_ONE = [
  "11:14 E-DATE '2021-13-01'",
  '21:42 E-KEY-UNKNOWN weight',
  '25:11 E-CODE-UNKNOWN endorsment',
  '30:5 E-KEY-MISSING type',
  '36:27 E-NAME-UNKNOWN Orla Fennmarkk',
  '37:9 E-CLAIM-TWICE c02',
  '47:13 E-HOLDER-ALONE [ten-author]',
  '53:12 E-QUOTE-ATTRIBUTION open to all',
  '58:13 E-LIST-EXPECTED trade',
  '61:30 E-CLAIM-UNKNOWN c70',
  '64:9 E-YAML-COLON-SPACE :',
];

type Told = Diagnostic & { why: string };

let project: Project;
let before: string[];
let mistakes: string;

beforeAll(async () => {
  mistakes = await fixture('ten-mistakes.yaml');
  project = await makeProject({ plain: await plainRecord('plain') });
  expect((await runCli(['build', '--root', project.root])).code).toBe(0);
  before = await snapshot(project.output);
  await project.put('sources/records/ten-mistakes.yaml', mistakes);
}, 60_000);

afterAll(() => project.remove());

function toldAsJson({ stdout }: Ended): Told[] {
  return JSON.parse(stdout) as Told[];
}

/** What a project of these files is told, as `code file`. */
async function toldOf(files: Record<string, string>): Promise<string[]> {
  const other = await makeProject();
  for (const [path, text] of Object.entries(files)) await other.put(`sources/${path}`, text);
  const { diagnostics } = await build({ root: other.root, schemas: REPOSITORY, output: null, tools });
  await other.remove();
  return diagnostics.map(({ code, file }) => `${code} ${file.replace('sources/', '')}`);
}

describe('a record with ten mistakes of ten kinds and a slip of syntax', () => {
  it('is told all of them in one run, each in its place, and why, and what to do', async () => {
    const ended = await runCli(['build', '--root', project.root, '--format', 'json']);
    expect(ended.code).toBe(1);
    const told = toldAsJson(ended);
    const lines = mistakes.split('\n');
    const places = told.map(
      ({ line, column, endColumn, code }) =>
        `${line}:${column} ${code} ${lines[line - 1]?.slice(column - 1, endColumn - 1)}`,
    );
    expect(places).toEqual(TEN_AND_ONE);
    expect(new Set(told.map(({ code }) => code)).size).toBe(TEN_AND_ONE.length);
    for (const { file, severity, message, fix, why, code } of told) {
      expect([file, severity], code).toEqual(['sources/records/ten-mistakes.yaml', 'error']);
      for (const words of [message, fix, why]) expect(words, code).toMatch(/\w+ \w+/);
    }
  }, 30_000);

  it('is told to a person with the line underlined, the remedy and what was meant', async () => {
    const { code, stdout, stderr } = await runCli(['build', '--root', project.root]);
    expect(code).toBe(1);
    for (const place of TEN_AND_ONE) {
      const [at, fault, marked = ''] = /^(\S+) (\S+) (.*)$/.exec(place)?.slice(1) ?? [];
      expect(stderr).toContain(`sources/records/ten-mistakes.yaml:${at}  ${fault}  `);
      expect(stderr).toContain('^'.repeat(marked.length));
    }
    expect(stderr).toMatch(/Did you mean {2}endorsement/);
    expect(stderr).toContain('[trade]');
    expect(stdout).toContain('11 errors');
  }, 30_000);

  it('is told to GitHub in one well-formed line each', async () => {
    const { code, stdout } = await runCli(['check', '--root', project.root, '--format', 'github']);
    expect(code).toBe(1);
    const annotations = stdout.trimEnd().split('\n');
    const places = annotations.map((line) => {
      const form =
        /^::error file=sources\/records\/ten-mistakes\.yaml,line=(\d+),col=(\d+),endColumn=\d+,title=([A-Z-]+)::\S.*\S$/;
      return form.exec(line)?.slice(1).join(' ');
    });
    expect(places).toEqual(
      TEN_AND_ONE.map((place) => place.replace(':', ' ').split(' ').slice(0, 3).join(' ')),
    );
  }, 30_000);

  it('leaves the last good output untouched byte for byte, and nothing beside it', async () => {
    expect(await snapshot(project.output)).toEqual(before);
    expect(await brokenSums(project.latest)).toEqual([]);
  });
});

describe('faults in one place do not hide or multiply faults in another', () => {
  it('a file that cannot be parsed does not hide the faults of the next', async () => {
    const told = await toldOf({
      'records/a.yaml': `${await plainRecord('a')}    note: "never closed\n`,
      'records/b.yaml': (await plainRecord('b')).replace('type: fact', 'type: fakt'),
      'records/c.yaml': (await plainRecord('c')).replace('  title:', '\ttitle:'),
      'records/d.yaml': (await plainRecord('d')).replace('topics: [trade]', 'topics: [trade, nowhere]'),
    });
    expect(told).toEqual([
      'E-YAML-QUOTE-OPEN records/a.yaml',
      'E-CODE-UNKNOWN records/b.yaml',
      'E-YAML-TAB records/c.yaml',
      'E-CODE-UNKNOWN records/d.yaml',
    ]);
  }, 30_000);

  it('a fault in the registry does not hide those of the records', async () => {
    const told = await toldOf({
      'registry/coders.yaml': 'coders:\n  - {id: claude, name: Claude, kind: machine}\n',
      'records/a.yaml': (await plainRecord('a')).replace('type: fact', 'type: fakt'),
    });
    expect(told).toEqual(
      expect.arrayContaining(['E-CODE-UNKNOWN records/a.yaml', 'E-CODE-UNKNOWN registry/coders.yaml']),
    );
  }, 30_000);

  it('a file that cannot be read is one fault, and links to its claims are none', async () => {
    const told = await toldOf({
      'records/a.yaml': await plainRecord('a', '    relations: [{type: repeats, to: b/c01}]\n'),
      'records/b.yaml': 'id: b\n- x\n"',
    });
    expect(told.filter((one) => !one.endsWith('records/b.yaml'))).toEqual([]);
  }, 30_000);

  it('a claim whose id is wrong is one fault, and links to it from another record are none', async () => {
    const told = await toldOf({
      'records/a.yaml': await plainRecord('a', '    relations: [{type: repeats, to: b/c01}]\n'),
      'records/b.yaml': `${(await plainRecord('b')).replace('type: fact', 'type: fakt')}  - id: 2\n`,
    });
    expect(told.filter((one) => !one.endsWith('records/b.yaml'))).toEqual([]);
  }, 30_000);

  it('a registry file that cannot be read is one fault, and the names that stand in it are none', async () => {
    const told = await toldOf({
      'registry/media.yaml': 'media: "never closed\n',
      'records/a.yaml': (await plainRecord('a')).replace('authors:', 'publisher: foreign-policy\n  authors:'),
    });
    expect(told).toEqual(['E-YAML-QUOTE-OPEN registry/media.yaml']);
  }, 30_000);

  it.each([
    'states.yaml',
    'people',
    'offices.yaml',
    'titles.yaml',
    'events.yaml',
    'igos.yaml',
    'coders.yaml',
  ])(
    'of the registry, %s alone is told where it cannot be read',
    async (name) => {
      const other = await makeProject({ [SEED]: await seedRecord() });
      const path = join(other.root, 'sources/registry', name);
      await rm(path, { recursive: true });
      await symlink('/dev/zero', path);
      const { diagnostics } = await build({ root: other.root, schemas: REPOSITORY, output: null, tools });
      await other.remove();
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ code, file }) => `${code} ${file}`)).toEqual([
        `E-SYMLINK sources/registry/${name}`,
      ]);
    },
    60_000,
  );

  it.skipIf(process.getuid?.() !== 0)(
    'a folder that this user may not read is told alone',
    async () => {
      const other = await makeProject({ [SEED]: await seedRecord() });
      await chmod(other.root, 0o755);
      for (const folder of ['registry/parties', 'records']) {
        await chmod(join(other.root, 'sources', folder), 0o000);
        process.seteuid?.(65_534);
        try {
          const { diagnostics } = await build({ root: other.root, schemas: REPOSITORY, output: null, tools });
          const errors = diagnostics.filter(({ severity }) => severity === 'error');
          expect(errors.map(({ code, file }) => `${code} ${file}`)).toEqual([
            `E-FILE-UNREADABLE sources/${folder}`,
          ]);
        } finally {
          process.seteuid?.(0);
          await chmod(join(other.root, 'sources', folder), 0o755);
        }
      }
      await other.remove();
    },
    60_000,
  );

  it('a key that is misspelt is one fault, not also a missing one', async () => {
    expect(
      await toldOf({
        'records/a.yaml': (await plainRecord('a')).replace('    type: fact', '    tpye: fact'),
      }),
    ).toEqual(['E-KEY-UNKNOWN records/a.yaml']);
  }, 30_000);
});

describe('a value that the tables could not hand on unchanged is refused', () => {
  const note = (written: string): string => `    note: "a${written}b"\n`;
  const slips = {
    'a lone carriage return, written as an escape': note('\\r'),
    'a null character, written as an escape': note('\\0'),
    'a bell, written as an escape': note('\\x07'),
    'a bidirectional override, written as an escape': note('\\u202E'),
    'half of a surrogate pair, written as an escape': note('\\uD800'),
    'a noncharacter, written as an escape': note('\\uFFFF'),
    'a number with more digits than a number can hold':
      '    quantities: [{value: 12345678901234567890, comparator: exactly, unit: tons}]\n',
  };

  it('in a claim', async () => {
    const entries = Object.entries(slips);
    const records = await Promise.all(
      entries.map(async ([, slip], index) => [
        `records/r${index}.yaml`,
        await plainRecord(`r${index}`, slip),
      ]),
    );
    const told = await toldOf(Object.fromEntries(records));
    const kept = entries.filter(
      (_, index) => !told.some((one) => one.startsWith('E-') && one.endsWith(`records/r${index}.yaml`)),
    );
    expect(kept.map(([what]) => what)).toEqual([]);
  }, 30_000);

  it('in a list whose items are joined with " | "', async () => {
    const corrections = "  corrections: [{text: 'one | two'}]\nentities:";
    const told = await toldOf({
      'records/a.yaml': (await plainRecord('a')).replace('entities:', corrections),
    });
    expect(told).toEqual([expect.stringMatching(/^E-.* records\/a\.yaml$/)]);
  }, 30_000);
});

describe('the exit code', () => {
  it('is 0 with warnings, which are told, and the dataset is written', async () => {
    const other = await makeProject({ late: await plainRecord('late', "    made: '2022-05-01'\n") });
    const ended = await runCli(['build', '--root', other.root, '--format', 'json']);
    expect(ended.code).toBe(0);
    expect(toldAsJson(ended).map(({ code }) => code)).toEqual(['W-MADE-LATE']);
    expect(await brokenSums(other.latest)).toEqual([]);
    await other.remove();
  }, 30_000);

  it('is 0 for help, which names the commands', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/build[\s\S]*check/);
  }, 30_000);

  it('is 2 for a command that was wrong', async () => {
    const wrong = [
      'build --colour',
      'biuld',
      'build --format xml',
      'build --jobs 0',
      'check --output somewhere',
      'build records.yaml',
    ];
    const all = await Promise.all(wrong.map((line) => runCli(line.split(' '))));
    for (const [index, { code, stdout, stderr }] of all.entries()) {
      expect([code, stdout, stderr.slice(0, 7)], wrong[index]).toEqual([2, '', 'error: ']);
    }
  }, 30_000);

  it('is 3 when the output folder cannot be made, and says where', async () => {
    const ended = await runCli([
      'build',
      '--root',
      project.root,
      '--output',
      join(project.root, 'sources', 'records', 'plain.yaml'),
    ]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('plain.yaml');
    expect(ended.stderr).not.toContain('    at ');
  }, 30_000);

  it('is not 0 when the project folder is not there: an empty dataset would take the place of a full one', async () => {
    const { code, stderr } = await runCli(['build', '--root', join(project.root, 'nowhere')]);
    expect(code).not.toBe(0);
    expect(stderr).toContain('nowhere');
    await expect(readdir(join(project.root, 'nowhere'))).rejects.toThrow();
  }, 30_000);
});

describe('check', () => {
  it('writes nothing but what it keeps for the next time, and prints an empty JSON list when there is nothing to tell', async () => {
    const other = await makeProject({ plain: await plainRecord('plain') });
    expect(await runCli(['check', '--root', other.root, '--format', 'json'])).toMatchObject({
      code: 0,
      stdout: '[]\n',
    });
    expect(await readdir(other.root)).toEqual(['output', 'sources']);
    expect(await readdir(join(other.root, 'output'))).toEqual(['.cache']);
    await other.remove();
  }, 30_000);
});

describe('a record with thirty mistakes', () => {
  /** Lines that a claim may gain, each with one mistake. */
  const MISTAKES = [
    '    certainty: probble\n',
    '    weight: 3\n',
    '    made: 2021-13-01\n',
    '    subject: [Orla Fennmarkk]\n',
    '    frames: security\n',
    '    presupposed: yes\n',
    '    relations: [{type: supports, to: c70}]\n',
    '    imputed: belief\n',
    '    quote: open to all\n',
    '    place:\n',
    '    cue: she said: so\n',
    '    note: "never closed" again\n',
    '    quantities: [{value: 1 000, comparator: exactly, unit: ships}]\n',
    '    period: 06/07/2021\n',
    '    status: activ\n',
  ];

  it('is told thirty things in the order of the file, nothing twice, and a sum at the end', async () => {
    const other = await makeProject();
    const [head = ''] = (await plainRecord('thirty')).split('claims:');
    const claims = [...MISTAKES, ...MISTAKES].map((mistake, index) => {
      const id = `c${index + 1}`.replace(/^c(\d)$/, 'c0$1');
      return `  - id: ${id}\n    at: p1.s${index + 1}\n    text: The strait stays open.\n    type: fact\n    topics: [trade]\n${mistake}`;
    });
    await other.put('sources/records/thirty.yaml', `${head}claims:\n${claims.join('')}`);
    const { code, stdout, stderr } = await runCli(['check', '--root', other.root]);
    await other.remove();
    expect(code).toBe(1);
    const told = [...`${stdout}${stderr}`.matchAll(/^\S+thirty\.yaml:(\d+):\d+ {2}(E-[A-Z-]+) {2}/gm)];
    const lines = told.map(([, line]) => Number(line));
    const slips = claims.map((_, index) => head.split('\n').length + 6 * (index + 1));
    expect(lines).toEqual(slips);
    expect(new Set(told.map(([, , each]) => each)).size).toBeGreaterThanOrEqual(12);
    // The sum goes to the other stream, after everything that is wrong.
    expect(stderr.trimEnd().split('\n').at(-2)).toMatch(/^ {2}(Did you mean .*\? )?Use one of: active/);
    expect(stdout).toMatch(/^validate {3}30 errors in 1 file$/m);
  });
});

describe('the shortest claim', () => {
  it('is five lines long', async () => {
    const other = await makeProject();
    const [head = ''] = (await plainRecord('short')).split('claims:');
    const claim = [
      '  - id: c01',
      '    at: p1.s1',
      '    text: The strait stays open.',
      '    type: fact',
      '    topics: [trade]',
    ];
    await other.put('sources/records/short.yaml', `${head}claims:\n${claim.join('\n')}\n`);
    const { code } = await runCli(['build', '--root', other.root]);
    const { rows } = (await csvTables(other.latest)).get('claims') ?? { rows: [] };
    expect([code, rows.length, rows[0]?.[0]]).toEqual([0, 1, 'short/c01']);
    for (const line of claim.slice(1)) {
      const without = claim.filter((each) => each !== line);
      await other.put('sources/records/short.yaml', `${head}claims:\n${without.join('\n')}\n`);
      const { diagnostics } = await build({ root: other.root, schemas: REPOSITORY, output: null, tools });
      expect(
        diagnostics.map((one) => one.code),
        line,
      ).toEqual(['E-KEY-MISSING']);
    }
    await other.remove();
  });
});
