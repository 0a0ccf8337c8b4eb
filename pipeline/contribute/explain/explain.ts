import { unitsOf } from '../../model/anchors.ts';
import type { ValuePath } from '../../model/authored.ts';
import { tableNamed } from '../../model/tables.ts';
import type { ColumnStory } from './columns.ts';
import type { Field } from './fields.ts';
import { type Excerpt, excerptOf, valueAt } from './lines.ts';
import type { TracedClaim } from './load.ts';
import type { Step } from './names.ts';
import { stepsOfKey } from './steps.ts';
import { stepsOfHead, writtenLines } from './written.ts';

/** One of the things a cell is made from: what was written and what became of it. */
export interface Origins {
  /** A key of the claim, or a place in the record. */
  from: string;
  written: Excerpt | null;
  /** What it means that nothing is written, when no step says so. */
  absent: string;
  steps: Step[];
}

/** A code in a cell with what the codebook says of it. */
export interface CodeNote {
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

const NOTHING = 'An absent key means that it is unknown or does not apply.';

/** Explains one field of a claim. */
export function explain(claim: TracedClaim, { name, columns, from, description }: Field): Explanation {
  return {
    id: claim.cells.get('claim_id') ?? '',
    field: name,
    description,
    cells: columns.map(({ column, rule }) => ({ column, value: claim.cells.get(column) ?? '', rule })),
    rows: PARTS.flatMap(([key, table]) => (key === name ? claim.parts[table].map(rowInWords) : [])),
    origins: from.map((place) => originsOf(claim, place, columns)),
    codes: columns.flatMap((story) => codesIn(claim, story)),
  };
}

function rowInWords(row: object): string {
  const cells = Object.entries(row).filter(([, value]) => value !== undefined);
  return cells.map(([column, value]) => `${column} ${value}`).join(', ');
}

/** What a key of the claim, or a place in the record, contributes. */
export function originsOf(claim: TracedClaim, from: string, columns: readonly ColumnStory[]): Origins {
  const absent = columns.find((story) => story.absent !== undefined && story.from[0] === from)?.absent;
  if (!from.startsWith('record.')) {
    return {
      from,
      written: writtenLines(claim, from),
      absent: absent ?? NOTHING,
      steps: stepsOfKey(claim, from, absent ?? NOTHING),
    };
  }
  const path = from.split('.').slice(1);
  return {
    from: path.join('.'),
    written: headLines(claim, path),
    absent: NOTHING,
    steps: from === 'record.coding.coder' ? coderSteps(claim) : stepsOfHead(claim, path),
  };
}

/** The lines of the record's head at a path; of the fingerprints only those at the claim's anchor. */
function headLines(claim: TracedClaim, path: ValuePath): Excerpt | null {
  const { file, record, own } = claim;
  if (path[0] === 'anchors') {
    const units = unitsOf(own.at).filter((unit) => valueAt(record.anchors?.units, [unit]) !== undefined);
    const [first] = units;
    if (first === undefined) return null;
    return excerptOf(file, ['anchors', 'units', first], 1);
  }
  return valueAt(record, path) === undefined ? null : excerptOf(file, path);
}

function coderSteps({ files, record, registry }: TracedClaim): Step[] {
  const coder = registry.coders.get(record.coding.coder);
  for (const file of files.values()) {
    const coders = valueAt(file.value, ['coders']);
    const index = Array.isArray(coders) ? coders.findIndex((one) => one?.id === coder?.id) : -1;
    if (index < 0 || coder === undefined) continue;
    return [
      {
        what: `${coder.id} is ${coder.name} (${coder.kind}).`,
        rule: 'Who codes is declared in the registry, so that readers can tell people from language models.',
        excerpts: [excerptOf(file, ['coders', index])],
      },
    ];
  }
  return [];
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
