import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Json, type JsonObject, readJson, type TextTable } from '../built.ts';

/** The columns of claims that a claim nested in its source leaves to the source around it, and what they are called there. */
const SAID_BY_SOURCE: Record<string, string> = {
  source_id: 'source_id',
  source_title: 'title',
  source_kind: 'kind',
  source_publisher: 'publisher_name',
  source_authors: 'author_names',
  source_published: 'published',
  source_url: 'url',
  source_language: 'language',
  record_status: 'record_status',
  coder: 'coder_name',
  coder_kind: 'coder_kind',
  coded_on: 'coded_on',
  coding_mode: 'coding_mode',
  coding_basis: 'coding_basis',
  record_path: 'record_path',
  record_digest: 'record_digest',
  codebook_version: 'codebook_version',
};

const PARTS = [
  'claim_actors',
  'claim_codes',
  'claim_members',
  'claim_quantities',
  'claim_relations',
  'provenance',
] as const;

/**
 * Reads json/claims.jsonl as a table.
 * @param header the columns, in order
 */
export async function claimsOfLines(build: string, header: readonly string[]): Promise<TextTable> {
  const text = await readFile(join(build, 'json', 'claims.jsonl'), 'utf8');
  const lines = text.split('\n').slice(0, -1);
  return tableOf(
    lines.map((line) => JSON.parse(line) as JsonObject),
    header,
  );
}

/**
 * Flattens the JSON files of a build into tables like those in csv/. A nested row leaves out what the object around it
 * says: its key, and a claim the facts about its source.
 * @param headers the columns of each table, in order
 */
export async function jsonTables(
  build: string,
  headers: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, TextTable>> {
  const rows = new Map<string, JsonObject[]>([...headers.keys()].map((name) => [name, []]));
  const put = (name: string, objects: JsonObject[]): void => {
    for (const object of objects) rows.get(name)?.push(object);
  };
  // The CSV files are sorted by key; the order of records in sources.json is that of their claims.
  const sources = (await readJson<JsonObject[]>(build, 'json/sources.json')).sort((a, b) =>
    String(a.source_id) < String(b.source_id) ? -1 : 1,
  );
  for (const source of sources) {
    const copies = objectsIn(source.source_copies);
    const claims = objectsIn(source.claims).map((claim) => ({ ...fromSource(source, copies), ...claim }));
    put('sources', [{ ...source, claims: claims.length }]);
    put(
      'source_copies',
      copies.map((copy) => ({ source_id: source.source_id, ...copy })),
    );
    put(
      'anchors',
      objectsIn(source.anchors).map((anchor) => ({ source_id: source.source_id, ...anchor })),
    );
    put('claims', claims);
    for (const claim of claims as JsonObject[]) {
      for (const part of PARTS)
        put(
          part,
          objectsIn(claim[part]).map((row) => ({ claim_id: claim.claim_id, ...row })),
        );
    }
  }
  for (const entity of await readJson<JsonObject[]>(build, 'json/entities.json')) {
    put('entities', [entity]);
    for (const part of ['entity_names', 'entity_tenures']) {
      put(
        part,
        objectsIn(entity[part]).map((row) => ({ entity_id: entity.entity_id, ...row })),
      );
    }
  }
  put('events', await readJson<JsonObject[]>(build, 'json/events.json'));
  for (const name of ['propositions', 'agreement', 'disagreements', 'codebook', 'retired', 'changes'])
    put(name, await readJson<JsonObject[]>(build, `json/${name}.json`));

  // A claim table of several records is sorted by claim id, as its claims are: `a-b/c01` comes before `a/c01`.
  for (const name of ['claims', ...PARTS]) rows.set(name, inOrderOfClaims(rows.get(name) ?? []));
  return new Map([...headers].map(([name, header]) => [name, tableOf(rows.get(name) ?? [], header)]));
}

function fromSource(source: JsonObject, copies: JsonObject[]): JsonObject {
  const said = Object.entries(SAID_BY_SOURCE).map(([column, key]) => [column, source[key]]);
  const archived = copies.find((copy) => copy.archived_url != null)?.archived_url;
  return { ...Object.fromEntries(said), source_archived_url: archived };
}

function inOrderOfClaims(rows: JsonObject[]): JsonObject[] {
  const order = (row: JsonObject): string => String(row.claim_id);
  return rows.sort((a, b) => (order(a) === order(b) ? 0 : order(a) < order(b) ? -1 : 1));
}

function tableOf(objects: readonly JsonObject[], header: readonly string[]): TextTable {
  return { header: [...header], rows: objects.map((object) => header.map((name) => cellOf(object[name]))) };
}

/** A value as a cell has to show it: lists joined, missing values empty. */
function cellOf(value: Json): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(' | ');
  if (typeof value === 'object')
    throw new Error(`an object where a cell is expected: ${JSON.stringify(value)}`);
  return String(value);
}

function objectsIn(value: Json): JsonObject[] {
  return (value ?? []) as JsonObject[];
}
