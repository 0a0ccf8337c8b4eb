import { hasErrors } from '../diagnostics/problem.ts';
import { locate } from '../ingest/positions.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { contextOf, type RecordContext } from './rules/context.ts';
import { RULES } from './rules/index.ts';
import { type Checked, type Validator, withoutDoubtful } from './validator.ts';

/** What the stage needs beside the record. */
interface ValidateContext {
  validator: Validator;
  /** The codebook at hand, for the version that a record may be coded under. */
  model: { codebook: { version: string } };
  /** The coders that are declared, by id. */
  registry: Pick<RecordContext, 'coders'>;
}

/**
 * The validate stage for one record: the schema first, then the coding rules, which also look at what the schema left of a
 * faulty record. Names are not looked up; nothing of other records is asked.
 * @param file the record as ingest read it, with errors or without
 * @returns the typed value, undefined in every part that the schema refused; all that is wrong; whether it may be built from
 */
export function validateRecord(
  { validator, model, registry }: ValidateContext,
  file: ParsedFile,
): Checked<AuthoredRecord> {
  const checked = validator.recordFile(file);
  const { context, diagnostics } = contextOf(file, checked.value, () => locate(file), {
    coders: registry.coders,
    codebookVersion: model.codebook.version,
  });
  for (const rule of RULES) rule(context);
  const all = [...checked.diagnostics, ...withoutDoubtful(file, diagnostics)];
  return { ...checked, diagnostics: all, valid: checked.valid && !hasErrors(diagnostics) };
}
