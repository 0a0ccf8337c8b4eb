import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { parseYaml } from '../ingest/parse.ts';
import type { ParsedFile, SourceFile } from '../model/authored.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { askRegistry, type Note } from '../normalize/questions.ts';
import type { MentionListener } from '../normalize/reader.ts';
import { normalizeRecord } from '../normalize/record.ts';
import type { ResolvedRecord } from '../normalize/resolved.ts';
import { type Retired, retire } from '../normalize/retire.ts';
import { validateRecord } from '../validate/record.ts';
import type { Checked } from '../validate/validator.ts';
import type { RecordRows } from '../write/record-rows.ts';
import type { ProjectCore } from './core.ts';

/** A record after all stages. */
export interface TakenRecord {
  file: ParsedFile;
  /** After ingest and validate; nothing may be built unless `checked.valid`. */
  checked: Checked<AuthoredRecord>;
  /** After normalize, the claims that are no longer in the data among it. */
  resolved: ResolvedRecord;
  /** What of it is in the data; null when it is withdrawn or was refused. */
  living: ResolvedRecord | null;
  /** The ids that it retires. */
  retired: Retired[];
  /** What all stages have to tell. */
  diagnostics: Diagnostic[];
  /** Those of them that normalize found: names that cannot be read, and what follows from names. */
  ofNames: Diagnostic[];
  /** Its rows in the tables; null when nothing of it is in the data. */
  rows: () => RecordRows | null;
  /** What was asked of the registry so far; the rows ask, too. */
  asked: () => Note;
}

/**
 * Takes a record through the stages: ingest, validate, normalize, rows. This is the only way of a record; every command
 * that looks at one goes it. Files and other records are not touched.
 * @param onName hears of every name that is read
 */
export function takeRecord(
  project: ProjectCore,
  { path, bytes, digest }: SourceFile,
  onName?: MentionListener,
): TakenRecord {
  const { value: file, diagnostics: ofForm } = parseYaml(path, bytes, digest);
  const registry = askRegistry(project.registry);
  const context = { ...project, registry };
  const checked = validateRecord(context, file);
  const { value: resolved, diagnostics: ofNames } = normalizeRecord(context, checked, onName);
  const { living, retired } = checked.valid ? retire(resolved) : { living: null, retired: [] };
  return {
    ...{ file, checked, resolved, living, retired },
    diagnostics: [...ofForm, ...checked.diagnostics, ...ofNames],
    ofNames,
    rows: () => living && project.rowsOf(living, registry),
    asked: registry.note,
  };
}
