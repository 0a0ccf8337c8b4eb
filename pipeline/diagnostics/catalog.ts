import { FAILSAFE_SCHEMA, load } from 'js-yaml/browser';

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

/** All entries by code. */
export type Catalog = ReadonlyMap<string, CatalogEntry>;

/**
 * Reads the catalog of diagnostics.
 * @param files one a stage, in the order in which they are told
 * @throws Error when an entry is incomplete, a code stands twice or its letter contradicts its severity
 */
export function readCatalog(files: readonly { name: string; text: string }[]): Catalog {
  const catalog = new Map<string, CatalogEntry>();
  for (const { name, text } of files) {
    for (const entry of load(text, { schema: FAILSAFE_SCHEMA }) as CatalogEntry[]) {
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
