import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/authored.ts';
import { describeResolution } from '../normalize/names/explain.ts';
import type { Resolution } from '../normalize/names/resolve.ts';
import type { ProjectCore } from '../record/core.ts';
import { takeRecord } from '../record/take.ts';

/** A written name under the keys where it stands. */
interface Use {
  text: string;
  resolution: Resolution | null;
  keys: Map<string, number>;
}

/**
 * Lists what the names of a record became and by which rule, a line a name. Names come in the order of the file; what is
 * written as an id comes last, since there is nothing to find out about it.
 */
export function namesOf(
  project: ProjectCore,
  file: SourceFile,
): { lines: string[]; diagnostics: Diagnostic[] } {
  const uses = new Map<string, Use>();
  const { diagnostics } = takeRecord(project, file, (text, key, resolution) => {
    const id = `${text}\u001f${resolution?.entry.id}\u001f${resolution?.reading}`;
    const use = uses.get(id) ?? { text, resolution, keys: new Map() };
    use.keys.set(key, (use.keys.get(key) ?? 0) + 1);
    uses.set(id, use);
  });
  return { lines: linesOf([...uses.values()]), diagnostics };
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
