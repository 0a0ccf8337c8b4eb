import { readCsv } from '../../compare/csv.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { hasErrors, inFileOrder } from '../../diagnostics/problem.ts';
import { readBytes, readSources } from '../../ingest/read.ts';
import type { ParsedFile } from '../../model/authored.ts';
import type { AuthoredRecord, Claim } from '../../model/generated/records.ts';
import type { RetiredRow } from '../../model/generated/tables.ts';
import type { Model } from '../../model/model.ts';
import { recordIdOf } from '../../model/record-id.ts';
import { tableNamed } from '../../model/tables.ts';
import type { Registry } from '../../normalize/names/registry.ts';
import type { ResolvedClaim, ResolvedRecord, ResolvedSource } from '../../normalize/resolved.ts';
import type { Project } from '../../project.ts';
import { takeRecord } from '../../record/take.ts';
import { claimLineMaker } from '../../write/claim-lines.ts';
import type { ClaimRows, RecordRows } from '../../write/record-rows.ts';

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
type Traced =
  | { claim: TracedClaim }
  | { retired: RetiredRow }
  | { unknown: string; suggestions: string[] }
  | { diagnostics: Diagnostic[] };

/**
 * Prepares the tracing of claims: reads the codebook.
 * @returns takes one claim, by its public id `record/c12`, through the stages of the build as the sources stand now,
 * whatever has been built before and whatever is wrong with other records
 */
export async function tracer(project: Project): Promise<(id: string) => Promise<Traced>> {
  const { root, schemas, model, registry, registryFiles, diagnostics } = project;
  const { records } = project.sources;
  const codebook = [...model.codebook.vocabularies.keys()].map((name) => `schemas/codebook/${name}.yaml`);
  const others = [...registryFiles, ...(await readSources(schemas, codebook)).value];
  return async (id) => {
    const [recordId = '', claimId = ''] = id.split('/');
    const path = records.find((one) => recordIdOf(one) === recordId);
    if (path === undefined)
      return {
        unknown: `There is no record ${recordId}`,
        suggestions: nearest(recordId, records.map(recordIdOf)),
      };
    const {
      value: [source],
      diagnostics: found,
    } = await readBytes(root, [path]);
    if (source === undefined) return { diagnostics: found };
    const { file, resolved, living, retired, rows, diagnostics: told } = takeRecord(project, source);
    const all = [...diagnostics, ...told];
    if (hasErrors(all)) return { diagnostics: inFileOrder(all) };
    const gone = retired.find((row) => row.kind === 'claim' && row.id === id);
    if (gone !== undefined) return { retired: gone };
    const claim = (living ?? resolved).claims.find((one) => one.id === id);
    if (living === null || claim === undefined) return unknownClaim(resolved, claimId);
    const byPath = new Map([file, ...others].map((one) => [one.path, one]));
    return { claim: claimIn(living, claim, rows() as RecordRows, { model, registry, files: byPath }) };
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
  { shared, claims }: RecordRows,
  around: Pick<TracedClaim, 'model' | 'registry' | 'files'>,
): TracedClaim {
  const { file, record, source } = living;
  const { own, parts } = claims.find((one) => one.own.claim_id === resolved.id) as ClaimRows;
  const table = tableNamed(around.model.tables, 'claims');
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
