import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { FIXTURES, INVENTED, places, ROOT } from '../support/checked.ts';
import { tools } from '../support/opened.ts';

/** A file of a fixture: where it lies, where it goes, and what its first line says is wrong with it. */
interface Fixture {
  name: string;
  installed: string;
  expected: string[];
}

/**
 * `<CODE>.yaml` is a record with the file name in small letters; a folder `<CODE>` holds several files, laid out as in
 * `sources/`. The first line of a file says what is found in it; a file that does not say has no fault.
 */
const fixtures: Fixture[] = filesBelow(FIXTURES).map((path) => {
  const name = path.slice(FIXTURES.length + 1).replaceAll('\\', '/');
  const [folder, ...rest] = name.split('/');
  const installed =
    rest.length > 0 ? `sources/${rest.join('/')}` : `sources/records/${folder!.toLowerCase()}`;
  const expected = /^# expect: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1]?.split(', ') ?? [];
  return { name, installed, expected };
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

const projects: string[] = [];
const found = new Map<string, string[]>();

/** Doubts are checked apart from errors: with errors about, some of them are not told. */
beforeAll(async () => {
  const names = readdirSync(FIXTURES);
  for (const letter of ['E-', 'W-']) {
    const project = mkdtempSync(join(tmpdir(), 'claims-fixtures-'));
    projects.push(project);
    await checkTogether(
      project,
      names.filter((name) => name.startsWith(letter)),
    );
  }
});

async function checkTogether(project: string, names: readonly string[]): Promise<void> {
  const sources = join(project, 'sources');
  for (const root of [ROOT, INVENTED])
    cpSync(join(root, 'sources/registry'), join(sources, 'registry'), { recursive: true });
  mkdirSync(join(sources, 'records'));
  for (const name of names) {
    const path = join(FIXTURES, name);
    if (statSync(path).isDirectory()) cpSync(path, sources, { recursive: true });
    else cpSync(path, join(sources, 'records', name.toLowerCase()));
  }
  const { diagnostics } = await build({ root: project, schemas: ROOT, output: null, tools });
  for (const { name, installed } of fixtures) {
    if (!names.includes(name.split('/')[0]!)) continue;
    found.set(installed, places(diagnostics.filter(({ file }) => file === installed)));
  }
}

afterAll(() => {
  for (const project of projects) rmSync(project, { recursive: true, force: true });
});

describe('a fixture of one fault', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s is told once and in its place',
    (_, { installed, expected }) => {
      expect(found.get(installed)).toEqual(expected);
    },
  );

  it.each(readdirSync(FIXTURES).map((name) => [name.replace(/\.yaml$/, '')]))(
    '%s is named after the code it shows',
    (code) => {
      const own = fixtures.filter(({ name }) => name.replace(/\.yaml$|\/.*/, '') === code);
      expect(own.flatMap(({ expected }) => expected).map((each) => each.split(' ')[0])).toEqual([code]);
    },
  );
});
