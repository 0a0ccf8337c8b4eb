import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';

import { randomNumbers } from '../../pipeline/agreement/bootstrap.ts';
import { openProject, toolsOf } from '../../pipeline/project.ts';
import { batchWork } from '../../pipeline/record/batch.ts';
import type { Tools } from '../../pipeline/record/core.ts';
import { NO_HISTORY } from '../../pipeline/write/history.ts';
import { copyInto, fixture, REPOSITORY } from '../support/project.ts';
import { goesOn } from '../support/vitest/soak.ts';

type Path = (string | number)[];

/** What a slip can put in the place of a value; undefined leaves its key out. */
const REPLACEMENTS = [undefined, 'x', '', ['x'], [], { x: 'y' }, [['x']], [{ id: 'x' }]];

/** How many of them are tried in each place, others every day; a soak tries all. */
const TRIED = 2;

/** Where the invented registry of the registry's own tests stands. */
const HEALTHY = join(REPOSITORY, 'tests', 'fixtures', 'registry', 'healthy');

let root: string;
let tools: Tools;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'slips-'));
  tools = await toolsOf(REPOSITORY);
});

afterAll(() => rm(root, { recursive: true }));

/** Paths to every value, the first of each kind: items of a list differ only in their number. */
function pathsIn(whole: unknown): Path[] {
  const kinds = new Map<string, Path>();
  const visit = (value: unknown, path: Path): void => {
    const kind = path.map((step) => (typeof step === 'number' ? '' : step)).join('.');
    if (path.length > 0 && !kinds.has(kind)) kinds.set(kind, path);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value))
      visit(child, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  visit(whole, []);
  return [...kinds.values()];
}

function withReplaced(whole: unknown, path: Path, replacement: unknown): unknown {
  const copy = structuredClone(whole);
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as typeof holder;
  const last = path.at(-1) as string | number;
  if (replacement === undefined && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (replacement === undefined) delete holder[last];
  else holder[last] = structuredClone(replacement);
  return copy;
}

/**
 * Puts every replacement in the place of every kind of value of a file, one at a time.
 * @param attempt what is done with each file that comes of it
 * @param crashes the places in the pipeline where it stopped, each with the first slip that stopped it there
 */
async function gatherCrashes(
  file: string,
  text: string,
  attempt: () => Promise<unknown>,
  crashes: Map<string, string>,
): Promise<void> {
  const whole = parse(text, { schema: 'failsafe' }) as unknown;
  const next = randomNumbers(Number(process.env.SEED));
  const started = performance.now();
  for (const path of pathsIn(whole)) {
    const first = Math.floor(next() * REPLACEMENTS.length);
    for (let tried = 0; tried < REPLACEMENTS.length && goesOn(tried, TRIED, started); tried += 1) {
      const replacement = REPLACEMENTS[(first + tried) % REPLACEMENTS.length];
      await writeFile(
        join(root, file),
        stringify(withReplaced(whole, path, replacement), { defaultStringType: 'QUOTE_DOUBLE' }),
      );
      await attempt().catch(({ message, stack }: Error) => {
        const where =
          stack
            ?.match(/pipeline\/[\w/-]+\.ts:\d+/g)
            ?.slice(0, 2)
            .join(' < ') ?? message;
        const slip = `${file} ${path.join('.')} ${JSON.stringify(replacement) ?? 'left out'}: ${message}`;
        if (!crashes.has(where)) crashes.set(where, slip);
      });
    }
  }
  await writeFile(join(root, file), text);
}

describe('a file with any value left out or replaced by something else is told, and never stops the program', () => {
  it('records', async () => {
    await mkdir(join(root, 'sources', 'records'), { recursive: true });
    await copyInto(join(root, 'sources'), join(REPOSITORY, 'sources', 'registry'));
    const project = await openProject({ root, schemas: REPOSITORY }, tools);
    const work = batchWork(project, { history: NO_HISTORY, isTried: false });
    const file = 'sources/records/nasty-values.yaml';
    const crashes = new Map<string, string>();
    await gatherCrashes(file, await fixture('nasty-values.yaml'), () => work([file]), crashes);
    expect(Object.fromEntries(crashes)).toEqual({});
  });

  it('files of the registry', async () => {
    const registry = join(root, 'sources', 'registry');
    await rm(registry, { recursive: true, force: true });
    await mkdir(registry);
    await copyInto(registry, `${HEALTHY}/.`);
    const read = () => openProject({ root, schemas: REPOSITORY }, tools);
    const crashes = new Map<string, string>();
    for (const name of (await readdir(registry, { recursive: true })).filter((path) =>
      path.endsWith('.yaml'),
    )) {
      const text = await readFile(join(registry, name), 'utf8');
      await gatherCrashes(`sources/registry/${name}`, text, read, crashes);
    }
    expect(Object.fromEntries(crashes)).toEqual({});
  });
});
