import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { listSources } from '../ingest/list.ts';
import { readSources } from '../ingest/read.ts';
import type { Model } from '../model/model.ts';
import { describeResolution } from '../normalize/names/explain.ts';
import type { Resolution } from '../normalize/names/resolve.ts';
import { normalizeRecord } from '../normalize/record.ts';
import { readRegistry } from '../record/registry.ts';
import { makeValidator } from '../validate/validate.ts';

/** Every name of one record with what it became, ready to be read by a reviewer. */
export interface RecordNames {
  path: string;
  lines: string[];
}

/** A written name under the keys where it stands. */
interface Use {
  text: string;
  resolution: Resolution | null;
  keys: Map<string, number>;
}

/**
 * Lists what the names of records became and by which rule. Names come in the order of the file; what is written as an
 * id comes last, since there is nothing to find out about it.
 * @param record the id of one record, or undefined for all
 */
export async function listNames(
  root: string,
  model: Model,
  record?: string,
): Promise<{ records: RecordNames[]; diagnostics: Diagnostic[] }> {
  const listed = await listSources(root);
  const { registry, diagnostics } = await readRegistry(root, model);
  const paths = listed.records.filter(
    (path) => record === undefined || path === `sources/records/${record}.yaml`,
  );
  const ingested = await readSources(root, paths);
  const validator = makeValidator(model);
  const surroundings = { coders: new Set(registry.coders.keys()), codebookVersion: model.codebook.version };
  const all = [...diagnostics, ...ingested.diagnostics];
  const records = ingested.value.map((file) => {
    const uses = new Map<string, Use>();
    const checked = validator.record(file, surroundings);
    const normalized = normalizeRecord(file, checked.value, { registry, model }, (text, key, resolution) => {
      const id = `${text}\u001f${resolution?.entry.id}\u001f${resolution?.reading}`;
      const use = uses.get(id) ?? { text, resolution, keys: new Map() };
      use.keys.set(key, (use.keys.get(key) ?? 0) + 1);
      uses.set(id, use);
    });
    all.push(...checked.diagnostics, ...normalized.diagnostics);
    return { path: file.path, lines: linesOf([...uses.values()]) };
  });
  return { records, diagnostics: all };
}

function linesOf(uses: readonly Use[]): string[] {
  const isId = ({ text, resolution }: Use): boolean => text === resolution?.entry.id;
  return [...uses.filter((use) => !isId(use)), ...uses.filter(isId)].map(lineOf);
}

function lineOf({ text, resolution, keys }: Use): string {
  const where = [...keys].map(([key, number]) => (number === 1 ? key : `${key} ×${number}`)).join(', ');
  if (resolution === null) return `${text} → nothing · ${where}`;
  return `${describeResolution(text, resolution, [...keys.keys()][0])} · ${where}`;
}
