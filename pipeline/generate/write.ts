import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadCatalog } from '../diagnostics/catalog.ts';
import { loadModel } from '../model/load.ts';
import { generatedFiles } from './generate.ts';

/**
 * Renews the generated files of the project. A file that is up to date is left alone, with its time of change.
 * @param root the folder that holds schemas/
 * @returns the paths of the files that changed, from the project folder
 * @throws Error as {@link generatedFiles}, or that of the file system
 */
export async function writeGenerated(root: string): Promise<string[]> {
  const changed: string[] = [];
  for (const { path, text } of await generatedFiles(await loadModel(root), loadCatalog())) {
    const file = join(root, path);
    if ((await readIfThere(file)) === text) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    changed.push(path);
  }
  return changed;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
