import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { brokenSums } from '../support/built.ts';
import { fixture, makeProject, plainRecord, type Project, SEED, seedRecord } from '../support/project.ts';
import { type Ended, runCli } from '../support/run-cli.ts';
import { snapshot } from '../support/snapshot.ts';

/** Place, code, and the words that are underlined, one for each mistake of the fixture. */
const TEN_AND_ONE = [
  "11:14 E-DATE '2021-13-01'",
  '21:42 E-KEY-UNKNOWN weight',
  '25:11 E-CODE-UNKNOWN endorsment',
  '27:5 E-KEY-MISSING id',
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

/** Every code with its file, to see what is told and what is not. */
function codesIn(ended: Ended): string[] {
  return toldAsJson(ended).map(({ code, file }) => `${code} ${file.replace('sources/', '')}`);
}

/** Builds a project of some records as JSON, and clears it away. */
async function buildOf(files: Record<string, string>): Promise<Ended> {
  const other = await makeProject();
  for (const [path, text] of Object.entries(files)) await other.put(`sources/${path}`, text);
  const ended = await runCli(['build', '--root', other.root, '--format', 'json']);
  await other.remove();
  return ended;
}

describe('a record with ten mistakes of ten kinds and a slip of syntax', () => {
  it('is told all of them in one run, each in its place, and why, and what to do', async () => {
    const ended = await runCli(['build', '--root', project.root, '--format', 'json']);
    expect(ended.code).toBe(1);
    const told = toldAsJson(ended);
    const lines = mistakes.split('\n');
    const places = told.map(({ line, column, endColumn, code }) => `${line}:${column} ${code} ${lines[line - 1]?.slice(column - 1, endColumn - 1)}`);
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
    expect(stderr).toContain('Write [trade].');
    expect(stdout).toContain('11 errors');
  }, 30_000);

  it('is told to GitHub in one well-formed line each', async () => {
    const { code, stdout } = await runCli(['check', '--root', project.root, '--format', 'github']);
    expect(code).toBe(1);
    const annotations = stdout.trimEnd().split('\n');
    const places = annotations.map((line) => {
      const form = /^::error file=sources\/records\/ten-mistakes\.yaml,line=(\d+),col=(\d+),endColumn=\d+,title=([A-Z-]+)::\S.*\S$/;
      return form.exec(line)?.slice(1).join(' ');
    });
    expect(places).toEqual(TEN_AND_ONE.map((place) => place.replace(':', ' ').split(' ').slice(0, 3).join(' ')));
  }, 30_000);

  it('leaves the last good output untouched byte for byte, and nothing beside it', async () => {
    expect(await snapshot(project.output)).toEqual(before);
    expect(await brokenSums(project.latest)).toEqual([]);
  });
});

describe('faults in one place do not hide or multiply faults in another', () => {
  it('a file that cannot be parsed does not hide the faults of the next', async () => {
    const ended = await buildOf({
      'records/a.yaml': `${await plainRecord('a')}    note: "never closed\n`,
      'records/b.yaml': (await plainRecord('b')).replace('type: fact', 'type: fakt'),
      'records/c.yaml': (await plainRecord('c')).replace('status: published', 'status:\tpublished'),
      'records/d.yaml': (await plainRecord('d')).replace('topics: [trade]', 'topics: [trade, nowhere]'),
    });
    expect(ended.code).toBe(1);
    const codes = codesIn(ended);
    for (const file of 'abcd') expect(codes.filter((code) => code.endsWith(`records/${file}.yaml`)), codes.join()).toHaveLength(1);
  }, 30_000);

  it('a fault in the registry does not hide those of the records', async () => {
    const ended = await buildOf({
      'registry/coders.yaml': 'coders:\n  - {id: claude, name: Claude, kind: machine}\n  - {id: second, name: Second, kind: person}\n',
      'records/a.yaml': (await plainRecord('a')).replace('type: fact', 'type: fakt'),
    });
    expect(codesIn(ended)).toEqual(expect.arrayContaining(['E-CODE-UNKNOWN records/a.yaml', 'E-CODE-UNKNOWN registry/coders.yaml']));
  }, 30_000);

  it('a file that cannot be read is one fault, and links to its claims are none', async () => {
    const ended = await buildOf({
      'records/a.yaml': await plainRecord('a', '    relations: [{type: repeats, to: b/c01}]\n'),
      'records/b.yaml': 'id: b\n- x\n"',
    });
    expect(codesIn(ended).filter((code) => !code.endsWith('records/b.yaml'))).toEqual([]);
  }, 30_000);

  it('a registry file that cannot be read is one fault, and the names that stand in it are none', async () => {
    const ended = await buildOf({
      'registry/media.yaml': 'media: "never closed\n',
      'records/a.yaml': (await plainRecord('a')).replace('authors:', 'publisher: foreign-policy\n  authors:'),
    });
    expect(codesIn(ended).filter((code) => !code.endsWith('registry/media.yaml'))).toEqual([]);
  }, 30_000);

  it('a key that is misspelt is one fault, not also a missing one', async () => {
    const ended = await buildOf({ 'records/a.yaml': (await plainRecord('a')).replace('    type: fact', '    tpye: fact') });
    expect(codesIn(ended)).toEqual(['E-KEY-UNKNOWN records/a.yaml']);
  }, 30_000);
});

describe('the exit code', () => {
  it('is 0 when all is well, also with warnings, which are told', async () => {
    const ended = await buildOf({ 'records/a.yaml': await plainRecord('a', "    made: '2022-05-01'\n") });
    expect(ended.code).toBe(0);
    expect(codesIn(ended)).toEqual(['W-MADE-LATE records/a.yaml']);
  }, 30_000);

  it('is 0 for help, which names the commands', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/build[\s\S]*check/);
  }, 30_000);

  it.each([
    [['build', '--colour']],
    [['biuld']],
    [['build', '--format', 'xml']],
    [['build', '--jobs', '0']],
    [['check', '--output', 'somewhere']],
    [['build', 'records.yaml']],
  ])('is 2 for a command that was wrong: %j', async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: /);
  }, 30_000);

  it('is 3 when the output folder cannot be made, and says where', async () => {
    const ended = await runCli(['build', '--root', project.root, '--output', join(project.root, 'sources', 'records', 'plain.yaml')]);
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
  it('writes nothing, whether the records are right or wrong', async () => {
    const other = await makeProject({ plain: await plainRecord('plain') });
    expect((await runCli(['check', '--root', other.root])).code).toBe(0);
    await other.put('sources/records/ten-mistakes.yaml', mistakes);
    expect((await runCli(['check', '--root', other.root])).code).toBe(1);
    expect(await readdir(other.root)).toEqual(['sources']);
    await other.remove();
  }, 30_000);

  it('prints an empty JSON list when there is nothing to tell', async () => {
    const ended = await buildOf({ [`records/${SEED}.yaml`]: await seedRecord() });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toBe('[]\n');
  }, 30_000);
});
