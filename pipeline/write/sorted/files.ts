import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ProvenanceRow } from '../../model/generated/tables.ts';
import { byCodeUnit } from '../../model/order.ts';
import { type TableContract, tableNamed } from '../../model/tables.ts';
import type { Entry } from '../../normalize/names/registry.ts';
import { csvLinesOfMany } from '../formats/csv/lines.ts';
import { type FinishedText, type RecordParts, SORTED, STREAMED, totalOf } from '../pieces.ts';
import { entryRows } from '../rows/entity-rows.ts';
import { inOwners, mergedProvenance, ownerOf } from '../rows/provenance-rows.ts';
import { ENTRY_FILES, entryTextMaker } from './entry-text.ts';
import { sortedPieces } from './pieces.ts';

/** What stands in an order of its own, and not in that of the records. */
interface SortedFiles {
  /** Takes in what records have in {@link SORTED}. */
  add: (text: FinishedText) => void;
  /** Takes in entities and events of the registry, and what its events give to claims of several records. */
  addRegistry: (registry: ReadonlyMap<string, Entry>, provenance: readonly ProvenanceRow[]) => void;
  /** The text of a file in its order, and its rows, when all is taken in. */
  file: (name: (typeof SORTED)[number]) => { texts: Iterable<Uint8Array>; rows: number };
}

/** Gathers what is sorted by what it is about. */
export function sortedFiles(tables: TableContract): SortedFiles {
  const entries = sortedPieces(ENTRY_FILES.length);
  const owners = sortedPieces(1);
  const rows = SORTED.map(() => 0);
  const add = (
    parts: readonly Pick<RecordParts, 'entries' | 'owners'>[],
    bytes: Uint8Array,
    more: readonly number[],
  ): void => {
    const ofEntries = parts.flatMap((one) => one.entries);
    const ofOwners = parts.flatMap((one) => one.owners);
    const end = bytes.length - ofOwners.reduce((sum, [, length]) => sum + length, 0);
    entries.add(ofEntries, bytes.subarray(0, end));
    owners.add(ofOwners, bytes.subarray(end));
    for (const [place, count] of more.entries()) rows[place] = (rows[place] as number) + count;
  };
  return {
    add: ({ bytes, extent, parts }) => {
      const length = totalOf({ bytes: extent.bytes.slice(STREAMED.length) });
      add(parts, lastOf(bytes, length), extent.rows.slice(STREAMED.length));
    },
    addRegistry: (registry, provenance) => {
      const textOf = entryTextMaker(tables);
      const made = [...registry.values()]
        .sort((a, b) => byCodeUnit(a.id, b.id))
        .map((entry) => ({ id: entry.id, ...textOf(entryRows(entry, (id) => registry.get(id))) }));
      const given = inOwners(mergedProvenance(provenance)).map((some) => ({
        owner: ownerOf(some[0] as ProvenanceRow),
        text: csvLinesOfMany(tableNamed(tables, 'provenance'), some),
        rows: some.length,
      }));
      const files = ENTRY_FILES.map((_, file) => made.map(({ texts }) => texts[file] as string));
      const part = {
        entries: made.map(({ id, texts }): [string, ...number[]] => [id, ...texts.map(bytesOf)]),
        owners: given.map(({ owner, text }): [string, number] => [owner, bytesOf(text)]),
      };
      const texts = [...files.flat(), ...given.map(({ text }) => text)];
      const counts = ENTRY_FILES.map((_, file) => sumOf(made.map((one) => one.rows[file] as number)));
      add([part], Buffer.from(texts.join('')), [...counts, sumOf(given.map((one) => one.rows))]);
    },
    file: (name) => {
      const place = SORTED.indexOf(name);
      const texts = place < ENTRY_FILES.length ? entries.inOrder(place) : owners.inOrder(0);
      return { texts, rows: rows[place] as number };
    },
  };
}

/** The last of a text in memory of its own: what stands before is large, and need not be kept. */
function lastOf(bytes: FinishedText['bytes'], length: number): Uint8Array {
  if (!('file' in bytes)) return new Uint8Array(bytes.subarray(bytes.length - length));
  const last = new Uint8Array(length);
  const handle = openSync(bytes.file, 'r');
  try {
    readSync(handle, last, 0, length, fstatSync(handle).size - length);
  } finally {
    closeSync(handle);
  }
  return last;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
