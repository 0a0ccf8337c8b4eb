import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argumentsFromMake } from '../../pipeline/cli/make.ts';
import { REPOSITORY } from '../support/project.ts';
import { runTool } from '../support/run-cli.ts';
import { WITHOUT_MAKE } from '../support/vitest/without-make.ts';

/** The variables of each target that calls the program, as its line of help names them or its table takes them. */
const VARIABLES: Record<string, string[]> = {
  build: ['FORMAT', 'FULL', 'STORE'],
  check: ['FORMAT', 'FULL', 'STORE'],
  pieces: ['PART', 'FORMAT', 'FULL', 'STORE'],
  clean: ['STORE'],
  names: ['RECORD'],
  explain: ['CLAIM', 'FIELD', 'FORMAT'],
  'explain-error': ['CODE'],
  report: ['BASE', 'HEAD'],
  agreement: ['RECORD', 'FORMAT'],
  'review-sample': ['REVIEWER', 'RECORD', 'SEED', 'NUMBER'],
  diff: ['FROM', 'TO', 'ENTITY'],
  release: ['VERSION', 'DATE'],
  releases: [],
  cite: ['RELEASE'],
  formats: ['RELEASE'],
  audit: ['FOLDER', 'FORMAT'],
  new: ['TYPE', 'KIND', 'TITLE', 'AUTHOR'],
  fix: ['FILE', 'CHECK', 'IDS', 'FULL', 'FORMAT'],
  template: ['FILE'],
  import: ['FILE', 'FORMAT'],
  sentences: ['TEXT', 'RECORD', 'COPY', 'FORMAT'],
  fingerprint: ['RECORD', 'TEXT', 'COPY', 'FORMAT'],
  verify: ['RECORD', 'TEXT', 'TEXTS', 'RELEASE', 'FORMAT'],
  generate: [],
};

