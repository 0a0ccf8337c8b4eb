import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asObjects, csvTables, type TextTable } from '../support/built.ts';
import { fixture, makeWholeProject, type Project } from '../support/project.ts';
import { OPENED_UNASKED, readWithOpenpyxl, reopenedCsv } from '../support/readers/spreadsheet-programs.ts';
import { runCli } from '../support/run-cli.ts';

let project: Project;
let tables: Map<string, TextTable>;

beforeAll(async () => {
  project = await makeWholeProject({ 'nasty-values': await fixture('nasty-values.yaml') });
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  expect(code, stderr).toBe(0);
  tables = await csvTables(project.latest);
});
afterAll(() => project.remove());

/** What a spreadsheet may do to a cell without shifting it: true and false in capitals, another encoding of letters. */
function inPlain(cell: string): string {
  return cell.toLowerCase().replace(/[^\x20-\x7e]+/g, '');
}

describe('a CSV file that is opened in LibreOffice without a word', () => {
  it.for(['claims', 'dyads', 'sources'])('has no shifted row: %s', async (name, context) => {
    const { header, rows } = tables.get(name)!;
    for (const how of OPENED_UNASKED) {
      const opened = await reopenedCsv(join(project.latest, 'csv', `${name}.csv`), how);
      if (opened === null)
        return context.skip('LibreOffice is not installed (Debian: libreoffice-calc-nogui)');
      // Ids and words stand in the columns that they are of; numbers and days may be shown otherwise.
      const checked = header.flatMap((of, index) =>
        /_(id|ids|type|path)$|^voice$|^anchor$/.test(of) ? [index] : [],
      );
      const part = (row: readonly string[]): string[] => checked.map((index) => inPlain(row[index] ?? ''));
      const shifted = rows.filter((row, index) => {
        const read = opened[index + 1] ?? [];
        return read.length !== header.length || part(read).join('\n') !== part(row).join('\n');
      });
      expect(checked.length).toBeGreaterThan(5);
      expect(opened).toHaveLength(rows.length + 1);
      expect(shifted).toEqual([]);
    }
  });
});

describe('a pivot of who about whom', () => {
  it('that sums count_claimant_country gives the number of claims: commitments of the United States', async (context) => {
    const ofUs = asObjects(tables.get('claims')!).filter(
      (claim) =>
        claim.claim_type === 'commitment' && claim.claimant_countries?.split(' | ').includes('iso-US'),
    );
    expect(ofUs.length).toBeGreaterThan(50);
    const sum = (rows: readonly Record<string, unknown>[]): number =>
      rows
        .filter((row) => row.claimant_country === 'iso-US' && row.claim_type === 'commitment')
        .reduce((total, row) => total + Number(row.count_claimant_country), 0);
    expect(sum(asObjects(tables.get('dyads')!))).toBe(ofUs.length);

    const read = await readWithOpenpyxl(join(project.latest, 'claims.xlsx'));
    if (read === null) return context.skip('openpyxl is not installed (Debian: python3-openpyxl)');
    const [header = [], ...rows] = read.sheets['who about whom']!;
    const pivoted = rows.map((row) =>
      Object.fromEntries(header.map((name, index) => [String(name), row[index]])),
    );
    expect(sum(pivoted)).toBe(ofUs.length);
  });
});
