import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The folder of the repository. */
export const REPOSITORY = resolve(import.meta.dirname, '..', '..');

/** A project of its own in a temporary folder: a copy of this repository's registry, and the records it is given. */
export interface Project {
  root: string;
  output: string;
  latest: string;
  /** Writes a file below the project folder, with its folders. */
  put: (path: string, content: string | Uint8Array) => Promise<void>;
  remove: () => Promise<void>;
}

/**
 * Makes a project.
 * @param records text of the record files by record id, written in this order
 */
export async function makeProject(records: Record<string, string | Uint8Array> = {}): Promise<Project> {
  const project = await emptyProject();
  await mkdir(join(project.root, 'sources', 'records'), { recursive: true });
  await copyInto(join(project.root, 'sources'), join(REPOSITORY, 'sources', 'registry'));
  for (const [id, text] of Object.entries(records)) await project.put(`sources/records/${id}.yaml`, text);
  return project;
}

/**
 * Makes a project with a small registry of invented states and people, that of tests/fixtures/arvania: to read the whole
 * one is most of what a process of its own does.
 * @param records text of the record files by record id
 */
export async function makeSmallProject(records: Record<string, string> = {}): Promise<Project> {
  const project = await emptyProject();
  await copyInto(project.root, join(REPOSITORY, 'tests/fixtures/arvania/sources'));
  await mkdir(join(project.root, 'sources', 'records'));
  const claude = 'coders:\n  - {id: claude, name: Claude, kind: model}\n';
  await project.put('sources/registry/coders/models.yaml', claude);
  for (const [id, text] of Object.entries(records)) await project.put(`sources/records/${id}.yaml`, text);
  return project;
}

/** The smallest record this many times, each with an id of its own: for {@link makeSmallProject}. */
export async function plainRecords(count: number): Promise<Record<string, string>> {
  const ids = Array.from({ length: count }, (_, number) => `work-${number}`);
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await plainRecord(id)])));
}

/** A project in which nothing lies yet. */
export async function emptyProject(): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'claims-'));
  return {
    root,
    output: join(root, 'output'),
    latest: join(root, 'output', 'latest'),
    put: async (path, content) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A copy of a project with all that lies in it. */
export async function copyProject({ root }: Project): Promise<Project> {
  const copy = await emptyProject();
  await copyInto(copy.root, `${root}/.`);
  return copy;
}

/**
 * Copies files and folders into a folder, with their names; links stay links, and what is there of the same name is replaced.
 * Node's own `cp` takes twenty times as long for a registry.
 */
export async function copyInto(folder: string, ...paths: string[]): Promise<void> {
  await promisify(execFile)('cp', ['-R', '-P', ...paths, folder]);
}

/** Makes a project with all sources of this repository, and the records it is given beside them. */
export async function makeWholeProject(records: Record<string, string> = {}): Promise<Project> {
  const project = await makeProject(records);
  await copyInto(project.root, join(REPOSITORY, 'sources'));
  return project;
}

/** The text of an invented record of tests/fixtures/e2e. */
export function fixture(name: string): Promise<string> {
  return readFile(join(REPOSITORY, 'tests', 'fixtures', 'e2e', name), 'utf8');
}

/**
 * The smallest record, with an id of its own and an author of its own.
 * @param more lines to add to its only claim, indented like its other keys
 */
export async function plainRecord(id: string, more = ''): Promise<string> {
  return `${(await fixture('plain.yaml')).replaceAll('plain', id)}${more}`;
}

/** A second coding of a record by the coder `claude-second`, who sees the type of its first fact differently. */
export function secondCoding(record: string): string {
  return record
    .replace(/coder: .*/, 'coder: claude-second')
    .replace(/mode: .*/, 'mode: independent')
    .replace('type: fact', 'type: evaluation');
}

/** Id of the seed record. */
export const SEED = 'foreign-policy-xi-party-outreach';

/** Where the seed record stands in this repository. */
export const SEED_FILE = join(REPOSITORY, 'sources', 'records', `${SEED}.yaml`);

/** The text of the seed record as it can stand alone: without the lines that compare its claims with those of other records. */
export async function seedRecord(): Promise<string> {
  const lines = (await readFile(SEED_FILE, 'utf8')).split('\n');
  const propositions = lines.flatMap((line) => /^ {4}proposition: (\S+)$/.exec(line)?.[1] ?? []);
  const once = propositions.filter((name) => propositions.indexOf(name) === propositions.lastIndexOf(name));
  const alone = lines.filter(
    (line) =>
      !/^ {4}distinct: /.test(line) &&
      !/^ {6}- \{type: [a-z-]+, to: [^c][^ ,]*\/c\d+/.test(line) &&
      !once.some((name) => line === `    proposition: ${name}`),
  );
  return alone.join('\n');
}
