import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { hasErrors, inFileOrder } from '../diagnostics/problem.ts';
import { listSources } from '../ingest/list-sources.ts';
import type { ParsedFile } from '../ingest/parsed-file.ts';
import { readSources } from '../ingest/read-files.ts';
import type { AuthoredRecord, Claim, Coder } from '../model/generated/records.ts';
import type { Model } from '../model/load.ts';
import { tableNamed } from '../model/tables.ts';
import type { ResolvedRecord } from '../normalize/dataset.ts';
import { normalizeRecord } from '../normalize/normalize-record.ts';
import type { Registry } from '../normalize/resolve/registry.ts';
import type { Resolution } from '../normalize/resolve/resolve.ts';
import { readRegistry } from '../read-registry.ts';
import { readCsv } from '../release/read-csv.ts';
import { makeValidator } from '../validate/validate.ts';
import { claimLineMaker } from '../write/claim-lines.ts';
import { type ClaimRows, recordRowMaker } from '../write/record-tables.ts';

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
 * Takes one claim through the stages of the build as the sources stand now, whatever has been built before and whatever
 * is wrong with other records.
 * @param schemas the folder that holds schemas/
 * @param id public id, `record/c12`
 */
export async function traceClaim(root: string, schemas: string, model: Model, id: string): Promise<Traced> {
  const [recordId = '', claimId = ''] = id.split('/');
  const { records } = await listSources(root);
  const path = `sources/records/${recordId}.yaml`;
  if (!records.includes(path)) {
    const ids = records.map((one) => one.replace(/^sources\/records\/|\.yaml$/g, ''));
    return { unknown: `There is no record ${recordId}`, suggestions: nearest(recordId, ids) };
  }
  const { registry, diagnostics, files } = await readRegistry(root, model);
  const ingested = await readSources(root, [path]);
  const [file] = ingested.value;
  if (file === undefined) return { diagnostics: [...ingested.diagnostics] };
  const coders = new Set(registry.coders.keys());
  const checked = makeValidator(model).record(file, { coders, codebookVersion: model.codebook.version });
  const context = { registry, model };
  const whole = normalizeRecord(file, checked.value, context);
  const all = [diagnostics, ingested.diagnostics, checked.diagnostics, whole.diagnostics].flat();
  if (hasErrors(all)) return { diagnostics: inFileOrder(all) };

  const record = checked.value as AuthoredRecord;
  const index = record.claims.findIndex((claim) => claim.id === claimId);
  const own = record.claims[index];
  if (own === undefined) {
    const ids = record.claims.map((claim) => claim.id);
    const what =
      claimId === '' ? `${recordId} is a record, not a claim` : `${recordId} has no claim ${claimId}`;
    return {
      unknown: `${what}; its claims are ${ids[0]} to ${ids.at(-1)}`,
      suggestions: nearest(claimId, ids).map((one) => `${recordId}/${one}`),
    };
  }
  const mentions = new Map<string, Resolution>();
  const { value: resolved } = normalizeRecord(
    onlyClaim(file, index),
    { ...record, claims: [own] },
    context,
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
      model,
      registry,
      files: new Map([...files, ...(await codebookFiles(schemas, model))].map((one) => [one.path, one])),
      file,
      record,
      index,
      own,
      resolved,
      cells: new Map(table.columns.map(({ name }, place) => [name, cells[place] ?? ''])),
      parts: claimRows.parts,
      resolutionOf: (key, text) => mentions.get(`${key}\u001f${text}`),
    },
  };
}

/** What the file of a build says of a claim, by column; null when there is no such build or row. */
export async function builtCells(build: string, id: string): Promise<Map<string, string> | null> {
  const text = await readFile(join(build, 'csv', 'claims.csv'), 'utf8').catch(() => null);
  if (text === null) return null;
  const rows = readCsv(text);
  const header: string[] = rows.next().value ?? [];
  for (const row of rows)
    if (row[0] === id) return new Map(header.map((name, place) => [name, row[place] ?? '']));
  return null;
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
