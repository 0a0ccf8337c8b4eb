import { readCsv } from '../../compare/read-csv.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { hasErrors, inFileOrder } from '../../diagnostics/problem.ts';
import { listSources } from '../../ingest/list.ts';
import { readSources } from '../../ingest/read.ts';
import type { ParsedFile } from '../../model/authored.ts';
import type { AuthoredRecord, Claim, Coder } from '../../model/generated/records.ts';
import type { RetiredRow } from '../../model/generated/tables.ts';
import type { Model } from '../../model/model.ts';
import { recordIdOf } from '../../model/record-id.ts';
import { tableNamed } from '../../model/tables.ts';
import type { Registry } from '../../normalize/names/registry.ts';
import type { ResolvedClaim, ResolvedRecord, ResolvedSource } from '../../normalize/resolved.ts';
import { partRetired } from '../../normalize/retire.ts';
import { readRegistry } from '../../record/registry.ts';
import { recordTaker } from '../../record/take.ts';
import { makeValidator } from '../../validate/validate.ts';
import { claimLineMaker } from '../../write/claim-lines.ts';
import { type ClaimRows, recordRowMaker } from '../../write/record-rows.ts';

/** One claim as it went through the stages, with everything that says where its values come from. */
export interface TracedClaim {
  model: Model;
  registry: Registry;
  /** Files of the registry and the codebook and the record's own, by path. */
  files: ReadonlyMap<string, ParsedFile>;
  /** The record's file. */
  file: ParsedFile;
  record: AuthoredRecord;
  /** Place of the claim in the record's list. */
  index: number;
  /** What the claim itself says. */
  own: Claim;
  resolved: ResolvedClaim;
  source: ResolvedSource;
  /** The row of the table claims, column by column, as the build writes it. */
  cells: Map<string, string>;
  /** Rows of the other tables that belong to the claim. */
  parts: ClaimRows['parts'];
}

/**
 * The claim, or why there is none to explain: it was taken out of the data, its id is wrong (with what was probably meant),
 * or the sources have errors.
 */
export type Traced =
  | { claim: TracedClaim }
  | { retired: RetiredRow }
  | { unknown: string; suggestions: string[] }
  | { diagnostics: Diagnostic[] };

/**
 * Prepares the tracing of claims: reads the registry and the codebook, and lists the records.
 * @param schemas the folder that holds schemas/
 * @returns takes one claim, by its public id `record/c12`, through the stages of the build as the sources stand now,
 * whatever has been built before and whatever is wrong with other records
 */
export async function tracer(
  root: string,
  schemas: string,
  model: Model,
): Promise<(id: string) => Promise<Traced>> {
  const { records } = await listSources(root);
  const validator = makeValidator(model);
  const { registry, diagnostics, files } = await readRegistry(root, model, validator);
  const codebook = [...model.codebook.vocabularies.keys()].map((name) => `schemas/codebook/${name}.yaml`);
  const others = [...files, ...(await readSources(schemas, codebook)).value];
  const take = recordTaker(model, registry, validator);
  return async (id) => {
    const [recordId = '', claimId = ''] = id.split('/');
    const path = records.find((one) => recordIdOf(one) === recordId);
    if (path === undefined)
      return {
        unknown: `There is no record ${recordId}`,
        suggestions: nearest(recordId, records.map(recordIdOf)),
      };
    const {
      value: [file],
      diagnostics: found,
    } = await readSources(root, [path]);
    if (file === undefined) return { diagnostics: found };
    const { resolved, diagnostics: told } = take(file);
    const all = [...diagnostics, ...found, ...told];
    if (hasErrors(all)) return { diagnostics: inFileOrder(all) };
    const { living, retired } = partRetired(resolved);
    const gone = retired.find((row) => row.kind === 'claim' && row.id === id);
    if (gone !== undefined) return { retired: gone };
    const claim = (living ?? resolved).claims.find((one) => one.id === id);
    if (living === null || claim === undefined) return unknownClaim(resolved, claimId);
    const byPath = new Map([file, ...others].map((one) => [one.path, one]));
    return { claim: claimIn(living, claim, { model, registry, files: byPath }) };
  };
}

function unknownClaim({ record }: ResolvedRecord, claimId: string): Traced {
  const ids = record.claims.map(({ id }) => id);
  const what =
    claimId === '' ? `${record.id} is a record, not a claim` : `${record.id} has no claim ${claimId}`;
  return {
    unknown: `${what}; its claims are ${ids[0]} to ${ids.at(-1)}`,
    suggestions: nearest(claimId, ids).map((one) => `${record.id}/${one}`),
  };
}

function claimIn(
  living: ResolvedRecord,
  resolved: ResolvedClaim,
  around: Pick<TracedClaim, 'model' | 'registry' | 'files'>,
): TracedClaim {
  const { file, record, source } = living;
  const { model, registry } = around;
  const coderOf = (id: string): Coder => registry.coders.get(id) as Coder;
  const { shared, claims } = recordRowMaker(model, coderOf)(living);
  const { own, parts } = claims.find((one) => one.own.claim_id === resolved.id) as ClaimRows;
  const table = tableNamed(model.tables, 'claims');
  const [cells = []] = readCsv(claimLineMaker(table)(shared)(own).csv);
  return {
    ...around,
    file,
    record,
    index: resolved.index,
    own: record.claims[resolved.index] as Claim,
    resolved,
    source,
    cells: new Map(table.columns.map(({ name }, place) => [name, cells[place] ?? ''])),
    parts,
  };
}
