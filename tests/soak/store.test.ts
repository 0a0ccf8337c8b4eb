import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { randomNumbers } from '../../pipeline/agreement/bootstrap.ts';
import { build } from '../../pipeline/build.ts';
import { writeCorpus } from '../bench/corpus.ts';
import { changingProject } from '../record/changing-project.ts';
import { REPOSITORY } from '../support/project.ts';
import { ended, startProgram } from '../support/run-cli.ts';
import { inTime } from '../support/vitest/soak.ts';

const SEED = Number(process.env.SEED);
/** In a whole soak. */
const EDITS = inTime(500);
const KILLS = inTime(100);

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  folders.push(folder);
  return folder;
}

it('a build from the store has the bytes of one from nothing, after each of many edits', async () => {
  const project = await changingProject(await newFolder(), SEED, 120);
  const done = new Map<string, number>();
  let sound = 0;
  for (let made = 0; made < EDITS; made += 1) {
    const what = await project.edit();
    done.set(what, (done.get(what) ?? 0) + 1);
    if ((await project.compare({ jobs: made % 10 === 0 ? 2 : 1 })).files.length > 0) sound += 1;
  }
  expect(sound).toBeGreaterThan(EDITS / 4);
  console.log(`${sound} of ${EDITS} builds wrote a dataset; ${JSON.stringify(Object.fromEntries(done))}`);
}, 3_600_000);

it('kills while the store is written: the next build is right', async () => {
  const root = await newFolder();
  writeCorpus(root, { claims: 600, files: 300, seed: SEED });
  const store = join(root, 'store');
  const sumsOf = (output: string): Promise<string> =>
    readFile(join(root, output, 'latest', 'SHA256SUMS'), 'utf8');
  await build({ root, schemas: REPOSITORY, output: join(root, 'whole') });
  const whole = await sumsOf('whole');
  const random = randomNumbers(SEED);
  const pieces = ['pieces', '--root', root, '--store', store, '--jobs', '1'];
  const start = performance.now();
  expect((await ended(startProgram(pieces))).code).toBe(0);
  const length = performance.now() - start;
  let early = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // From an empty store, or from one that an earlier kill left.
    if (random() < 0.5) await rm(store, { recursive: true, force: true });
    const child = startProgram(pieces);
    const end = ended(child);
    await setTimeout(random() * length * 1.1);
    child.kill('SIGKILL');
    if ((await end).code === null) early += 1;
    if (kill % 5 !== 4 && kill !== KILLS - 1) continue;
    const report = await build({ root, schemas: REPOSITORY, output: join(root, 'again'), store });
    expect(report.diagnostics.filter(({ code }) => code.startsWith('W-STORE'))).toEqual([]);
    expect(await sumsOf('again')).toBe(whole);
  }
  expect(early).toBeGreaterThan(KILLS / 4);
  console.log(`${KILLS} kills, ${early} of them before the end`);
}, 3_600_000);
