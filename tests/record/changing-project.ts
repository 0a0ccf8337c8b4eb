import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { randomNumbers } from '../../pipeline/agreement/bootstrap.ts';
import { type BuildReport, build } from '../../pipeline/build.ts';
import { hasErrors } from '../../pipeline/diagnostics/problem.ts';
import { REPOSITORY } from '../support/project.ts';

/** A small project that is edited at random: a registry and records, as they are written into their files. */
interface ChangingProject {
  root: string;
  store: string;
  /** Makes one edit, or takes the last one back. @returns what was done */
  edit: () => Promise<string>;
  /** Builds with the store and without one; both must say the same and write the same bytes. */
  compare: (options?: { jobs?: number }) => Promise<BuildReport>;
}

interface Alias {
  name: string;
  weak?: boolean;
}

interface Entity {
  id: string;
  type: 'person' | 'state' | 'office' | 'group';
  name: string;
  aliases?: Alias[];
  demonyms?: string[];
  status?: string;
  country?: string;
  of?: string;
  role?: string;
  membership?: string;
  members?: string[];
  tenures?: { office: string; start: string; end?: string; open_as_of?: string; source: string }[];
}

interface Work {
  id: string;
  made: string;
  claims: Claim[];
  /** As a second coder coded it; undefined when nobody did. */
  second: Claim[] | undefined;
}

interface Claim {
  claimant: string;
  subject: string;
  more: number;
}

interface State {
  entities: Entity[];
  redirects: { from: string; to: string; date: string; reason: string }[];
  works: Work[];
  touched: number;
}

const STATES = ['arvania', 'belloria', 'cordovia'];
const NAMES = ['Mira Tolan', 'Oskar Velde', 'Ines Marrow', 'Piet Solander', 'Ada Quill', 'Jon Harrow'];
/** Spellings that entries may get and lose; records use them all the time. */
const SPELLINGS = ['The Old Pilot', 'Harbour Circle', 'M. Tolan', 'Velde', 'Grey Coast', 'Northern Bloc'];

/**
 * Makes the project.
 * @param root an empty folder
 * @param works number of its records at the beginning
 */
