import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { locate } from '../ingest/positions.ts';
import type { ParsedFile } from '../model/authored.ts';
import type { AuthoredRecord, RegistryFile } from '../model/generated/records.ts';
import type { Model } from '../model/model.ts';
import { contextOf, type Surroundings } from './rules/context.ts';
import { RULES } from './rules/index.ts';
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

/** The checks of single files, compiled once. */
export interface Validator {
  /** Schema, then the coding rules. */
  record: (file: ParsedFile, surroundings: Surroundings) => Checked<AuthoredRecord>;
  /** Schema only; what holds between registry files is checked when all are read. */
  registryFile: (file: ParsedFile) => Checked<RegistryFile>;
}

/** Compiles the checks from the schemas. */
export function makeValidator({ schemas }: Model, written?: WrittenChecks): Validator {
  const validators = compileValidators(schemas, written);
  const byId = new Map([['registry.schema.json', schemas.registry]]);
  const typeRecord = compileTyping(schemas.record, byId);
  const typeRegistry = compileTyping(schemas.registry, byId);
  return {
    record: (file, surroundings) => {
      const checked = checkFile<AuthoredRecord>(file, validators.record, typeRecord);
      const { context, diagnostics } = contextOf(file, checked.value, () => locate(file), surroundings);
      for (const rule of RULES) rule(context);
      const all = [...checked.diagnostics, ...withoutDoubtful(file, diagnostics)];
      return { ...checked, diagnostics: all, valid: checked.valid && !hasErrors(diagnostics) };
    },
    registryFile: (file) => checkFile<RegistryFile>(file, validators.registry, typeRegistry),
  };
}

/**
 * Leaves out what is told about lines that ingest already refused: it would only be a consequence.
 */
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
