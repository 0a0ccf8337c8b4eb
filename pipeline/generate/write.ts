import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { loadCatalog } from '../diagnostics/load.ts';
import { loadModel } from '../model/load.ts';
import { type GeneratedFile, generatedFiles } from './generate.ts';
import type { WordLists } from './sentence-words.ts';

const WORDS = 'pipeline/evidence/text/sentence-words.yaml';

/**
 * Renews the generated files of the project. A file that is up to date is left alone, with its time of change.
 * @param root the folder that holds schemas/
 * @returns the paths of the files that changed, from the project folder
 * @throws Error as {@link generatedFiles}, or that of the file system
 */
export async function writeGenerated(root: string): Promise<string[]> {
  const stale = await staleFiles(root);
  for (const { path, text } of stale) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return stale.map(({ path }) => path);
}

/**
 * The generated files that are missing or not what follows from the schemas, as they ought to be.
 * @param root the folder that holds schemas/
 * @throws Error as {@link generatedFiles}, or that of the file system
 */
export async function staleFiles(root: string): Promise<GeneratedFile[]> {
  const stale: GeneratedFile[] = [];
  const words = parse(await readFile(join(root, WORDS), 'utf8')) as WordLists;
  for (const file of await generatedFiles(await loadModel(root), loadCatalog(), words))
    if ((await readIfThere(join(root, file.path))) !== file.text) stale.push(file);
  return stale;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
