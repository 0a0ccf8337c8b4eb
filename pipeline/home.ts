import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of the program: it holds package.json, pipeline/ and schemas/. It is looked for upwards from this file, which
 * lies in pipeline/ or, put together with all others, in output/.cache. The data that the program brings along are found from
 * here; sources/ and output/ may lie elsewhere.
 */
export const PROJECT = nearestPackage(import.meta.dirname);

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('the program lies in no folder with a package.json');
  return nearestPackage(above);
}
