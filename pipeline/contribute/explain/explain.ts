import { tableNamed } from '../../model/tables.ts';
import type { ColumnStory, Field } from './columns.ts';
import { excerptOf } from './lines.ts';
import { type Origins, originsOf } from './origins.ts';
import type { TracedClaim } from './trace.ts';

/** A code in a cell with what the codebook says of it. */
interface CodeNote {
  vocabulary: string;
  code: string;
  definition: string;
  test: string;
  file: string;
  line: number;
}

/** How the cells of one field came to be. */
export interface Explanation {
  id: string;
  field: string;
  description: string | null;
  cells: { column: string; value: string; rule: string }[];
  /** Rows of the table that holds the details of a key, in words. */
  rows: string[];
  origins: Origins[];
  codes: CodeNote[];
}

/** Keys of a claim with a table of their own. */
const PARTS = [
  ['quantities', 'claim_quantities'],
  ['members', 'claim_members'],
  ['relations', 'claim_relations'],
] as const;

/** Explains one field of a claim. */
export function explain(claim: TracedClaim, { name, columns, from, description }: Field): Explanation {
  return {
    id: claim.cells.get('claim_id') ?? '',
    field: name,
    description,
    cells: columns.map(({ column, rule }) => ({ column, value: claim.cells.get(column) ?? '', rule })),
    rows: PARTS.flatMap(([key, table]) => (key === name ? claim.parts[table].map(rowInWords) : [])),
    origins: from.map((place) =>
      originsOf(claim, place, columns.find((story) => story.from[0] === place)?.absent),
    ),
    codes: columns.flatMap((story) => codesIn(claim, story)),
  };
}

function rowInWords(row: object): string {
  const cells = Object.entries(row).filter(([, value]) => value !== undefined);
  return cells.map(([column, value]) => `${column} ${value}`).join(', ');
}

/** What the codebook says of the codes in a cell, each once. */
function codesIn(claim: TracedClaim, { column }: ColumnStory): CodeNote[] {
  const { model, cells, files } = claim;
  const { vocabulary, list } = tableNamed(model.tables, 'claims').columns.find(
    (one) => one.name === column,
  ) as { vocabulary?: string; list: boolean };
  if (vocabulary === undefined) return [];
  const cell = cells.get(column) ?? '';
  const codes = model.codebook.vocabularies.get(vocabulary)?.codes ?? [];
  return [...new Set(list ? cell.split(' | ') : [cell])].flatMap((value) => {
    const index = codes.findIndex(({ code }) => code === value);
    const found = codes[index];
    if (found === undefined) return [];
    const file = files.get(`schemas/codebook/${vocabulary}.yaml`);
    const line = file === undefined ? 1 : excerptOf(file, ['codes', index], 1).first;
    const { code, definition, test } = found;
    return [{ vocabulary, code, definition, test, file: `schemas/codebook/${vocabulary}.yaml`, line }];
  });
}
