import { type Coding, compareCodings } from './agreement/compare.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { ParsedFile } from './ingest/parsed-file.ts';
import { readSources } from './ingest/read-files.ts';
import type { Model } from './model/load.ts';
import { recordIdOf } from './model/record-id.ts';
import type { ResolvedRecord } from './normalize/dataset.ts';
import { normalizeRecord } from './normalize/normalize-record.ts';
import type { Registry } from './normalize/resolve/registry.ts';
import { checkCoding } from './validate/check-coding.ts';
import { type Checked, type Validator, withoutDoubtful } from './validate/validate.ts';
import { partRetired } from './write/rows/retired-rows.ts';

/** The second codings of a project, compared with its records. */
export interface ReadCodings {
  codings: Coding[];
  diagnostics: Diagnostic[];
  files: ParsedFile[];
}

/**
 * Reads second codings and compares each with the record of the same id. They are checked like records; their claims are
 * in no table of claims. The records they go with are read once more: there are few.
 * @param root the project folder
 * @param paths the codings; `records` the records
 */
export async function readCodings(
  root: string,
  { codings: paths, records }: { codings: readonly string[]; records: readonly string[] },
  { model, validator, registry }: { model: Model; validator: Validator; registry: Registry },
): Promise<ReadCodings> {
  const surroundings = {
    coders: new Set(registry.coders.keys()),
    codebookVersion: model.codebook.version,
  };
  type Taken = Checked<ResolvedRecord['record']> & { resolved: ResolvedRecord; all: Diagnostic[] };
  const take = (file: ParsedFile): Taken => {
    const checked = validator.record(file, surroundings);
    const { value, diagnostics } = normalizeRecord(file, checked.value, { registry, model });
    const all = [...checked.diagnostics, ...withoutDoubtful(file, diagnostics)];
    return { ...checked, resolved: value, all };
  };
  const ids = new Set(paths.map(recordIdOf));
  const originals = await readSources(
    root,
    records.filter((path) => ids.has(recordIdOf(path))),
  );
  const firsts = new Map(originals.value.map((file) => [recordIdOf(file.path), take(file)]));

  const { value: files, diagnostics } = await readSources(root, paths);
  const codings: Coding[] = [];
  for (const file of files) {
    const second = take(file);
    const first = firsts.get(recordIdOf(file.path));
    const faults = [...second.all, ...checkCoding(file, second.value, first?.value)];
    diagnostics.push(...faults);
    if (!first?.valid || !second.valid || faults.some(({ severity }) => severity === 'error')) continue;
    // What was taken out of the data is no part of the comparison either.
    const { living } = partRetired(first.resolved);
    if (living !== null) codings.push(compareCodings(living, second.resolved));
  }
  return { codings, diagnostics, files };
}
