import { type Cell, type Column, type Table, type TableContract, tableNamed } from '../../model/tables.ts';
import type { ClaimRows, RecordRows } from '../record-rows.ts';
import type { EntryRows } from '../rows/entity-rows.ts';
import { type InJson, rowJson } from './row-text.ts';

/** Before each item of a list; the first of all has it taken off. */
export const BETWEEN_ITEMS = ',\n';

/** Tables whose rows are nested in their claim, under a key of their own. */
export const NESTED = {
  claim_actors: 'actors',
  claim_quantities: 'quantities',
  claim_members: 'members',
  claim_relations: 'relations',
} as const;

/** What an object holds of a row: nothing that is empty, and nothing that JSON says in another place. */
export type Lean = (row: object) => Record<string, Exclude<Cell, undefined>>;

/** Makes the function that takes out of a row what JSON holds of it. */
export function leanRows({ columns }: Pick<Table, 'columns'>): Lean {
  const names = jsonColumns(columns).map(({ name }) => name);
  return (row) => {
    const object: Record<string, Exclude<Cell, undefined>> = {};
    for (const name of names) {
      const value = (row as Record<string, Cell>)[name];
      if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
      object[name] = value;
    }
    return object;
  };
}

/** The columns that JSON holds: of the parts of a claim all but the claim's id, which the claim around them says. */
export function jsonColumns(columns: readonly Column[]): Column[] {
  return columns.filter(({ json }) => json === undefined);
}

/** Makes the function that writes a row of a table as JSON, without a column that what stands around it says. */
function writerOf(contract: TableContract, table: string, owner?: string): InJson {
  return rowJson(jsonColumns(tableNamed(contract, table).columns).filter(({ name }) => name !== owner));
}

/** A member of an object that lists rows; none where there are none. Joined one by one, so that nothing is copied on the way. */
function listed(key: string, rows: readonly object[], inJson: InJson): string {
  if (rows.length === 0) return '';
  let text = '';
  for (const row of rows) text += text === '' ? `,"${key}":[${inJson(row)}` : `,${inJson(row)}`;
  return `${text}]`;
}

/** Writes rows of the tables that JSON holds record by record. */
interface RecordJson {
  /** One line of claims.jsonl: the row of a claim with its actors, quantities, members and relations nested. */
  claimLine: (claim: ClaimRows, sourceId: string) => string;
  /** A source: its row, with the rows of its copies nested. Its fingerprints, a third of the bytes, stand in tables only. */
  source: (rows: Pick<RecordRows, 'source' | 'copies'>) => string;
}

/** Prepares the writing of records as JSON. */
export function recordJson(contract: TableContract): RecordJson {
  const writer = (table: string, owner?: string): InJson => writerOf(contract, table, owner);
  const [claim, source, copy] = [writer('claims'), writer('sources'), writer('source_copies', 'source_id')];
  const nested = (Object.keys(NESTED) as (keyof typeof NESTED)[]).map((table) => ({
    table,
    part: writer(table, 'claim_id'),
  }));
  return {
    claimLine: ({ own, parts }, sourceId) => {
      let more = `,"source_id":"${sourceId}"`;
      for (const { table, part } of nested) more += listed(NESTED[table], parts[table], part);
      return `${claim(own, more)}\n`;
    },
    source: ({ source: row, copies }) =>
      source(row, copies.length === 0 ? ',"source_copies":[]' : listed('source_copies', copies, copy)),
  };
}

/** Writes entities and events as JSON. */
interface EntryJson {
  /** An entity: its row, with its names but the usual one, which stands above, and its terms of office nested. */
  entity: (row: object, parts: Pick<EntryRows, 'names' | 'tenures'>) => string;
  country: (row: object) => string;
  event: (row: object) => string;
}

/** Prepares the writing of entities and events as JSON. */
export function entryJson(contract: TableContract): EntryJson {
  const entity = writerOf(contract, 'entities');
  const [name, tenure] = [
    writerOf(contract, 'entity_names', 'entity_id'),
    writerOf(contract, 'entity_tenures', 'entity_id'),
  ];
  return {
    entity: (row, { names, tenures }) =>
      entity(row, listed('entity_names', names.slice(1), name) + listed('entity_tenures', tenures, tenure)),
    country: writerOf(contract, 'entity_countries'),
    event: writerOf(contract, 'events'),
  };
}
