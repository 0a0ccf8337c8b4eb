import type { TextTable } from './built.ts';

/** The first cells in which tables differ from what is expected, in words; empty when every cell is the same. */
export function differences(
  expected: ReadonlyMap<string, TextTable>,
  actual: ReadonlyMap<string, TextTable>,
): string[] {
  return allDifferences(expected, actual).slice(0, 10);
}

/** The same for all cells. */
export function allDifferences(
  expected: ReadonlyMap<string, TextTable>,
  actual: ReadonlyMap<string, TextTable>,
): string[] {
  const found: string[] = [];
  const names = new Set([...expected.keys(), ...actual.keys()]);
  for (const name of names) found.push(...differencesOf(name, expected.get(name), actual.get(name)));
  return found;
}

function differencesOf(
  name: string,
  expected: TextTable | undefined,
  actual: TextTable | undefined,
): string[] {
  if (expected === undefined || actual === undefined) return [`${name} is there only once`];
  if (expected.header.join() !== actual.header.join())
    return [`${name}: ${actual.header.join()} instead of ${expected.header.join()}`];
  if (expected.rows.length !== actual.rows.length)
    return [`${name}: ${actual.rows.length} rows instead of ${expected.rows.length}`];
  return expected.rows.flatMap((row, index) =>
    row.flatMap((cell, column) => {
      const other = actual.rows[index]?.[column];
      if (cell === other) return [];
      return [
        `${name}, row ${index + 1}, ${expected.header[column]}: ${JSON.stringify(other)} instead of ${JSON.stringify(cell)}`,
      ];
    }),
  );
}
