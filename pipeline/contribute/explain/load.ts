import { readCsv } from '../../compare/read-csv.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { hasErrors, inFileOrder } from '../../diagnostics/problem.ts';
import { listSources } from '../../ingest/list.ts';
import { readSources } from '../../ingest/read.ts';
import type { ParsedFile } from '../../model/authored.ts';
import type { AuthoredRecord, Claim, Coder } from '../../model/generated/records.ts';
import type { Model } from '../../model/load.ts';
import { tableNamed } from '../../model/tables.ts';
import type { Registry } from '../../normalize/names/registry.ts';
import type { Resolution } from '../../normalize/names/resolve.ts';
import { normalizeRecord } from '../../normalize/record.ts';
import type { ResolvedRecord } from '../../normalize/resolved.ts';
import { readRegistry } from '../../record/registry.ts';
import { makeValidator } from '../../validate/validate.ts';
import { claimLineMaker } from '../../write/claim-lines.ts';
import { type ClaimRows, recordRowMaker } from '../../write/record-rows.ts';

/** One claim as it goes through the stages, with everything that says where its values come from. */
export interface TracedClaim {
  model: Model;
  registry: Registry;
  /** Files of the registry and the codebook, by path. */
  files: Map<string, ParsedFile>;
  /** The record's file. */
  file: ParsedFile;
  record: AuthoredRecord;
  /** Place of the claim in the record's list. */
  index: number;
  /** What the claim itself says. */
  own: Claim;
  /** The record resolved, with this claim alone. */
  resolved: ResolvedRecord;
  /** The row of the table claims, column by column, as the build writes it. */
  cells: Map<string, string>;
  /** Rows of the other tables that belong to the claim. */
  parts: ClaimRows['parts'];
  /** What a written name under a key became. */
  resolutionOf: (key: string, text: string) => Resolution | undefined;
}

/** The claim, or why there is none to explain: a wrong id with what was probably meant, or errors in the sources. */
export type Traced =
  | { claim: TracedClaim }
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
  const { registry, diagnostics, files: registryFiles } = await readRegistry(root, model);
  const files = new Map(
    [...registryFiles, ...(await codebookFiles(schemas, model))].map((file) => [file.path, file]),
  );
  const validator = makeValidator(model);
  const surroundings = { coders: new Set(registry.coders.keys()), codebookVersion: model.codebook.version };
  return async (id) => {
    const [recordId = '', claimId = ''] = id.split('/');
    const path = `sources/records/${recordId}.yaml`;
    if (!records.includes(path)) {
      const ids = records.map((one) => one.replace(/^sources\/records\/|\.yaml$/g, ''));
      return { unknown: `There is no record ${recordId}`, suggestions: nearest(recordId, ids) };
    }
    const ingested = await readSources(root, [path]);
    const [file] = ingested.value;
    if (file === undefined) return { diagnostics: ingested.diagnostics };
    const checked = validator.record(file, surroundings);
    const whole = normalizeRecord(file, checked.value, { registry, model });
    const all = [diagnostics, ingested.diagnostics, checked.diagnostics, whole.diagnostics].flat();
    if (hasErrors(all)) return { diagnostics: inFileOrder(all) };
    return claimOf({ model, registry, files, file, record: checked.value as AuthoredRecord }, claimId);
  };
}

/** Finds the claim in its record and resolves it alone, so that what is heard of names is about this claim. */
function claimOf(
  sources: Pick<TracedClaim, 'model' | 'registry' | 'files' | 'file' | 'record'>,
  claimId: string,
): Traced {
  const { model, registry, file, record } = sources;
  const index = record.claims.findIndex((claim) => claim.id === claimId);
  const own = record.claims[index];
  if (own === undefined) {
    const ids = record.claims.map((claim) => claim.id);
    const what =
      claimId === '' ? `${record.id} is a record, not a claim` : `${record.id} has no claim ${claimId}`;
    return {
      unknown: `${what}; its claims are ${ids[0]} to ${ids.at(-1)}`,
      suggestions: nearest(claimId, ids).map((one) => `${record.id}/${one}`),
    };
  }
  const mentions = new Map<string, Resolution>();
  const { value: resolved } = normalizeRecord(
    onlyClaim(file, index),
    { ...record, claims: [own] },
    { registry, model },
    (text, key, resolution) => {
      if (resolution !== null) mentions.set(`${key}\u001f${text}`, resolution);
    },
  );
  const rows = recordRowMaker(model, (coder) => registry.coders.get(coder) as Coder)(resolved);
  const [claimRows] = rows.claims as [ClaimRows];
  const table = tableNamed(model.tables, 'claims');
  const [cells = []] = readCsv(claimLineMaker(table)(rows.shared)(claimRows.own).csv);
  return {
    claim: {
      ...sources,
      index,
      own,
      resolved,
      cells: new Map(table.columns.map(({ name }, place) => [name, cells[place] ?? ''])),
      parts: claimRows.parts,
      resolutionOf: (key, text) => mentions.get(`${key}\u001f${text}`),
    },
  };
}

/** The file as if it held this claim alone, with the lines on which it really stands. */
function onlyClaim(file: ParsedFile, index: number): ParsedFile {
  const claims = [file.itemLines.claims?.[index] ?? 1];
  return {
    ...file,
    itemLines: { ...file.itemLines, claims },
    claimKeyLines: [file.claimKeyLines[index] ?? {}],
  };
}

async function codebookFiles(schemas: string, { codebook }: Model): Promise<ParsedFile[]> {
  const paths = [...codebook.vocabularies.keys()].map((name) => `schemas/codebook/${name}.yaml`);
  return (await readSources(schemas, paths)).value;
}
