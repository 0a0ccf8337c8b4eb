import type { DeltaRow } from './delta.ts';
import { asObject, compareTables, emptyTable } from './differences.ts';
import type { BuiltDataset, BuiltTable } from './read.ts';

/** What made a row differ: a code of the vocabulary change-cause. */
export type Cause = 'source' | 'registry' | 'codebook' | 'pipeline';

/** Tables that tell which record a row belongs to. */
export const OWNING_TABLES = ['sources', 'entities', 'events'] as const;

/** Columns that the codebook supplies. */
const FROM_CODEBOOK =
  /^(label|cap|plover|marpor|main_topic_cap|topic_caps|unit_code|claim_class|plover_event|factuality|definition|test|rank)$/;
/** Columns that the registry supplies once the id is known. */
const FROM_REGISTRY =
  /(^|_)(names?|types?|country|countries)$|^(publisher|source_publisher|source_authors|attribution_chain)$/;
const IDS = /(^|_)ids?$/;

/**
 * Prepares telling what made rows differ. It compares what went into the two states (each record, the registry, the
 * schemas) and is no trace of every value: where several changed, the column decides.
 * @param before,after the tables {@link OWNING_TABLES} of both states
 * @param contents the ids of what both states were made from
 */
export function causeFinder(
  before: BuiltDataset,
  after: BuiltDataset,
  contents: { before: Record<string, string>; after: Record<string, string> },
): (row: DeltaRow, field: string) => Cause {
  const changed = changedRecords(before, after);
  const owners = new Map([...ownersIn(before), ...ownersIn(after)]);
  const differs = (path: string): boolean => contents.before[path] !== contents.after[path];
  const [isRegistry, isCodebook] = [differs('sources/registry'), differs('schemas')];
  const unlessRecord: Cause = isRegistry ? 'registry' : isCodebook ? 'codebook' : 'pipeline';
  return (row, field) => {
    const { table } = row;
    if (table === 'codebook') return 'codebook';
    if (isCodebook && FROM_CODEBOOK.test(field)) return 'codebook';
    const owner = ownerOf(row, owners);
    if (owner === null || !changed.has(owner)) return unlessRecord;
    const keepsIds = row.kind === 'changed' && !row.fields.some((one) => IDS.test(one.field));
    return isRegistry && keepsIds && FROM_REGISTRY.test(field) ? 'registry' : 'source';
  };
}

/** The record a row belongs to; null for the registry. */
function ownerOf({ table, key, fields }: DeltaRow, owners: Map<string, string>): string | null {
  const [first = ''] = key;
  if (table === 'retired') {
    const file = fields.find(({ field }) => field === 'file');
    return /^sources\/records\/(.+)\.yaml$/.exec(file?.new || file?.old || '')?.[1] ?? null;
  }
  if (table === 'events' || table.startsWith('entit')) return owners.get(first) ?? null;
  return first.split('/')[0] ?? null;
}

/** Records that came, went or whose file differs. */
function changedRecords(before: BuiltDataset, after: BuiltDataset): Set<string> {
  const tables = [before, after].map((dataset) => dataset.get('sources') ?? emptyTable('sources'));
  const { added, removed, changed } = compareTables(...(tables as [BuiltTable, BuiltTable]));
  const records = new Set([...added, ...removed].map((row) => row.source_id ?? ''));
  for (const { key, fields } of changed)
    if (fields.some(({ field }) => field === 'record_digest')) records.add(key[0] ?? '');
  return records;
}

/** The record that declares an entity or event for itself, by id. */
function* ownersIn(dataset: BuiltDataset): Generator<[string, string]> {
  for (const [name, id] of [
    ['entities', 'entity_id'],
    ['events', 'event_id'],
  ] as const) {
    const table = dataset.get(name);
    for (const row of table?.rows ?? []) {
      const cells = asObject(table as BuiltTable, row);
      if (cells.record_id) yield [cells[id] ?? '', cells.record_id];
    }
  }
}
