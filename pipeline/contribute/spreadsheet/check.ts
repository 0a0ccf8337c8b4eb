import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { withRange } from '../../diagnostics/finding.ts';
import { inFileOrder } from '../../diagnostics/problem.ts';
import { type Locator, locate } from '../../ingest/positions.ts';
import { readBytes } from '../../ingest/read.ts';
import type { AuthoredMap } from '../../model/authored.ts';
import type { Project } from '../../project.ts';
import { takeRecord } from '../../record/take.ts';
import { checkAcross } from '../../validate/across.ts';
import { summaryOf } from '../../validate/summary.ts';
import type { FieldPath } from './fields.ts';

/** What is wrong with a value, and where in it. */
export interface Finding {
  path: FieldPath;
  diagnostic: Diagnostic;
  /** What its message means by a line of the record; undefined when it names none. */
  second?: FieldPath;
}

/** A second place, as messages about a record end with it. */
export const ON_LINE = /on line (\d+)$/;

/**
 * Checks a record that is in no file yet as `make check` would: schema, coding rules, names, other records.
 *
 * It is checked as JSON, which is YAML too: there every key and every value begins at a place of its own, so that the place
 * of a diagnostic leads back to one value. In the layout of a record a mapping begins where its first key does.
 * @param id the record's id, which names its file
 */
export async function checkRecord(project: Project, id: string, value: AuthoredMap): Promise<Finding[]> {
  const path = `sources/records/${id}.yaml`;
  const { file, checked, diagnostics } = takeRecord(project, {
    path,
    bytes: Buffer.from(JSON.stringify(value, null, 1)),
  });
  const others = project.sources.records.filter((other) => other !== path);
  const { value: files } = await readBytes(project.root, others);
  const summaries = files.map((other) => summaryOf(other.path, takeRecord(project, other).checked.value));
  // Of two records with the same address or entity the later one is told; here that is to be the new one.
  const last = `\uFFFF${path}`;
  const across = checkAcross([...summaries, { ...summaryOf(path, checked.value), path: last }]);
  const all = [
    ...diagnostics,
    ...across
      .filter((finding) => finding.file === last)
      .map((finding) => withRange({ ...finding, file: path }, locate(file).value(finding.path))),
  ];
  // A record that is too large is not read, and nothing in it has a place.
  if (file.text === '') return all.map((diagnostic) => ({ path: [], diagnostic }));
  const pathAt = pathFinder(value, locate(file));
  return inFileOrder(all).map((diagnostic) => {
    const line = Number(ON_LINE.exec(diagnostic.message)?.[1]);
    const second = Number.isNaN(line) ? {} : { second: pathAt({ line, column: Number.POSITIVE_INFINITY }) };
    return { path: pathAt(diagnostic), diagnostic, ...second };
  });
}

/** The path of what stands at a place, or begins nearest before it. */
function pathFinder(
  value: AuthoredMap,
  locator: Locator,
): (place: Pick<Diagnostic, 'line' | 'column'>) => FieldPath {
  const starts: { line: number; column: number; path: FieldPath }[] = [];
  visit(value, []);
  starts.sort((one, other) => one.line - other.line || one.column - other.column);
  return ({ line, column }) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = starts[middle] as (typeof starts)[number];
      if (start.line < line || (start.line === line && start.column <= column)) low = middle + 1;
      else high = middle;
    }
    return starts[low - 1]?.path ?? [];
  };

  function visit(part: unknown, path: FieldPath): void {
    for (const { line, column } of [locator.value(path), ...(path.length > 0 ? [locator.key(path)] : [])])
      starts.push({ line, column, path });
    if (typeof part !== 'object' || part === null) return;
    for (const [key, child] of Object.entries(part))
      visit(child, [...path, Array.isArray(part) ? Number(key) : key]);
  }
}