let folder: string;
/** Stands for Node: writes down how it was called. */
let stub: string;
let said: string;
/** Exists when a command in a value was run. */
let mark: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'make-'));
  [stub, said, mark] = ['stub', 'said', 'mark'].map((name) => join(folder, name)) as [string, string, string];
  await writeFile(
    stub,
    `#!/bin/sh\n{ for one in "$@"; do printf '%s\\0' "$one"; done; } > '${said}'\nenv -0 >> '${said}'\n`,
  );
  await chmod(stub, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Calls a target with values; gives the arguments of the program, and its environment. */
async function called(
  target: string,
  values: Record<string, string>,
  env: string[] = [],
): Promise<{ args: string[]; env: Record<string, string> }> {
  await rm(said, { force: true });
  const typed = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  // What stands for Node runs no program, so that none has to be put together.
  const there = ['node_modules/.installed', 'node_modules/.complete', 'output/.cache/program.mjs'];
  const installed = there.flatMap((path) => ['-o', path]);
  const ended = await runTool(
    'env',
    [...WITHOUT_MAKE, ...env, 'make', ...installed, `NODE=${stub}`, target, ...typed],
    REPOSITORY,
  );
  expect(ended, ended?.stderr).toMatchObject({ code: 0 });
  const parts = (await readFile(said, 'utf8')).split('\0').slice(0, -1);
  const first = parts.findIndex((part) => /^[A-Z_]+=/.test(part));
  const entries = parts.slice(first).map((part) => [part.split('=')[0] ?? '', part.replace(/^[^=]*=/s, '')]);
  return { args: parts.slice(0, first), env: Object.fromEntries(entries) };
}

describe('every variable of make reaches the program as it was typed, and no command in it runs', () => {
  const values = (): string[] => [
    'two words',
    // make itself drops blanks before a value.
    'blanks behind  ',
    "an 'apostrophe",
    'a "quotation mark',
    `';touch ${mark};'`,
    `";touch ${mark};"`,
    `$(touch ${mark})`,
    `\`touch ${mark}\``,
    `$(shell touch ${mark})`,
    `x; touch ${mark} #`,
    `x | touch ${mark} & touch ${mark}`,
    'Costs $5, $$6 and $HOME (more) [or] {less} <so>',
    '-x',
    '--help',
    `two\nlines\ttouch ${mark}`,
    'back\\slash\\',
    '習近平 🚢',
    '*?~!%^@',
  ];

  it.each(Object.entries(VARIABLES).filter(([, names]) => names.length > 0))('%s', async (target, names) => {
    for (const value of values()) {
      const given = Object.fromEntries(names.map((name) => [name, value]));
      const { args, env } = await called(target, given);
      expect(args.slice(-2)).toEqual(['make', target]);
      for (const name of names) expect(env[name], name).toBe(value);
      expect(
        env.GIVEN?.split(' ')
          .filter((name) => name !== 'NODE')
          .sort(),
      ).toEqual([...names].sort());
      expect(existsSync(mark), `${target} with ${value}`).toBe(false);
      // What verify does with a release and a text at once, it tells.
      if (target === 'verify') continue;
      const switches = names.filter((name) => ['CHECK', 'IDS', 'FULL'].includes(name)).length;
      const translated = argumentsFromMake([target], env).filter((one) => one.endsWith(value));
      expect(translated).toHaveLength(names.length - switches);
    }
  });

  it('in each target that calls the program', async () => {
    const makefile = await readFile(join(REPOSITORY, 'Makefile'), 'utf8');
    const targets = [...makefile.matchAll(/^([a-z-]+):.*\n\t@\$\(RUN\)/gm)].map(([, target]) => target);
    expect(targets.sort()).toEqual(Object.keys(VARIABLES).sort());
    expect(makefile).not.toMatch(
      /\$\((?:RECORD|CLAIM|FIELD|FILE|TEXT|TEXTS|TITLE|BASE|RELEASE|SECONDS|FORMAT)\)/,
    );
  });
});

describe('a variable of the environment', () => {
  it('does not steer make: only what is typed counts', async () => {
    const { env } = await called('release', {}, ['VERSION=9.9.9', 'DATE=2031-01-01', 'GIVEN=VERSION DATE']);
    expect(argumentsFromMake(['release'], env)).toEqual(['release', '--']);
    const typed = await called('release', { DATE: '2031-01-02' }, ['VERSION=9.9.9', 'DATE=2031-01-01']);
    expect(argumentsFromMake(['release'], typed.env)).toEqual(['release', '--date=2031-01-02', '--']);
  });
});

describe('a target', () => {
  const from = (target: string, given: Record<string, string>): readonly string[] =>
    argumentsFromMake([target], { ...given, GIVEN: Object.keys(given).join(' ') });

  it('takes its variables as arguments, options and switches', () => {
    expect(from('explain', { CLAIM: 'a/c01', FIELD: '-x' })).toEqual([
      'explain',
      '--field=-x',
      '--',
      'a/c01',
    ]);
    expect(from('fix', { FILE: 'a b.yaml', CHECK: '1', IDS: '' })).toEqual([
      'fix',
      '--check',
      '--',
      'a b.yaml',
    ]);
    expect(from('new', { TITLE: 'T', NOTE: '', TYPE: 'person' })).toEqual([
      ...['new', '--', 'person', '--TITLE=T', '--NOTE='],
    ]);
    expect(from('new', {})).toEqual(['new', '--', 'record']);
    expect(from('verify', { RELEASE: 'v1' })).toEqual(['verify-release', '--', 'v1']);
    expect(from('verify', { TEXTS: 'a' })).toEqual(['verify-texts', '--texts=a', '--']);
  });

  it('refuses a variable that it does not take, and says which it takes', () => {
    expect(() => from('explain', { CLAIMS: 'a/c01' })).toThrow(
      'make explain does not take CLAIMS=. It takes CLAIM=, FIELD=, FORMAT=.',
    );
    expect(() => from('releases', { X: '1' })).toThrow(
      'make releases does not take X=. It takes no variable.',
    );
  });
});
