import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadModel } from '../../pipeline/model/load.ts';
import { MOST_UNITS } from '../../pipeline/write/formats/xlsx/file/limits.ts';
import { asObjects, csvTables, type TextTable } from '../support/built.ts';
import { allDifferences } from '../support/compare-tables.ts';
import {
  fixture,
  makeProject,
  type Project,
  plainRecord,
  REPOSITORY,
  secondCoding,
} from '../support/project.ts';
import { READERS, type Reader } from '../support/readers.ts';
import { runCli } from '../support/run-cli.ts';

const { tables } = (await loadModel(REPOSITORY)).tables;

const NASTY = join(REPOSITORY, 'tests', 'fixtures', 'nasty');

/** Two kinds of data: what this repository holds, and every value that a program could take for something else. */
const DATASETS: Record<string, () => Promise<Project>> = {
  'the real data': async () => {
    const project = await makeProject();
    await cp(join(REPOSITORY, 'sources'), join(project.root, 'sources'), { recursive: true });
    return project;
  },
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

const WIDTHS = [14, 10, 14, 6, 14];
/** The table that is printed at the end. */
const lines: (string | number)[][] = [
  ['data', 'format', 'reader', 'tables', 'cells compared', 'differences'],
];

describe.each(Object.keys(DATASETS))('every format holds the values of %s', (data) => {
  let project: Project;
  let csv: Map<string, TextTable>;

  beforeAll(async () => {
    project = await (DATASETS[data] as () => Promise<Project>)();
    const { code, stderr } = await runCli(['build', '--root', project.root]);
    expect(code, stderr).toBe(0);
    csv = await csvTables(project.latest);
  });

  afterAll(() => project.remove());

  it.for(READERS.map((reader): [string, Reader] => [`${reader.format} read by ${reader.program}`, reader]))(
    '%s',
    async ([, { format, program, debian, holds = [...csv.keys()], cuts = false, read }], context) => {
      const found = await read({ folder: project.latest, tables });
      if (found === null) {
        lines.push([data, format, program, '', '', `not read: needs the Debian package ${debian}`]);
        return context.skip(`needs the Debian package ${debian}`);
      }
      const expected = new Map(holds.map((name) => [name, asHeld(csv.get(name) as TextTable, cuts)]));
      const differences = allDifferences(expected, found);
      const cells = [...expected.values()].reduce(
        (sum, { header, rows }) => sum + header.length * rows.length,
        0,
      );
      lines.push([data, format, program, holds.length, cells, differences.length]);
      expect(differences.slice(0, 10)).toEqual([]);
      expect(cells).toBeGreaterThan(1000);
    },
  );
});

describe('what was written', () => {
  it('comes out in the tables, character by character, letters in one form', async () => {
    const project = await (DATASETS['the nasty data'] as () => Promise<Project>)();
    const { code, stderr } = await runCli(['build', '--root', project.root]);
    expect(code, stderr).toBe(0);
    const rows = asObjects((await csvTables(project.latest)).get('claims') as TextTable);
    const built = new Map(rows.map(({ claim_id, claim_text, note }) => [claim_id, [claim_text, note]]));
    for (const name of await readdir(NASTY)) {
      const { id, claims } = parse(await readFile(join(NASTY, name), 'utf8'), { schema: 'failsafe' }) as {
        id: string;
        claims: { id: string; text: string; note: string }[];
      };
      expect(claims.length).toBeGreaterThan(0);
      // Letters are brought into one form when a record is read.
      for (const claim of claims)
        expect(built.get(`${id}/${claim.id}`)).toEqual([
          claim.text.normalize('NFC'),
          claim.note.normalize('NFC'),
        ]);
    }
    await project.remove();
  });
});

/** A table as a format can hold it. */
function asHeld({ header, rows }: TextTable, cuts: boolean): TextTable {
  return cuts
    ? { header, rows: rows.map((row) => row.map((cell) => cell.slice(0, MOST_UNITS))) }
    : { header, rows };
}

afterAll(() => {
  process.stdout.write(
    `\n${lines
      .map((line) =>
        line
          .map((cell, index) => String(cell).padEnd(WIDTHS[index] ?? 0))
          .join('  ')
          .trimEnd(),
      )
      .join('\n')}\n`,
  );
});
