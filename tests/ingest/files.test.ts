import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listSources } from '../../pipeline/ingest/list.ts';
import { readShown, readSources } from '../../pipeline/ingest/read.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ingest-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function put(path: string, content: string | Uint8Array = 'id: x\n') {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function list() {
  const { records, registry, diagnostics } = await listSources(root);
  return {
    records,
    registry,
    seen: diagnostics.map((d) => `${d.code} ${d.file} ${d.line}:${d.column}`),
    diagnostics,
  };
}

describe('the list of sources', () => {
  it('is sorted by code unit, records by their ids, the registry with its folders', async () => {
    for (const name of ['b', 'a-b', 'a', 'a2', 'a-10']) await put(`sources/records/${name}.yaml`);
    for (const name of ['states', 'people/cn', 'people/rs', 'parties/cn'])
      await put(`sources/registry/${name}.yaml`);
    expect(await list()).toMatchObject({
      records: ['a', 'a-10', 'a-b', 'a2', 'b'].map((name) => `sources/records/${name}.yaml`),
      registry: ['parties/cn', 'people/cn', 'people/rs', 'states'].map(
        (name) => `sources/registry/${name}.yaml`,
      ),
      seen: [],
    });
  });

  it('is empty without sources', async () => {
    expect(await list()).toMatchObject({ records: [], registry: [], seen: [] });
  });

  it('names what lies beside its folders, and opens none of it', async () => {
    await put('sources/.DS_Store');
    await put('sources/speech.yaml');
    await put('sources/record/speech.yaml');
    await symlink('/dev/zero', join(root, 'sources/endless.yaml'));
    expect((await list()).seen).toEqual([
      'E-SYMLINK sources/endless.yaml 1:1',
      'W-FILE-IGNORED sources/record 1:1',
      'W-FILE-IGNORED sources/speech.yaml 1:1',
    ]);
  });

  it('passes over hidden files and reports what is no source', async () => {
    await put('sources/records/.DS_Store');
    await put('sources/records/._a.yaml', Buffer.from('0005160700020000', 'hex'));
    await put('sources/records/a.yaml');
    await put('sources/records/b.yml');
    await put('sources/records/c.YAML');
    await put('sources/records/notes.txt');
    await put('sources/records/Dé jà Vu.yaml');
    await put('sources/records/2021/e.yaml');
    const { records, seen, diagnostics } = await list();
    expect(records).toEqual(['sources/records/a.yaml']);
    expect(seen).toEqual([
      'W-FILE-SHADOW sources/records/._a.yaml 1:1',
      'E-FILE-SUBFOLDER sources/records/2021 1:1',
      'E-FILE-NAME sources/records/Dé jà Vu.yaml 1:1',
      'E-FILE-EXTENSION sources/records/b.yml 1:1',
      'E-FILE-EXTENSION sources/records/c.YAML 1:1',
      'W-FILE-IGNORED sources/records/notes.txt 1:1',
    ]);
    expect(diagnostics.map(({ suggestion }) => suggestion).filter(Boolean)).toEqual([
      'de-ja-vu.yaml',
      'b.yaml',
      'c.yaml',
    ]);
  });

  it('names links and whatever else is no regular file, wherever they lead, and never follows them', async () => {
    await put('outside.yaml');
    await put('sources/records/a.yaml');
    await mkdir(join(root, 'sources/registry'));
    await symlink(join(root, 'outside.yaml'), join(root, 'sources/records/b.yaml'));
    await symlink('nowhere.yaml', join(root, 'sources/records/c.yaml'));
    await symlink('a.yaml', join(root, 'sources/records/d.yaml'));
    await symlink('..', join(root, 'sources/registry/loop'));
    await symlink('/dev/zero', join(root, 'sources/records/e.yaml'));
    execFileSync('mkfifo', [join(root, 'sources/records/f.yaml')]);
    const { records, registry, seen } = await list();
    expect(records).toEqual(['sources/records/a.yaml']);
    expect(registry).toEqual([]);
    const refused = [
      'E-SYMLINK sources/records/b.yaml 1:1',
      'E-SYMLINK sources/records/c.yaml 1:1',
      'E-SYMLINK sources/records/d.yaml 1:1',
      'E-SYMLINK sources/records/e.yaml 1:1',
      'E-FILE-SPECIAL sources/records/f.yaml 1:1',
    ];
    expect(seen).toEqual([...refused, 'E-SYMLINK sources/registry/loop 1:1']);
    const names = ['b', 'c', 'd', 'e', 'f'].map((name) => `sources/records/${name}.yaml`);
    const { value, diagnostics } = await readSources(root, names);
    expect(value).toEqual([]);
    expect(diagnostics.map(({ code, file }) => `${code} ${file} 1:1`)).toEqual(refused);
    expect(names.map((name) => readShown(join(root, name)))).toEqual(names.map(() => undefined));
  });

  it('does not follow a folder of sources that is a link', async () => {
    await put('elsewhere/a.yaml');
    await mkdir(join(root, 'sources'));
    await symlink(join(root, 'elsewhere'), join(root, 'sources/records'));
    expect(await list()).toMatchObject({ records: [], seen: ['E-SYMLINK sources/records 1:1'] });
  });

  it('refuses names that stand for devices on Windows', async () => {
    for (const name of ['con', 'nul', 'com1', 'console']) await put(`sources/records/${name}.yaml`);
    const { records, seen } = await list();
    expect(records).toEqual(['sources/records/console.yaml']);
    expect(seen).toEqual(
      ['com1', 'con', 'nul'].map((name) => `E-FILE-NAME sources/records/${name}.yaml 1:1`),
    );
  });
});

