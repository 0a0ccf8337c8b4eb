import { appendFile, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { FORMATS } from '../../pipeline/write/formats/formats.ts';
import { makeProject, type Project, plainRecord, REPOSITORY } from '../support/project.ts';

const REGISTRY = {
  coders: 'coders:\n  - {id: claude, name: Claude, kind: model}\n',
  states: 'entities:\n  - {id: iso-CN, type: state, name: China, status: un-member}\n',
  'people/cn': 'entities:\n  - {id: xi-jinping, type: person, name: Xi Jinping, country: iso-CN}\n',
};

let project: Project;
let made: string[];

beforeEach(async () => {
  project = await makeProject({ first: await plainRecord('first') });
  await rm(join(project.root, 'sources/registry'), { recursive: true });
  for (const [path, text] of Object.entries(REGISTRY))
    await project.put(`sources/registry/${path}.yaml`, text);
  made = [];
  for (const name of Object.keys(FORMATS)) {
    const format = FORMATS[name] as (typeof FORMATS)[string];
    vi.spyOn(FORMATS, name).mockImplementation((context) => {
      made.push(name);
      return format(context);
    });
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await project.remove();
});

/** Builds with all formats and says which were made, in their order. */
async function makeAgain(): Promise<string[]> {
  made = [];
  const { root, output } = project;
  const store = join(root, 'output', '.cache', 'store');
  const { diagnostics } = await build({ root, schemas: REPOSITORY, output, formats: true, store });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return made;
}

const sums = (): Promise<string> => readFile(join(project.latest, 'SHA256SUMS'), 'utf8');
/** A file that somebody touched is read again, so the build is made anew, of the same. */
const touch = (path: string): Promise<void> => utimes(join(project.root, path), new Date(), new Date());

it('formats are taken over where their tables did not change, and made again where one did', async () => {
  expect(await makeAgain()).toEqual(Object.keys(FORMATS));
  const before = await sums();
  await touch('sources/records/first.yaml');
  expect(await makeAgain()).toEqual([]);
  expect(await sums()).toBe(before);

  await appendFile(join(project.root, 'sources/records/first.yaml'), '# seen\n');
  expect(await makeAgain()).toEqual(Object.keys(FORMATS).filter((name) => name !== 'desk'));

  await project.put('sources/registry/coders.yaml', REGISTRY.coders.replace('Claude', 'Claude 3'));
  expect(await makeAgain()).toContain('desk');
});

it.each(['claims.xlsx', 'explorer.html', 'parquet/claims.parquet'])(
  'a %s that was changed by hand is made again, and no other format is',
  async (path) => {
    await makeAgain();
    const before = await sums();
    const file = join(project.latest, path);
    const bytes = await readFile(file);
    bytes.set([(bytes[100] as number) ^ 1], 100);
    await writeFile(file, bytes);
    const owner = { 'claims.xlsx': 'workbook', 'explorer.html': 'explorer' }[path] ?? 'parquet';
    expect(await makeAgain()).toEqual([owner]);
    expect(await sums()).toBe(before);
  },
);
