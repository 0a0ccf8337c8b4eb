import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

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
  const root = await mkdtemp(join(tmpdir(), 'claims-'));
  const put: Project['put'] = async (path, content) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };
  await cp(join(REPOSITORY, 'sources', 'registry'), join(root, 'sources', 'registry'), { recursive: true });
  await mkdir(join(root, 'sources', 'records'), { recursive: true });
  for (const [id, text] of Object.entries(records)) await put(`sources/records/${id}.yaml`, text);
  return {
    root,
    output: join(root, 'output'),
    latest: join(root, 'output', 'latest'),
    put,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Makes a project with all sources of this repository, and the records it is given beside them. */
export async function makeWholeProject(records: Record<string, string> = {}): Promise<Project> {
  const project = await makeProject(records);
  await cp(join(REPOSITORY, 'sources'), join(project.root, 'sources'), { recursive: true });
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
