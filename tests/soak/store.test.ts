import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changingProject } from '../record/changing-project.ts';

const EDITS = 500;

it('a build from the store has the bytes of one from nothing, after each of five hundred edits', async () => {
  const root = await mkdtemp(join(tmpdir(), 'store-'));
  const project = await changingProject(root, Number(process.env.SEED), 120);
  const done = new Map<string, number>();
  let sound = 0;
  for (let made = 0; made < EDITS; made += 1) {
    const what = await project.edit();
    done.set(what, (done.get(what) ?? 0) + 1);
    const report = await project.compare({ jobs: 1 + (made % 2) });
    if (report.files.length > 0) sound += 1;
  }
  expect(sound).toBeGreaterThan(EDITS / 4);
  console.log(
    `${sound} of ${EDITS} builds wrote a dataset; edits: ${JSON.stringify(Object.fromEntries(done))}`,
  );
  await rm(root, { recursive: true, force: true });
}, 3_600_000);
