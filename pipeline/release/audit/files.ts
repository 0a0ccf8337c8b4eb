import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DESCRIPTOR, type ResourceDescription } from './descriptor.ts';
import { aboutFile, type Finding } from './finding.ts';

const SUMS = 'SHA256SUMS';
const MANIFEST = 'manifest.json';

/** What one of the lists of a dataset says of a file. */
interface Listed {
  list: string;
  path: string;
  bytes?: number;
  sha256?: string;
}

/**
 * Holds the files on disk to the three lists of them: SHA256SUMS names all but itself, manifest.json and datapackage.json
 * those that they describe.
 * @returns what does not hold, and the files that are there
 */
export async function checkFiles(
  folder: string,
  resources: readonly ResourceDescription[],
): Promise<{ findings: Finding[]; there: string[] }> {
  const { plain, others } = await filesOf(folder);
  const findings = others.map((path) => aboutFile(path, 'It is no plain file.'));
  const sums = await readSums(folder, findings);
  const lists: Listed[] = [
    ...sums,
    ...(await readManifest(folder, findings)),
    ...resources.map(({ path, bytes, hash }) => ({
      list: DESCRIPTOR,
      path,
      ...(bytes === undefined ? {} : { bytes }),
      ...(hash === undefined ? {} : { sha256: hash.replace(/^sha256:/, '') }),
    })),
  ];
  const actual = new Map<string, { bytes: number; sha256: string }>();
  for (const path of plain) actual.set(path, await digestOf(join(folder, path)));
  for (const { list, path, bytes, sha256 } of lists) {
    const file = actual.get(path);
    if (file === undefined) findings.push(aboutFile(path, `${list} names it and it is not there.`));
    else if (bytes !== undefined && bytes !== file.bytes)
      findings.push(aboutFile(path, `It has ${file.bytes} bytes; ${list} says ${bytes}.`));
    else if (sha256 !== undefined && sha256 !== file.sha256)
      findings.push(aboutFile(path, `Its SHA-256 is ${file.sha256}; ${list} says ${sha256}.`));
  }
  const summed = new Set(sums.map(({ path }) => path));
  const declared = new Set(resources.map(({ path }) => path));
  for (const path of plain) {
    if (path !== SUMS && !summed.has(path)) findings.push(aboutFile(path, `It is not listed in ${SUMS}.`));
    if (path.startsWith('csv/') && !declared.has(path))
      findings.push(aboutFile(path, `It is not described in ${DESCRIPTOR}.`));
  }
  return { findings, there: plain };
}

/** All files below a folder, with forward slashes and sorted; what is neither file nor folder is told apart. */
async function filesOf(folder: string): Promise<{ plain: string[]; others: string[] }> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => !entry.isDirectory(),
  );
  const paths = (plain: boolean): string[] =>
    entries
      .filter((entry) => entry.isFile() === plain)
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort();
  return { plain: paths(true), others: paths(false) };
}

async function readSums(folder: string, findings: Finding[]): Promise<Listed[]> {
  const text = await readIfThere(folder, SUMS, findings);
  const listed: Listed[] = [];
  for (const [index, line] of (text ?? '').split('\n').entries()) {
    if (line === '') continue;
    const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sha256 === undefined || path === undefined)
      findings.push({
        file: SUMS,
        row: index + 1,
        column: null,
        reason: 'It is no digest, two blanks and a path.',
      });
    else listed.push({ list: SUMS, path, sha256 });
  }
  return listed;
}

async function readManifest(folder: string, findings: Finding[]): Promise<Listed[]> {
  const text = await readIfThere(folder, MANIFEST, findings);
  if (text === null) return [];
  try {
    const { files } = JSON.parse(text) as { files: { path: string; bytes: number; sha256: string }[] };
    return files.map(({ path, bytes, sha256 }) => ({ list: MANIFEST, path, bytes, sha256 }));
  } catch {
    findings.push(aboutFile(MANIFEST, 'It is no JSON with a list of files.'));
    return [];
  }
}

async function readIfThere(folder: string, name: string, findings: Finding[]): Promise<string | null> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    findings.push(aboutFile(name, 'It is missing.'));
    return null;
  }
}

async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { bytes, sha256: hash.digest('hex') };
}
