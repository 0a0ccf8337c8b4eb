import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { locate } from '../ingest/positions.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { AuthoredRecord, RegistryFile, Review } from '../model/generated/records.ts';
import type { Model } from '../model/model.ts';
import { checkSchema } from './schema/check.ts';
import { type CompiledSchema, compileValidators, type WrittenChecks } from './schema/compile.ts';
import { compileTyping } from './schema/typing.ts';

/** A file's value after the schema: typed, and undefined in every part that the schema refused. */
export interface Checked<T> {
  file: ParsedFile;
  value: Partial<T>;
  diagnostics: Diagnostic[];
  /** Whether it may be built from. */
  valid: boolean;
}

/** The schemas as checks of single files, compiled once. */
export interface Validator {
  /** A record, before the coding rules. */
  recordFile: (file: ParsedFile) => Checked<AuthoredRecord>;
  /** A review, before what it says of its record. */
  reviewFile: (file: ParsedFile) => Checked<Review>;
  /** A file of the registry; what holds between them is checked when all are read. */
  registryFile: (file: ParsedFile) => Checked<RegistryFile>;
}

/** Compiles the checks from the schemas. */
export function makeValidator({ schemas }: Model, written?: WrittenChecks): Validator {
  const validators = compileValidators(schemas, written);
  const typeRecord = compileTyping(schemas.record, schemas.registry);
  const typeRegistry = compileTyping(schemas.registry, schemas.registry);
  return {
    recordFile: (file) => checkFile<AuthoredRecord>(file, validators.record, typeRecord),
    // All its values are texts.
    reviewFile: (file) => checkFile<Review>(file, validators.review, () => undefined),
    registryFile: (file) => checkFile<RegistryFile>(file, validators.registry, typeRegistry),
  };
}

/** Leaves out what is told about lines that ingest already refused: it would only be a consequence. */
export function withoutDoubtful({ salvage }: ParsedFile, diagnostics: Diagnostic[]): Diagnostic[] {
  return salvage === undefined
    ? diagnostics
    : diagnostics.filter(({ line }) => !salvage.doubtfulLines.has(line));
}

function checkFile<T>(
  file: ParsedFile,
  schema: CompiledSchema,
  typeScalars: (value: unknown) => void,
): Checked<T> {
  const read = file.value ?? file.salvage?.value;
  if (read === undefined) return { file, value: {}, diagnostics: [], valid: false };
  const { value, diagnostics } = checkSchema(read, file.path, schema, () => locate(file));
  typeScalars(value);
  return {
    file,
    value: value as Partial<T>,
    diagnostics: withoutDoubtful(file, diagnostics),
    valid: file.value !== undefined && diagnostics.length === 0,
  };
}
