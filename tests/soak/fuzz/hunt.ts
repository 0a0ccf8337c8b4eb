import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { randomNumbers } from '../../../pipeline/agreement/bootstrap.ts';
import { canonical } from '../../../pipeline/contribute/fix/edit.ts';
import { fixture, REPOSITORY } from '../../support/project.ts';
import { csvOf } from '../../support/spreadsheet.ts';
import { projectWithArvania } from '../../support/try-records.ts';
import { saidBy, slipInCells } from './cells.ts';
import {
  isNear,
  judge,
  judgeFix,
  type Made,
  makeRecord,
  makeRegistry,
  says,
  saysInLine,
  type Verdict,
} from './judge.ts';
import type { Program } from './program.ts';
import { commented, placesIn, slipIn } from './slips.ts';

/** What is mutated. */
export const AREAS = ['record', 'registry', 'coding', 'import', 'fix'] as const;
type Area = (typeof AREAS)[number];

/** A mutation and what came of it. */
export interface Tried {
  area: Area;
  what: string;
  verdict: Verdict;
  /** What was told where, of a refusal. */
  told: string;
}

interface Base {
  path: string;
  text: string;
  places: ReturnType<typeof placesIn>;
  made: Made & { said: string };
}

/** Longer records take longer, and show no more. */
const LONG = 25_000;

/** Lists of a record whose order means nothing; in the registry all are sorted by id. */
const SORTED = ['entities', 'events'];
const IN_REGISTRY = ['entities', 'events', 'redirects', 'titles', 'coders', 'sources'];

const textOf = (path: string): Promise<string> => readFile(join(REPOSITORY, path), 'utf8');

/**
 * Mutates what people write, in all areas by turns, and judges what a program makes of each. The same seed gives the same
 * mutations.
 */
