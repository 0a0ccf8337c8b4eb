import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readBytes } from '../ingest/read.ts';
import { describeResolution } from '../normalize/names/explain.ts';
import type { Resolution } from '../normalize/names/resolve.ts';
import type { Project } from '../project.ts';
import { takeRecord } from '../record/take.ts';

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
  project: Project,
  record?: string,
): Promise<{ records: RecordNames[]; diagnostics: Diagnostic[] }> {
  const paths = project.sources.records.filter(
    (path) => record === undefined || path === `sources/records/${record}.yaml`,
  );
  const { value: files, diagnostics } = await readBytes(project.root, paths);
  const all = [...project.diagnostics, ...diagnostics];
  const records = files.map((file) => {
    const uses = new Map<string, Use>();
    const taken = takeRecord(project, file, (text, key, resolution) => {
      const id = `${text}\u001f${resolution?.entry.id}\u001f${resolution?.reading}`;
      const use = uses.get(id) ?? { text, resolution, keys: new Map() };
      use.keys.set(key, (use.keys.get(key) ?? 0) + 1);
      uses.set(id, use);
    });
    all.push(...taken.diagnostics);
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
