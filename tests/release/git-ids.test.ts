import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contentIds } from '../../pipeline/release/tree-ids.ts';
import { runTool } from '../support/run-cli.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ids-'));
  await git('init', '-q', '.');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function git(...args: string[]): Promise<string> {
  const ended = await runTool(
    'git',
    ['-c', 'core.autocrlf=false', '-c', 'core.fileMode=true', ...args],
    root,
  );
  expect(ended?.code, ended?.stderr).toBe(0);
  return ended?.stdout.trim() ?? '';
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

it('files, folders, links and modes have the ids that git gives them, in its order', async () => {
  // git sorts folders as if their names ended in a slash: a-b, a.yaml, a/, a0.
  for (const path of [
    'a/x.yaml',
    'a-b/x.yaml',
    'a.yaml',
    'a0.yaml',
    'ä.yaml',
    'Z.yaml',
    '.hidden',
    'deep/er/x',
  ])
    await put(`sources/records/${path}`, `text of ${path}\n`);
  await put('sources/registry/states.yaml', new Uint8Array([0, 255, 13, 10]));
  await put('pipeline/run.sh', '#!/bin/sh\n');
  await chmod(join(root, 'pipeline', 'run.sh'), 0o755);
  await put('package-lock.json', '');
  await mkdir(join(root, 'sources', 'empty'));
  await symlink('../records/a.yaml', join(root, 'sources', 'registry', 'link.yaml'));
  await git('add', '-A');
  const tree = await git('write-tree');
  const ids = contentIds(root, root);
  expect(Object.keys(ids)).toEqual(['sources', 'sources/registry', 'pipeline', 'package-lock.json']);
  for (const [path, id] of Object.entries(ids))
    expect(id, path).toBe(await git('rev-parse', `${tree}:${path}`));
});

it('any change of a file changes the id of its folder', async () => {
  await put('sources/registry/states.yaml', 'one\n');
  const before = contentIds(root, root).sources;
  await put('sources/registry/states.yaml', 'two\n');
  expect(contentIds(root, root).sources).not.toBe(before);
});
