import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { asObjects, csvTables, type TextTable } from '../support/built.ts';
import type { Project } from '../support/project.ts';
import { READERS } from '../support/readers/all.ts';
import { DATASETS, describeReadBack, NASTY } from '../support/readers/read-back.ts';
import { runCli } from '../support/run-cli.ts';

// What other programs read, and the real data, are compared by `make test-readers`.
describeReadBack(
  'the nasty data',
  READERS.filter(({ debian }) => debian === null),
);

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
