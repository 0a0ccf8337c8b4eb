import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { copyInto, copyProject, makeSmallProject, type Project, plainRecord, REPOSITORY } from './project.ts';
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
    subject: [Arvania]
  - id: c03
    at: p1.s3
    text: Ships will come back.
    type: prediction
    topics: [trade]
`;

/** Entries of the registry of {@link makeReleaseProject} that nothing else names. */
export const SPARE = ['harbour-office', 'port-office'] as const;

/** What a release looks at of the program beside itself: the files that follow from schemas/. */
const GENERATED = ['pipeline/model/generated', 'pipeline/evidence/text/sentence-words.yaml'];
/** What a release can be made again with. */
export const WHOLE_PROGRAM = ['Makefile', 'pipeline'];

/** Makes a small project of one record with three claims, committed on 2026-12-01. */
export async function makeReleaseProject(program = GENERATED): Promise<ReleaseProject> {
  const plain = await makeSmallProject({ port: `${await plainRecord('port')}${CLAIMS}` });
  const entries = SPARE.map((id) => `  - {id: ${id}, type: agency, name: ${id}, of: arvania}\n`);
  await plain.put('sources/registry/organizations.yaml', `entities:\n${entries.join('')}`);
  await plain.put(
    'sources/registry/sources/lists.yaml',
    'sources:\n  - {id: iso-3166, npm: iso-3166@4.4.0}\n',
  );
  return readyForRelease(plain, program);
}

/** Gives a project the program and git, and commits all of it on 2026-12-01. */
export async function readyForRelease(
  plain: Project,
  program: readonly string[] = WHOLE_PROGRAM,
): Promise<ReleaseProject> {
  const paths = [
    ...program,
    'schemas',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    '.zenodo.json',
    'CITATION.cff',
    'LICENSE',
    'LICENSE-DATA',
    'CODEBOOK.md',
    'docs/data-dictionary.md',
    'docs/diagnostics.md',
  ];
  for (const path of paths) {
    const folder = join(plain.root, dirname(path));
    await mkdir(folder, { recursive: true });
    await copyInto(folder, join(REPOSITORY, path));
  }
  await symlink(join(REPOSITORY, 'node_modules'), join(plain.root, 'node_modules'), 'dir');
  await plain.put('.gitignore', 'node_modules\noutput/latest\noutput/formats\noutput/.*\n');
  await plain.put('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n- A note by hand.\n');
  const project = withGit(plain);
  await project.git('init', '-q', '--template=', '-b', 'main', '.');
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
    copy: async () => withGit(await copyProject(plain)),
  };
}
