import { numberText } from '../../model/numbers.ts';
import type { Cell, Column, Table } from '../../model/tables.ts';
import type { RecordRows } from '../record-rows.ts';

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

/** One line of claims.jsonl: the row of a claim with its actors, quantities, members and relations nested. */
export function claimLine(
  claim: object,
  parts: Record<keyof typeof NESTED, readonly object[]>,
  lean: Record<keyof typeof NESTED, Lean>,
): string {
  const nested = (Object.keys(NESTED) as (keyof typeof NESTED)[]).flatMap((table) =>
    parts[table].length === 0 ? [] : [[NESTED[table], parts[table].map(lean[table])]],
  );
  return `${withoutExponents(JSON.stringify({ ...claim, ...Object.fromEntries(nested) }))}\n`;
}

/** A source as JSON: its row, with the rows of its copies nested. Its fingerprints, a third of the bytes, stand in tables only. */
export function sourceJson(
  { source, copies }: Pick<RecordRows, 'source' | 'copies'>,
  lean: Record<'sources' | 'source_copies', Lean>,
): string {
  return JSON.stringify({
    ...lean.sources(source),
    source_copies: copies.map(lean.source_copies),
  });
}

/** A text or a number in JSON. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.]*e[-+]?\d+/g;

/** JSON with all numbers in digits, as CSV has them: 0.0000001, which JavaScript writes as 1e-7. */
export function withoutExponents(json: string): string {
  if (!/\de[-+]?\d/.test(json)) return json;
  return json.replace(TEXT_OR_NUMBER, (found) => (found.startsWith('"') ? found : numberText(Number(found))));
}