export async function* hunt(program: Program, seed: number): AsyncGenerator<Tried> {
  const random = randomNumbers(seed);
  const project = await projectWithArvania({});
  const small = await mkdtemp(join(project.root, 'small-'));
  try {
    const tools = await program.toolsOf(REPOSITORY);
    const open = await program.openProject({ root: project.root, schemas: REPOSITORY }, tools);
    const records = new Map<string, unknown>();
    const baseOf = (path: string, text: string, made: Made): Base => ({
      ...{ path, text, places: placesIn(text) },
      made: {
        ...made,
        said: saysInLine(says(text), path.includes('/registry/') ? IN_REGISTRY : SORTED) ?? '',
      },
    });
    const recordAt = (path: string, text: string): Made => {
      const id = path.split(/[/.]/)[2] as string;
      return makeRecord(program, open, path, text, records.get(id));
    };
    const bases: Record<'record' | 'coding' | 'registry', Base[]> = { record: [], coding: [], registry: [] };
    const add = (area: 'record' | 'coding', path: string, text: string): void => {
      const base = baseOf(path, text, recordAt(path, text));
      bases[area].push(base);
      if (area === 'record') records.set(path.split(/[/.]/)[2] as string, says(text));
    };
    add('record', 'sources/records/every-key.yaml', await textOf('tests/fixtures/mutations/every-key.yaml'));
    add('record', 'sources/records/plain.yaml', await fixture('plain.yaml'));
    for (const area of ['record', 'coding'] as const)
      for (const name of (await readdir(join(REPOSITORY, `sources/${area}s`))).sort()) {
        const text = await textOf(`sources/${area}s/${name}`);
        // A coding is held against its record, however long that is.
        if (area === 'record') records.set(name.split('.')[0] as string, says(text));
        if (text.length < LONG) add(area, `sources/${area}s/${name}`, text);
      }

    const invented = 'tests/fixtures/arvania/';
    for (const folder of (await readdir(join(REPOSITORY, invented, 'sources/registry'))).sort())
      for (const name of await readdir(join(REPOSITORY, invented, 'sources/registry', folder))) {
        const path = `sources/registry/${folder}/${name}`;
        await mkdir(join(small, 'sources/registry', folder), { recursive: true });
        const text = await textOf(invented + path);
        await writeFile(join(small, path), text);
        bases.registry.push(baseOf(path, text, { diagnostics: [], value: undefined, rows: '', told: '' }));
      }
    const registryAt = (path: string): Promise<Made> => makeRegistry(program, tools, small, REPOSITORY, path);
    for (const base of bases.registry) Object.assign(base.made, await registryAt(base.path));

    const sheet: string[][] = parse(await textOf('tests/fixtures/import/harbour-speech.csv'), {
      relax_column_count: true,
      skip_empty_lines: false,
    });
    // What the sheet needs of the registry: with more of it, its own entities would stand there already.
    const bare = join(project.root, 'bare');
    const states = [
      '  - {id: iso-NO, type: state, name: Norway, status: un-member}',
      '  - {id: iso-US, type: state, name: United States, status: un-member}',
    ];
    await mkdir(join(bare, 'sources/registry'), { recursive: true });
    await writeFile(
      join(bare, 'sources/registry/coders.yaml'),
      'coders:\n  - {id: claude, name: Claude, kind: model}\n',
    );
    await writeFile(join(bare, 'sources/registry/states.yaml'), `entities:\n${states.join('\n')}\n`);
    const target = await program.openProject({ root: bare, schemas: REPOSITORY }, tools);
    const imported = async (bytes: Uint8Array) => {
      const file = join(project.root, 'claims.csv');
      await writeFile(file, bytes);
      const result = await program.importFile(target, file, 'claims.csv');
      const written = result.written === null ? undefined : join(bare, result.written);
      const text = written === undefined ? '' : await readFile(written, 'utf8');
      if (written !== undefined) await rm(written);
      return { ...result, text };
    };
    const whole = await imported(Buffer.from(csvOf(sheet)));
    // Of a program that refuses what is right every slip would be refused as well.
    if (whole.written === null)
      yield {
        ...{ area: 'import', what: 'no slip at all', told: '' },
        verdict: { kind: 'wrong', why: `a right sheet is refused: ${whole.diagnostics[0]?.message}` },
      };

    // Every second time with a comment above each entry, none of which a repair may lose.
    const toRepair = bases.record.flatMap((base) => {
      const text = commented(base.text);
      return [base, { ...base, text, places: placesIn(text) }];
    });
    for (let turn = 0; ; turn++) {
      const area = AREAS[turn % AREAS.length] as Area;
      const round = Math.floor(turn / AREAS.length);
      if (area === 'import') {
        const slip = slipInCells(sheet, round, random);
        yield await attempt(area, slip.what, async () => {
          const after = await imported(slip.bytes);
          const errors = after.diagnostics.filter(({ severity }) => severity === 'error');
          if (errors.length > 0)
            return { kind: isNear(slip, errors, 'claims.csv') ? 'near' : 'far', told: errors };
          const claims = (says(after.text) as { claims?: unknown[] } | undefined)?.claims?.length;
          if (!slip.isReadable) return { kind: 'silent', why: 'what is no CSV was imported' };
          if (slip.claims >= 0 && claims !== slip.claims)
            return { kind: 'silent', why: `${claims} of ${slip.claims} claims were imported` };
          if (slip.text === saidBy(sheet)) return { kind: 'same' };
          const told = (of: typeof after): string =>
            canonical([of.text, of.diagnostics.map(({ message }) => message)]);
          return told(after) === told(whole)
            ? { kind: 'silent', why: 'the cells changed and the record did not' }
            : { kind: 'visible' };
        });
        continue;
      }
      const own = area === 'fix' ? toRepair : bases[area];
      const base = own[round % own.length] as Base;
      const slip = slipIn(base.text, base.places, Math.floor(random() * 100), random);
      yield await attempt(area, `${base.path}: ${slip.what}`, async () => {
        if (area === 'fix') return judgeFix(program, open, base.path, slip.text);
        if (area !== 'registry') {
          const after = recordAt(base.path, slip.text);
          return {
            ...judge(base.made, after, slip, { path: base.path, sorted: SORTED }),
            told: after.diagnostics,
          };
        }
        await writeFile(join(small, base.path), slip.text);
        const after = await registryAt(base.path);
        await writeFile(join(small, base.path), base.text);
        return {
          ...judge(base.made, after, slip, { path: base.path, sorted: IN_REGISTRY }),
          told: after.diagnostics,
        };
      });
    }
  } finally {
    await project.remove();
  }
}

async function attempt(
  area: Area,
  what: string,
  run: () => Promise<
    Verdict & { told?: readonly { code: string; file: string; line: number; message: string }[] }
  >,
): Promise<Tried> {
  try {
    const { told = [], ...verdict } = await run();
    return {
      area,
      what,
      verdict,
      told: told
        .map(({ code, file, line, message }) => `${file}:${line} ${code} ${message}`)
        .slice(0, 3)
        .join('; '),
    };
  } catch (error) {
    return {
      area,
      what,
      verdict: {
        kind: 'crash',
        why: error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' ') : String(error),
      },
      told: '',
    };
  }
}
