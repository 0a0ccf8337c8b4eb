import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../../pipeline/model/load.ts';
import type { Column } from '../../../pipeline/model/tables.ts';
import { MOST_UNITS } from '../../../pipeline/write/formats/xlsx/file/limits.ts';
import { csvTables, type TextTable } from '../built.ts';
import { allDifferences } from '../compare-tables.ts';
import {
  fixture,
  makeProject,
  makeWholeProject,
  type Project,
  plainRecord,
  REPOSITORY,
  secondCoding,
} from '../project.ts';
import { runCli } from '../run-cli.ts';
import type { Reader } from './all.ts';

const { tables } = (await loadModel(REPOSITORY)).tables;

/** Records of values that a program could take for something else. */
export const NASTY = join(REPOSITORY, 'tests', 'fixtures', 'nasty');

/** Two kinds of data: what this repository holds, and every value that a program could take for something else. */
export const DATASETS: Record<string, () => Promise<Project>> = {
  'the real data': () => makeWholeProject(),
  'the nasty data': async () => {
    const records: Record<string, string> = {
      'nasty-values': await fixture('nasty-values.yaml'),
      // Longer than a cell of a workbook can be.
      'long-note': await plainRecord('long-note', `    note: '${'Long, =1+1, 港口. '.repeat(4000)}end'\n`),
      // As an editor on Windows saves it.
      'from-windows':
        `\uFEFF${await plainRecord('from-windows', '    note: |\n      a\n\n      b\n')}`.replaceAll(
          '\n',
          '\r\n',
        ),
    };
    for (const name of await readdir(NASTY))
      records[name.replace('.yaml', '')] = await readFile(join(NASTY, name), 'utf8');
    const project = await makeProject(records);
    await project.put(
      'sources/codings/nasty-values.claude-second.yaml',
      secondCoding(records['nasty-values'] ?? ''),
    );
    return project;
  },
};

/** Builds a dataset and compares what each reader finds in it with the CSV files, cell by cell. */
export function describeReadBack(data: string, readers: readonly Reader[]): void {
  describe(`the formats hold the values of ${data}`, () => {
    let project: Project;
    let csv: Map<string, TextTable>;

    beforeAll(async () => {
      project = await (DATASETS[data] as () => Promise<Project>)();
      const { code, stderr } = await runCli(['build', '--root', project.root]);
      expect(code, stderr).toBe(0);
      csv = await csvTables(project.latest);
    });

    afterAll(() => project.remove());

    it.for(readers.map((reader): [string, Reader] => [`${reader.format} read by ${reader.program}`, reader]))(
      '%s',
      async ([, reader], context) => {
        const { debian, lacks = [], leavesOut = () => false, sorts = false, cuts = false, read } = reader;
        const holds = reader.holds ?? [...csv.keys()].filter((name) => !lacks.includes(name));
        const found = await read({ folder: project.latest, tables });
        if (found === null) return context.skip(`needs the Debian package ${debian}`);
        const expected = new Map(
          holds.map((name) => {
            const without = columnsOf(name).filter(leavesOut);
            const names = without.map((column) => column.name);
            return [name, asHeld(csv.get(name) as TextTable, cuts, names)];
          }),
        );
        const differences = sorts
          ? allDifferences(inOneOrder(expected), inOneOrder(found))
          : allDifferences(expected, found);
        const cells = [...expected.values()].reduce(
          (sum, { header, rows }) => sum + header.length * rows.length,
          0,
        );
        expect(differences.slice(0, 10)).toEqual([]);
        expect(cells).toBeGreaterThan(1000);
      },
    );
  });
}

function columnsOf(table: string): Column[] {
  return tables.find(({ name }) => name === table)?.columns ?? [];
}

/** Tables with their rows sorted by what stands in them. */
function inOneOrder(all: ReadonlyMap<string, TextTable>): Map<string, TextTable> {
  const textOf = (row: readonly string[]): string => row.join('\u001f');
  return new Map(
    [...all].map(([name, { header, rows }]) => [
      name,
      { header, rows: [...rows].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)) },
    ]),
  );
}

/** A table as a format can hold it. */
function asHeld(table: TextTable, cuts: boolean, without: readonly string[]): TextTable {
  const isHeld = (_: string, place: number): boolean => !without.includes(table.header[place] ?? '');
  const header = table.header.filter(isHeld);
  const rows = table.rows.map((row) => row.filter(isHeld));
  return cuts
    ? { header, rows: rows.map((row) => row.map((cell) => cell.slice(0, MOST_UNITS))) }
    : { header, rows };
}