describe('reading sources', () => {
  it('gives results and diagnostics in the order asked for, whichever read ends first', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `sources/records/r${index}.yaml`);
    for (const [index, name] of names.entries()) {
      await put(name, `id: r${index}\nnote: ${'x'.repeat((40 - index) * 5000)}\nempty:\n`);
    }
    const shuffled = names.toSorted((a, b) => (a < b ? 1 : -1));
    const { value, diagnostics } = await readSources(root, shuffled);
    expect(value.map(({ path }) => path)).toEqual(shuffled);
    expect(diagnostics.map(({ file }) => file)).toEqual(shuffled);
    const sorted = await readSources(root, names);
    expect(value.toSorted((a, b) => names.indexOf(a.path) - names.indexOf(b.path))).toEqual(sorted.value);
  });

  it('gives each file the SHA-256 of its bytes on disk', async () => {
    await put('sources/records/a.yaml', '\uFEFFa: é\r\n');
    const { value } = await readSources(root, ['sources/records/a.yaml']);
    expect(value[0]?.digest).toBe('5e995dd38f1a4ea2b253105bfd8493f0496d5636004ceec420cb43fb38187f29');
  });

  it('reports a file that cannot be read and goes on', async () => {
    await put('sources/records/a.yaml');
    await put('sources/records/c.yaml', 'a: "open\n');
    const { value, diagnostics } = await readSources(
      root,
      ['a', 'b', 'c'].map((name) => `sources/records/${name}.yaml`),
    );
    expect(value.map(({ path }) => path)).toEqual(['sources/records/a.yaml', 'sources/records/c.yaml']);
    expect(diagnostics.map((d) => `${d.code} ${d.file} ${d.line}:${d.column}`)).toEqual([
      'E-FILE-UNREADABLE sources/records/b.yaml 1:1',
      'E-YAML-QUOTE-OPEN sources/records/c.yaml 1:4',
    ]);
    expect(diagnostics[0]!.message).toContain('ENOENT');
  });

  it.skipIf(process.getuid?.() === 0)('reports a file without permission', async () => {
    await put('sources/records/a.yaml');
    await chmod(join(root, 'sources/records/a.yaml'), 0);
    const { diagnostics } = await readSources(root, ['sources/records/a.yaml']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['E-FILE-UNREADABLE']);
  });
});
