import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Codebook } from './codebook.ts';
import { type Model, readModel } from './model.ts';
import { type CodebookFile, readCodebook } from './read-codebook.ts';

/**
 * Reads the schemas folder of the project.
 * @param root the folder that holds schemas/
 * @throws Error as {@link readModel}, or that of the file system
 */
export async function loadModel(root: string): Promise<Model> {
  const read = (name: string): Promise<string> => readFile(join(root, 'schemas', name), 'utf8');
  const [codebook, record, registry, tables] = await Promise.all([
    codebookFiles(root),
    read('record.schema.json'),
    read('registry.schema.json'),
    read('tables.yaml'),
  ]);
  return readModel({ codebook, record, registry, tables });
}

/**
 * Reads schemas/codebook alone.
 * @param root the folder that holds schemas/
 * @throws Error as {@link readCodebook}, or that of the file system
 */
export async function loadCodebook(root: string): Promise<Codebook> {
  return readCodebook(await codebookFiles(root));
}

async function codebookFiles(root: string): Promise<CodebookFile[]> {
  const folder = join(root, 'schemas', 'codebook');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}

/** Path and digest of each schema file. */
export type SchemaDigests = { path: string; digest: string }[];

/**
 * Digests of the files in the schemas folder that decide what is built: all but the generated ones for editors.
 * @param root the folder that holds schemas/
 */
export async function schemaDigests(root: string): Promise<SchemaDigests> {
  const folder = join(root, 'schemas');
  const names = [
    ...(await readdir(folder)),
    ...(await readdir(join(folder, 'codebook'))).map((name) => `codebook/${name}`),
  ];
  const files = names.filter((name) => /\.(json|yaml)$/.test(name)).sort();
  return Promise.all(
    files.map(async (name) => ({
      path: `schemas/${name}`,
      digest: createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    })),
  );
}
