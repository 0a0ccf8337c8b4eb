import { visible } from '../../diagnostics/render/code-frame.ts';
import { type Assembled, keyOf } from './assemble.ts';
import { type Finding, ON_LINE } from './check.ts';
import type { FieldPath } from './fields.ts';
import { addressIn, type CellDiagnostic, type CellPlace, cellProblem } from './read/table.ts';

/** Moves what was found in the record to the cells it comes from: nobody can look up a line of a file that is not there. */
export function atCells(
  file: string,
  { cells, rows, refused }: Assembled,
  findings: readonly Finding[],
): CellDiagnostic[] {
  let first: Assembled['cells'] | undefined;
  const firstWithin = (key: string) => {
    first ??= firstCells(cells);
    return first.get(key);
  };
  return findings.flatMap(({ path, second, diagnostic }) => {
    // What is missing is told by itself, and what follows from a faulty cell is not told at all.
    if (diagnostic.code === 'E-KEY-MISSING' || isRefused(path)) return [];
    const { code, suggestion } = diagnostic;
    const { place, content } = cellOf(path);
    const message =
      second === undefined
        ? diagnostic.message
        : diagnostic.message.replace(ON_LINE, () => `in ${addressIn(place.sheet, cellOf(second).place)}`);
    const kind = place.sheet === null ? 'table' : 'sheet';
    const fix = diagnostic.fix.replace(
      /((?:entities|events)(?: or (?:entities|events))?) in sources\/records\/\S+\.yaml/,
      (_, list: string) => `the ${kind} ${list} of ${file}`,
    );
    return [cellProblem(place, content, code, message, fix, suggestion === undefined ? {} : { suggestion })];
  });

  function isRefused(path: FieldPath): boolean {
    return path.some((_, depth) => refused.has(keyOf(path.slice(0, depth + 1))));
  }

  /** The cell of a value; for a group its first cell; for a value that is not there the row or table it belongs to. */
  function cellOf(path: FieldPath): { place: CellPlace; content: string } {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const key = keyOf(path.slice(0, depth));
      const own = cells.get(key) ?? (depth === 0 ? undefined : firstWithin(key));
      if (own !== undefined) return own;
    }
    const table = rows.get(keyOf([]))?.table;
    return {
      place: { file, sheet: table?.sheet ?? null, row: Math.max(table?.start ?? 1, 1), column: 1 },
      content: '',
    };
  }
}

/** The first cell of each row and group, by the key of its path. */
function firstCells(cells: Assembled['cells']): Assembled['cells'] {
  const first: Assembled['cells'] = new Map();
  for (const [key, cell] of cells) {
    const path = JSON.parse(key) as FieldPath;
    for (let depth = 1; depth < path.length; depth += 1) {
      const group = keyOf(path.slice(0, depth));
      if (!first.has(group)) first.set(group, cell);
    }
  }
  return first;
}

const WIDTH = 100;
/** Findings that are shown; nobody reads more before mending some. */
const MOST = 100;

/** Renders diagnostics about cells for a person: the address, what is wrong, what the cell holds, and the remedy. */
export function renderCells(diagnostics: readonly CellDiagnostic[], color: boolean): string {
  const shown = diagnostics.slice(0, MOST).map((diagnostic) => renderOne(diagnostic, color));
  const left = diagnostics.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more: mend these first\n`] : [])].join('\n');
}

function renderOne(
  { cell, code, severity, message, content, fix, suggestion }: CellDiagnostic,
  color: boolean,
): string {
  const painted = color ? `\u001b[${severity === 'error' ? 31 : 33}m${code}\u001b[39m` : code;
  const lines = [`${visible(cell)}  ${painted}  ${visible(message)}`];
  if (content !== '') {
    const shown = visible(content.replaceAll('\n', '⏎'), true);
    lines.push('', `  | ${shown.length > WIDTH ? `${shown.slice(0, WIDTH)}…` : shown}`, '');
  }
  if (suggestion !== undefined) lines.push(`  Did you mean  ${visible(suggestion, true)}  ?`);
  lines.push(`  ${visible(fix)}`);
  return `${lines.join('\n')}\n`;
}
