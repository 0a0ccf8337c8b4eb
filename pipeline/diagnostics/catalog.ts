import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';

/** What the catalog says of one code. */
export interface CatalogEntry {
  code: string;
  severity: 'error' | 'warning';
  /** What is wrong, in one short sentence. */
  title: string;
  /** Why it matters. */
  why: string;
  /** How to mend it. */
  fix: string;
  /** A minimal example that has the fault, and the same mended. */
  before: string;
  after: string;
}

/**
 * Reads the catalog of diagnostics, one file a stage.
 * @throws Error when an entry is incomplete, a code stands twice or its letter contradicts its severity
 */
export function loadCatalog(folder = join(import.meta.dirname, 'catalog')): Map<string, CatalogEntry> {
  const catalog = new Map<string, CatalogEntry>();
  for (const name of readdirSync(folder).sort()) {
    const entries = load(readFileSync(join(folder, name), 'utf8'), {
      schema: FAILSAFE_SCHEMA,
    }) as CatalogEntry[];
    for (const entry of entries) {
      if (catalog.has(entry.code)) throw new Error(`${name}: ${entry.code} stands twice in the catalog`);
      const complete = entry.title && entry.why && entry.fix && entry.before && entry.after;
      const consistent = entry.code.startsWith('E-') === (entry.severity === 'error');
      if (!complete || !consistent)
        throw new Error(`${name}: ${entry.code} is incomplete or contradicts its severity`);
      catalog.set(entry.code, entry);
    }
  }
  return catalog;
}
