import { join } from 'node:path';
import { readCsv } from '../compare/csv.ts';
import { remedyOf } from '../compare/lost-ids.ts';
import { readShapes, type TableShape, writtenRows } from '../compare/read.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import type { ParsedFile } from '../model/authored.ts';
import { redirectRows } from '../write/rows/retired-rows.ts';
import { releaseBefore } from './list.ts';

/** The parts of a project that are asked. */
interface Sources {
  /** The folder that holds sources/ and output/. */
  root: string;
  registry: { entries: ReadonlyMap<string, unknown> };
  registryFiles: readonly ParsedFile[];
}

/** The ids of a record: its own, those of its claims, of claims that it retires, and of its entities and events. */
interface RecordIds {
  id: string;
  claims: readonly string[];
  retired: Record<string, unknown>;
  locals: { entities: readonly (string | null)[]; events: readonly (string | null)[] };
}

/**
 * Warns of ids of the last release that the sources have no more and do not retire. A record that vanished is told once, not
 * with all its claims and entities.
 * @param project without errors
 * @param summaries of all its records
 * @throws DamagedFile when the release cannot be read, and the errors of the file system
 */
export async function checkVanishedIds(
  { root, registry, registryFiles }: Sources,
  summaries: readonly RecordIds[],
): Promise<Diagnostic[]> {
  const previous = await releaseBefore(join(root, 'output'), null);
  if (previous === null) return [];
  const known = new Set([...registry.entries.keys(), ...redirectRows(registryFiles).map(({ id }) => id)]);
  for (const { id, claims, retired, locals } of summaries) {
    known.add(id);
    for (const claim of [...claims, ...Object.keys(retired)]) known.add(`${id}/${claim}`);
    for (const local of [...locals.entities, ...locals.events]) if (local !== null) known.add(local);
  }
  const shapes = await readShapes(previous.folder);
  const found: Diagnostic[] = [];
  const lostRecords = new Set<string>();
  for (const table of ['sources', 'claims', 'entities', 'events']) {
    for await (const { id, recordOf } of idsOf(previous.folder, shapes, table)) {
      if (known.has(id)) continue;
      const record = recordOf();
      if (lostRecords.has(record)) continue;
      if (table === 'sources') lostRecords.add(id);
      const file = table === 'sources' ? id : record;
      found.push(
        problem(
          'W-ID-VANISHED',
          file === '' ? 'sources/registry/redirects.yaml' : `sources/records/${file}.yaml`,
          { line: 1, column: 1, endColumn: 1 },
          `${id} is in v${previous.version} and vanished since without a word`,
          remedyOf(table, id),
        ),
      );
    }
  }
  return found;
}

/**
 * The ids of a table and, for who asks, the records that they belong to; '' for the registry. They are read at every check:
 * of a row the first cell alone is taken, which is an id and never quoted.
 */
async function* idsOf(
  folder: string,
  shapes: readonly TableShape[],
  table: string,
): AsyncGenerator<{ id: string; recordOf: () => string }> {
  const shapeOf = (wanted: string): TableShape | undefined => shapes.find(({ name }) => name === wanted);
  // The same claims stand there in a twentieth of the bytes.
  const shape = (table === 'claims' ? shapeOf('claim_history') : undefined) ?? shapeOf(table);
  if (shape === undefined) return;
  const place = shape.columns.findIndex(({ name }) => name === 'record_id');
  for (const row of await writtenRows(folder, shape)) {
    const id = row.slice(0, row.indexOf(','));
    const recordOf = (): string =>
      table === 'claims' ? id.slice(0, id.indexOf('/')) : (readCsv(row).next().value?.[place] ?? '');
    yield { id, recordOf };
  }
}
