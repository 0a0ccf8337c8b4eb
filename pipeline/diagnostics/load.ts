import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../home.ts';
import { type Catalog, readCatalog } from './catalog.ts';

const FOLDER = join(PROJECT, 'pipeline', 'diagnostics', 'catalog');

/**
 * Reads the catalog of diagnostics from its files.
 * @throws Error as {@link readCatalog}, or that of the file system
 */
export function loadCatalog(): Catalog {
  const names = readdirSync(FOLDER).sort();
  return readCatalog(names.map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') })));
}