export async function changingProject(root: string, seed: number, works: number): Promise<ChangingProject> {
  const random = randomNumbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  let numbers = 0;
  const next = (): number => {
    numbers += 1;
    return numbers;
  };

  const references = ({ entities, redirects }: State): string[] => [
    ...entities.flatMap(({ id, name, aliases = [] }) => [id, name, ...aliases.map((alias) => alias.name)]),
    ...redirects.map(({ from }) => from),
    ...entities.filter(({ type }) => type === 'person').map(({ name }) => `President ${name}`),
    'Arvanian President',
    'the President of Arvania',
  ];
  const newClaim = (state: State): Claim => ({
    claimant: pick(references(state)),
    subject: pick(references(state)),
    more: Math.floor(random() * 5),
  });
  const newWork = (state: State): Work => {
    const claims = Array.from({ length: 1 + Math.floor(random() * 3) }, () => newClaim(state));
    return {
      id: `work-${next()}-${Math.floor(random() * 1e6)}`,
      made: `20${10 + Math.floor(random() * 12)}-05-0${1 + Math.floor(random() * 9)}`,
      claims,
      second: random() < 0.3 ? claims.map((one) => ({ ...newClaim(state), more: one.more })) : undefined,
    };
  };

  let state: State = { entities: firstEntities(), redirects: [], works: [], touched: 0 };
  for (let made = 0; made < works; made += 1) state.works.push(newWork(state));

  const EDITS: Record<string, (state: State) => void> = {
    alias: ({ entities }) => {
      const one = pick(entities);
      one.aliases = [...(one.aliases ?? []), { name: pick(SPELLINGS), weak: random() < 0.2 }];
    },
    'alias taken away': ({ entities }) => {
      delete pick(entities).aliases;
    },
    redirect: (now) => {
      const persons = now.entities.filter(({ type }) => type === 'person');
      if (persons.length < 4) return;
      const [gone, heir] = [pick(persons), pick(persons)];
      if (gone === heir || now.redirects.some(({ to }) => to === gone.id)) return;
      now.entities = now.entities.filter((one) => one !== gone);
      if (random() < 0.6) heir.aliases = [...(heir.aliases ?? []), { name: gone.name }];
      now.redirects.push({ from: gone.id, to: heir.id, date: '2026-01-01', reason: 'The same person.' });
    },
    tenure: ({ entities }) => {
      const one = pick(entities.filter(({ type }) => type === 'person'));
      const start = 2005 + Math.floor(random() * 8);
      one.tenures = [
        {
          office: pick(entities.filter(({ type }) => type === 'office')).id,
          start: `${start}-02-01`,
          end: `${start + 1 + Math.floor(random() * 8)}-02-01`,
          source: 'arvania-gazette',
        },
      ];
    },
    'tenure taken away': ({ entities }) => {
      delete pick(entities).tenures;
    },
    rename: ({ entities }) => {
      const one = pick(entities);
      if (random() < 0.5) one.aliases = [...(one.aliases ?? []), { name: one.name }];
      one.name = `${one.name.replace(/ the .*/, '')} the ${pick(['Elder', 'Younger', 'First', 'Second'])}`;
    },
    'second bearer of a name': ({ entities }) => {
      entities.push({
        id: `bearer-${next()}`,
        type: 'person',
        name: pick(NAMES),
        country: pick(STATES),
      });
    },
    'new entry': ({ entities }) => {
      const role = pick(['president', 'prime-minister', 'foreign-minister']);
      const state = pick(STATES);
      const id = `${state}-${role}`;
      if (entities.some((one) => one.id === id)) return;
      entities.push({ id, type: 'office', name: `${role} of ${state}`, of: state, role });
    },
    members: ({ entities }) => {
      const group = entities.find(({ type }) => type === 'group');
      if (group !== undefined) group.members = STATES.filter(() => random() < 0.6);
    },
    country: ({ entities }) => {
      pick(entities.filter(({ type }) => type === 'person')).country = pick(STATES);
    },
    'new record': (now) => {
      now.works.push(newWork(now));
    },
    'removed record': (now) => {
      if (now.works.length > 3) now.works.splice(Math.floor(random() * now.works.length), 1);
    },
    'changed record': (now) => {
      const { claims, second, made } = newWork(now);
      Object.assign(pick(now.works), { claims, second, made });
    },
    'changed coding': (now) => {
      const coded = now.works.filter(({ second }) => second !== undefined);
      if (coded.length > 0) pick(coded).second = [newClaim(now)];
    },
    touch: (now) => {
      now.touched += 1;
    },
  };

  let written = new Map<string, string>();
  const write = async (): Promise<void> => {
    const files = filesOf(state);
    for (const path of written.keys()) if (!files.has(path)) await rm(join(root, path));
    for (const [path, text] of files) {
      if (written.get(path) === text) continue;
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    written = files;
  };
  await write();

  const store = join(root, 'output', '.cache', 'store');
  let isSound = true;
  let sound = structuredClone(state);
  return {
    root,
    store,
    edit: async () => {
      // What brought an error is mostly taken back: a build with errors writes nothing that could be compared.
      if (!isSound && random() < 0.8) {
        state = structuredClone(sound);
        await write();
        return 'taken back';
      }
      const what = pick(Object.keys(EDITS));
      EDITS[what]!(state);
      await write();
      if (what === 'touch') {
        const [path] = [...written.keys()].filter(() => random() < 0.3);
        if (path !== undefined)
          await utimes(join(root, path), new Date(2020, 1, 1), new Date(2020, 1, state.touched));
      }
      return what;
    },
    compare: async ({ jobs } = {}) => {
      const made = async (
        name: string,
        more: { store?: string; jobs?: number },
      ): Promise<[BuildReport, string]> => {
        const output = join(root, `output-${name}`);
        const report = await build({ root, schemas: REPOSITORY, output, ...more });
        const isRight = !hasErrors(report.diagnostics);
        return [report, isRight ? await readFile(join(output, 'latest', 'SHA256SUMS'), 'utf8') : ''];
      };
      const [warm, warmSums] = await made('warm', { store, ...(jobs === undefined ? {} : { jobs }) });
      const [cold, coldSums] = await made('cold', {});
      expect(warm.diagnostics).toEqual(cold.diagnostics);
      expect(warm.counts).toEqual(cold.counts);
      expect(warmSums).toBe(coldSums);
      isSound = !hasErrors(cold.diagnostics);
      if (isSound) sound = structuredClone(state);
      return warm;
    },
  };
}

function firstEntities(): Entity[] {
  const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return [
    ...STATES.map(
      (id): Entity => ({
        id,
        type: 'state',
        name: capital(id),
        status: 'un-member',
        demonyms: [`${capital(id)}n`],
      }),
    ),
    ...NAMES.map(
      (name, index): Entity => ({
        id: name.toLowerCase().replace(' ', '-'),
        type: 'person',
        name,
        country: STATES[index % 3] as string,
        ...(index === 0
          ? {
              tenures: [
                {
                  office: 'arvania-president',
                  start: '2005-02-01',
                  end: '2024-02-01',
                  source: 'arvania-gazette',
                },
              ],
            }
          : {}),
      }),
    ),
    {
      id: 'arvania-president',
      type: 'office',
      name: 'President of Arvania',
      of: 'arvania',
      role: 'president',
    },
    { id: 'three-harbours', type: 'group', name: 'Three Harbours', membership: 'closed', members: STATES },
  ];
}

/** The files of a state: JSON is YAML. */
function filesOf({ entities, redirects, works }: State): Map<string, string> {
  const files = new Map<string, string>();
  const list = (key: string, items: readonly object[]): string =>
    `${key}:\n${items.map((item) => `  - ${JSON.stringify(item)}\n`).join('')}`;
  const byId = (items: readonly Entity[]): Entity[] => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const put = (path: string, key: string, items: readonly object[]): void => {
    if (items.length > 0) files.set(`sources/registry/${path}.yaml`, list(key, items));
  };
  for (const [path, type] of [
    ['states', 'state'],
    ['offices', 'office'],
    ['groups', 'group'],
  ] as const)
    put(path, 'entities', byId(entities.filter((one) => one.type === type)));
  for (const state of STATES)
    put(
      `people/${state}`,
      'entities',
      byId(entities.filter(({ type, country }) => type === 'person' && country === state)),
    );
  put(
    'redirects',
    'redirects',
    [...redirects].sort((a, b) => (a.from < b.from ? -1 : 1)),
  );
  put('sources', 'sources', [{ id: 'arvania-gazette', title: 'Arvania Gazette' }]);
  put('coders', 'coders', [
    { id: 'ada-coder', name: 'Ada Coder', kind: 'person' },
    { id: 'ben-coder', name: 'Ben Coder', kind: 'person' },
  ]);
  put('titles', 'titles', [
    { title: 'Foreign Minister', kind: 'office', role: 'foreign-minister' },
    { title: 'President', kind: 'office', role: 'president' },
    { title: 'Prime Minister', kind: 'office', role: 'prime-minister' },
  ]);
  for (const work of works) {
    files.set(`sources/records/${work.id}.yaml`, recordOf(work, 'coder: ada-coder, mode: single'));
    if (work.second === undefined) continue;
    const coding = recordOf({ ...work, claims: work.second }, 'coder: ben-coder, mode: independent');
    files.set(`sources/codings/${work.id}.ben-coder.yaml`, coding);
  }
  return files;
}

function recordOf({ id, made, claims }: Work, coding: string): string {
  const own = `${id}-author`;
  const lines = claims.map(
    ({ claimant, subject, more }, index) => `  - id: c0${index + 1}
    at: p1.s${index + 1}
    text: The harbour of ${id} has ${more} gates and claim ${index} says so.
    type: ${['fact', 'prediction', 'evaluation', 'fact', 'fact'][more]}
    topics: [trade]
    claimant: [${JSON.stringify(claimant)}]
    attribution: indirect-speech
    made: '${made}'
    subject: [${JSON.stringify(subject)}]
${more === 4 ? '    proposition: gates-open\n' : ''}`,
  );
  return `id: ${id}
codebook: '1.0.0'
status: published
coding: {${coding}, coded: '2025-03-04', basis: full-text}
source:
  title: A Harbour for ${id}
  kind: op-ed
  language: en
  authors: [${own}]
  published: '2024-03-01'
  copies: [{id: page, kind: original, seen: true}]
entities:
  - {id: ${own}, type: person, name: Orla Fennmark ${id}}
claims:
${lines.join('')}`;
}
