import { type Coding, compareCodings } from '../agreement/compare.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { readSources } from '../ingest/read.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { Model } from '../model/model.ts';
import { recordIdOf } from '../model/record-id.ts';
import type { Registry } from '../normalize/names/registry.ts';
import { partRetired } from '../normalize/retire.ts';
import { checkCoding } from '../validate/coding.ts';
import type { Validator } from '../validate/validate.ts';
import { recordTaker } from './take.ts';

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
  const take = recordTaker(model, registry, validator);
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
    const faults = [...second.diagnostics, ...checkCoding(file, second.checked.value, first?.checked.value)];
    diagnostics.push(...faults);
    if (!first?.checked.valid || !second.checked.valid || hasErrors(faults)) continue;
    // What was taken out of the data is no part of the comparison either.
    const { living } = partRetired(first.resolved);
    if (living !== null) codings.push(compareCodings(living, second.resolved));
  }
  return { codings, diagnostics, files };
}
