import type { Catalog } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** Renders diagnostics as one JSON array, each with the catalog's reason beside the message. */
export function renderJson(diagnostics: readonly Diagnostic[], catalog: Catalog): string {
  const full = diagnostics.map((diagnostic) => ({
    ...diagnostic,
    why: catalog.get(diagnostic.code)?.why ?? '',
  }));
  return `${JSON.stringify(full, null, 2)}\n`;
}
