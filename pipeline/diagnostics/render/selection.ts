import type { Diagnostic } from '../diagnostic.ts';

/** More findings of one file than anybody mends at a sitting. */
export const MOST_IN_FILE = 100;
/** More findings than anybody reads; a summary by code says what they have in common. */
export const MOST_IN_ALL = 1000;
/** A value in a message is there to be recognised, not to be read. */
const LONGEST_VALUE = 200;

/** What is shown of many findings, and what is said of the others. */
export interface Selection {
  shown: readonly Diagnostic[];
  /** Lines about what is not shown; empty when all is. */
  rest: readonly string[];
}

/**
 * Chooses which findings are shown: the first hundred of each file, a thousand in all. Time and memory grow with the
 * number of findings only.
 * @param isFull show all of them
 */
export function selectionOf(diagnostics: readonly Diagnostic[], isFull: boolean): Selection {
  if (isFull) return { shown: diagnostics, rest: [] };
  const inFile = new Map<string, number>();
  const shown: Diagnostic[] = [];
  const left = new Map<string, number>();
  for (const diagnostic of diagnostics) {
    const before = inFile.get(diagnostic.file) ?? 0;
    inFile.set(diagnostic.file, before + 1);
    if (before < MOST_IN_FILE && shown.length < MOST_IN_ALL) shown.push(diagnostic);
    else left.set(diagnostic.code, (left.get(diagnostic.code) ?? 0) + 1);
  }
  if (left.size === 0) return { shown, rest: [] };
  const files = [...inFile].filter(([, found]) => found > MOST_IN_FILE);
  const lines =
    diagnostics.length <= MOST_IN_ALL
      ? files.map(([file, found]) => `${file}: ${found - MOST_IN_FILE} more, which FULL=1 shows`)
      : [
          `${diagnostics.length - shown.length} more, which FULL=1 shows. By code:`,
          ...[...left].sort(byNumber).map(([code, found]) => `  ${String(found).padStart(7)}  ${code}`),
        ];
  return { shown, rest: lines };
}

function byNumber([code, found]: [string, number], [other, others]: [string, number]): number {
  return others - found || (code < other ? -1 : 1);
}

/** A message in which values between quotation marks are cut where they are too long to be of use. */
export function shortened(message: string): string {
  return message.replace(/"([^"]*)"/g, (whole: string, value: string) =>
    value.length <= LONGEST_VALUE ? whole : `"${beginningOf(value)}…"`,
  );
}

function beginningOf(value: string): string {
  const isSplit = /[\uD800-\uDBFF]/.test(value.charAt(LONGEST_VALUE - 1));
  return value.slice(0, isSplit ? LONGEST_VALUE - 1 : LONGEST_VALUE);
}
