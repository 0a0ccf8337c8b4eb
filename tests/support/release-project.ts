import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { makeProject, type Project, plainRecord, REPOSITORY } from './project.ts';
import { runTool } from './run-cli.ts';

/** A whole project in a git repository of its own, from which releases can be made. */
export interface ReleaseProject extends Project {
  read: (path: string) => Promise<string>;
  /** Replaces a text that must be there. */
  edit: (path: string, from: string, to: string) => Promise<void>;
  /** Changes a YAML file by its tree. */
  editYaml: (path: string, change: (document: Document) => void) => Promise<void>;
  git: (...args: string[]) => Promise<string>;
  /** Commits everything on a day. */
  commit: (day?: string) => Promise<void>;
  /** A copy with all that is committed and released. */
  copy: () => Promise<ReleaseProject>;
}

/** The record of {@link makeReleaseProject}. */
export const PORT = 'sources/records/port.yaml';

const CLAIMS = `  - id: c02
    at: p1.s2
    text: The strait will be clsoed.
    type: prediction
    topics: [trade]
    subject: [China]
  - id: c03
    at: p1.s3
    text: Ships will come back.
    type: prediction
    topics: [trade]
`;

/**
 * Makes a project, committed on 2026-12-01.
 * @param records text of the records by id; one with three claims when left out
 */
export async function makeReleaseProject(records?: Record<string, string>): Promise<ReleaseProject> {
  const plain = await makeProject(records ?? { port: `${await plainRecord('port')}${CLAIMS}` });
  for (const path of [
    'schemas',
    'pipeline',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    '.zenodo.json',
    'CITATION.cff',
    'LICENSE',
    'LICENSE-DATA',
    'CODEBOOK.md',
    'docs',
  ])
    await cp(join(REPOSITORY, path), join(plain.root, path), { recursive: true });
  await symlink(join(REPOSITORY, 'node_modules'), join(plain.root, 'node_modules'), 'dir');
  await plain.put('.gitignore', 'node_modules\noutput/latest\noutput/formats\noutput/.*\n');
  await plain.put('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n- A note by hand.\n');
  const project = withGit(plain);
  await project.git('init', '-q', '-b', 'main', '.');
  await project.commit('2026-12-01');
  return project;
}

function withGit(plain: Project): ReleaseProject {
  const { root } = plain;
  const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
  const run = async (env: string[], args: readonly string[]): Promise<string> => {
    const who = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.org'];
    const ended = await runTool('env', [...env, 'git', ...who, ...args], root);
    if (ended?.code !== 0) throw new Error(`git ${args.join(' ')}: ${ended?.stderr}`);
    return ended.stdout;
  };
  return {
    ...plain,
    read,
    edit: async (path, from, to) => {
      const text = await read(path);
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
      await writeFile(join(root, path), text.replace(from, to));
    },
    editYaml: async (path, change) => {
      const document = parseDocument(await read(path));
      change(document);
      await writeFile(join(root, path), document.toString({ lineWidth: 0 }));
    },
    git: (...args) => run([], args),
    commit: async (day = '2026-12-02') => {
      await run([], ['add', '-A']);
      const dates = ['AUTHOR', 'COMMITTER'].map((who) => `GIT_${who}_DATE=${day}T12:00:00Z`);
      await run(dates, ['commit', '-q', '-m', 'a state', '--allow-empty']);
    },
    copy: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'claims-'));
      await cp(root, folder, { recursive: true, verbatimSymlinks: true });
      const output = join(folder, 'output');
      const put: Project['put'] = (path, content) => writeFile(join(folder, path), content);
      const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
      return withGit({ root: folder, output, latest: join(output, 'latest'), put, remove });
    },
  };
}
