import type { Model } from '../../../model/model.ts';
import { pickedRows } from '../../picked-rows.ts';
import type { Lookups, SourceNode } from './claim-node.ts';
import { SOURCE_COLUMNS, sourceNode } from './source-node.ts';
import { asNamed, definedTerm, type Named, type NamedRow } from './things.ts';

/** Reads what claims refer to: entities, events, works and the codes in words. */
export async function lookupsOf(folder: string, { tables, codebook }: Model): Promise<Lookups> {
  const labels = new Map(
    [...codebook.vocabularies.values()].flatMap(({ vocabulary, codes }) =>
      codes.map(({ code, label }): [string, string] => [`${vocabulary}/${code}`, label]),
    ),
  );
  const labelOf = (vocabulary: string, code: string): string => labels.get(`${vocabulary}/${code}`) ?? code;

  const all = new Map<string, Named>();
  for await (const rows of pickedRows(folder, tables, 'entities', ['entity_id', 'name', 'type', 'qid'])) {
    for (const { entity_id: id, name, type, qid } of rows as Record<string, string>[])
      all.set(id as string, asNamed({ id, kind: 'entity', name, type, qid: qid ?? null } as NamedRow));
  }
  for await (const rows of pickedRows(folder, tables, 'events', ['event_id', 'name', 'type'])) {
    for (const { event_id: id, name, type } of rows as Record<string, string>[])
      all.set(id as string, asNamed({ id, kind: 'event', name, type, qid: null } as NamedRow));
  }
  const named = (id: string): Named => found(all, id);

  const sources = new Map<string, SourceNode>();
  for await (const rows of pickedRows(folder, tables, 'sources', SOURCE_COLUMNS)) {
    for (const row of rows)
      sources.set(
        row.source_id as string,
        sourceNode(row, named, (kind) => labelOf('source-kind', kind)),
      );
  }
  const terms = new Map<string, string>();
  const term = (vocabulary: string, code: string): string => {
    const key = `${vocabulary}/${code}`;
    const known = terms.get(key) ?? definedTerm(vocabulary, code, labelOf(vocabulary, code));
    terms.set(key, known);
    return known;
  };
  return { named, source: (id) => found(sources, id), term };
}

function found<Value>(values: ReadonlyMap<string, Value>, id: string): Value {
  const value = values.get(id);
  if (value === undefined) throw new Error(`${id} is referred to and stands in no table`);
  return value;
}
