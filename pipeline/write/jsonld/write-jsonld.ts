import type { Model } from '../../model/load.ts';
import { citationText } from '../citation.ts';
import { isStanding, pickedRows } from '../claims-with-actors.ts';
import type { Identity } from '../datapackage.ts';
import { openFile, type WrittenFile } from '../file-writer.ts';
import type { FormatContext } from '../formats.ts';
import { CLAIM_COLUMNS, claimNode, type SourceNode } from './claim-node.ts';
import { CONTEXT } from './context.ts';
import { SOURCE_COLUMNS, sourceNode } from './source-node.ts';
import type { Named, Node } from './things.ts';

/**
 * Writes the claims as JSON-LD with the vocabulary of schema.org: a graph of one node for the dataset and one a line for each
 * claim, which holds its source in full. Ids are fragments of wherever the file lies; no web address is made up.
 */
export async function writeJsonld({ folder, model, identity }: FormatContext): Promise<WrittenFile[]> {
  const lookups = await lookupsOf(folder, model);
  const file = await openFile(folder, 'jsonld/claims.jsonld');
  await file.append(
    `{"@context":${JSON.stringify(CONTEXT)},\n"@graph":[\n${JSON.stringify(datasetNode(identity))}`,
  );
  for await (const claim of pickedRows(folder, model.tables, 'claims', CLAIM_COLUMNS)) {
    if (isStanding(claim)) await file.append(`,\n${JSON.stringify(claimNode(claim, lookups))}`, 1);
  }
  await file.append('\n]}\n', 0);
  return [await file.close()];
}

function datasetNode({ title, description, version }: Identity): Node {
  return {
    '@type': 'Dataset',
    '@id': '#dataset',
    name: title,
    description,
    version,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    creator: { '@type': 'Organization', name: 'the Foreign-Policy Claims contributors' },
    creditText: citationText(version, null),
  };
}

async function lookupsOf(
  folder: string,
  { tables, codebook }: Model,
): Promise<Parameters<typeof claimNode>[1]> {
  const labels = new Map(
    [...codebook.vocabularies.values()].flatMap(({ vocabulary, codes }) =>
      codes.map(({ code, label }): [string, string] => [`${vocabulary}/${code}`, label]),
    ),
  );
  const labelOf = (vocabulary: string, code: string): string => labels.get(`${vocabulary}/${code}`) ?? code;

  const all = new Map<string, Named>();
  for await (const row of pickedRows(folder, tables, 'entities', ['entity_id', 'name', 'type', 'qid']))
    all.set(row.entity_id as string, {
      ...(row as unknown as Named),
      id: row.entity_id as string,
      kind: 'entity',
    });
  for await (const row of pickedRows(folder, tables, 'events', ['event_id', 'name', 'type']))
    all.set(row.event_id as string, {
      ...(row as unknown as Named),
      id: row.event_id as string,
      kind: 'event',
      qid: null,
    });
  const named = (id: string): Named => found(all, id);

  const sources = new Map<string, SourceNode>();
  for await (const row of pickedRows(folder, tables, 'sources', SOURCE_COLUMNS))
    sources.set(
      row.source_id as string,
      sourceNode(row, named, (kind) => labelOf('source-kind', kind)),
    );
  return { named, source: (id) => found(sources, id), labelOf };
}

function found<Value>(values: ReadonlyMap<string, Value>, id: string): Value {
  const value = values.get(id);
  if (value === undefined) throw new Error(`${id} is referred to and stands in no table`);
  return value;
}
