import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import type { Model } from '../model/model.ts';
import type { Registry } from '../normalize/names/registry.ts';
import { normalizeRecord } from '../normalize/record.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import { type Checked, type Validator, withoutDoubtful } from '../validate/validate.ts';

/** A record after the stages validate and normalize. */
export interface TakenRecord {
  checked: Checked<AuthoredRecord>;
  /** Nothing may be built from it unless `checked.valid`. */
  resolved: ResolvedRecord;
  /** What the second of the stages found; told unless it lies in lines that ingest refused. */
  found: Diagnostic[];
  /** What both stages have to tell. */
  diagnostics: Diagnostic[];
}

/** Prepares the way of a record file through validate and normalize. */
export function recordTaker(
  model: Model,
  registry: Registry,
  validator: Validator,
): (file: ParsedFile) => TakenRecord {
  const surroundings = {
    coders: new Set(registry.coders.keys()),
    codebookVersion: model.codebook.version,
  };
  return (file) => {
    const checked = validator.record(file, surroundings);
    const { value: resolved, diagnostics: found } = normalizeRecord(file, checked.value, { registry, model });
    return {
      checked,
      resolved,
      found,
      diagnostics: [...checked.diagnostics, ...withoutDoubtful(file, found)],
    };
  };
}
