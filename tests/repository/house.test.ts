import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesIn, importsOf, readImports } from '../support/imports.ts';
import { REPOSITORY } from '../support/project.ts';

const IMPORTS = readImports();

/** The rooms of the house, from the ground up: a room may use those that stand below it, as far as they are listed. */
const ROOMS: Record<string, readonly string[]> = {
  'home.ts': [],
  model: [],
  diagnostics: ['home.ts', 'model'],
  ingest: ['model', 'diagnostics'],
  validate: ['model', 'diagnostics', 'ingest'],
  normalize: ['model', 'diagnostics', 'ingest', 'validate'],
  agreement: ['model', 'normalize'],
  evidence: ['model', 'diagnostics', 'ingest', 'validate'],
  write: ['home.ts', 'model', 'diagnostics', 'validate', 'normalize', 'agreement'],
  pages: [
    ...['model', 'diagnostics', 'ingest', 'validate', 'normalize', 'agreement', 'evidence', 'write'],
    ...['contribute', 'record'],
  ],
  generate: ['model', 'diagnostics', 'write'],
  compare: ['model', 'diagnostics', 'generate'],
  'project.ts': ['model', 'diagnostics', 'ingest', 'validate', 'normalize', 'record'],
  record: [
    'home.ts',
    ...['model', 'diagnostics', 'ingest', 'validate', 'normalize', 'agreement', 'evidence', 'write'],
    'project.ts',
  ],
  'format-thread.ts': ['diagnostics', 'record', 'write'],
  'make-formats.ts': ['write', 'project.ts', 'record', 'format-thread.ts'],
  'text-thread.ts': ['model', 'record', 'write'],
  'dataset.ts': ['write', 'project.ts', 'record', 'make-formats.ts', 'release', 'text-thread.ts'],
  'pieces.ts': ['diagnostics', 'project.ts', 'record', 'release'],
  'build.ts': ['diagnostics', 'write', 'project.ts', 'record', 'dataset.ts', 'release'],
  contribute: [
    ...['home.ts', 'model', 'diagnostics', 'ingest', 'validate', 'normalize', 'write', 'generate', 'compare'],
    ...['project.ts', 'record'],
  ],
  release: ['model', 'diagnostics', 'ingest', 'write', 'compare', 'generate', 'build.ts'],
  cli: [
    ...[
      'home.ts',
      'model',
      'diagnostics',
      'ingest',
      'normalize',
      'agreement',
      'evidence',
      'write',
      'generate',
      'compare',
    ],
    ...['project.ts', 'record', 'build.ts', 'pieces.ts', 'contribute', 'release'],
  ],
  'cli.ts': ['cli', 'record', 'format-thread.ts', 'text-thread.ts'],
};

/** Where files and processes may be touched. */
const TOUCHES = [
  /^(cli|record|write|generate|release)\//,
  /^(cli|home|project|make-formats|format-thread|text-thread)\.ts$/,
  /^ingest\/(list|read)\.ts$/,
  /^compare\/read\.ts$/,
  // The texts of schemas/ and of the catalog; what reads them is pure.
  /^(model|diagnostics)\/load\.ts$/,
  /^contribute\/(write-file|fix\/fix|new\/site|explain\/columns|spreadsheet\/import|spreadsheet\/template\/file)\.ts$/,
];

/** What pages run: nothing of it, nor of what it uses, asks anything of Node. */
const PURE = [
  /^(model|diagnostics)\/(?!load\.ts)/,
  /^(validate|normalize|evidence|agreement)\//,
  /^ingest\/parse\.ts$/,
  /^record\/take\.ts$/,
  /^write\/rows\//,
  /^contribute\/(names|new\/(?!site)|fix\/(?!fix\.ts))/,
  /^pages\//,
];

const roomOf = (path: string): string => path.split('/')[0] as string;

/** Every file below folders of the repository, from its folder. */
function filesBelow(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(REPOSITORY.length + 1)),
  );
}

describe('the rooms of the house', () => {
  it('are all in the plan', () => {
    expect([...new Set([...IMPORTS.keys()].map(roomOf))].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it('use only rooms that the plan allows', () => {
    const wrong = [...IMPORTS].flatMap(([path, { files }]) =>
      files
        .map((file) => file.path)
        .filter((other) => roomOf(other) !== roomOf(path))
        .filter((other) => !ROOMS[roomOf(path)]?.includes(roomOf(other)))
        .map((other) => `${path} → ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it('have no arrow in the plan that nobody uses', () => {
    const used = new Set(
      [...IMPORTS].flatMap(([path, { files }]) =>
        files.map((file) => `${roomOf(path)} → ${roomOf(file.path)}`),
      ),
    );
    const planned = Object.entries(ROOMS).flatMap(([room, others]) =>
      others.map((other) => `${room} → ${other}`),
    );
    expect(planned.filter((arrow) => !used.has(arrow))).toEqual([]);
  });

  it('hold no file that imports, through others, itself', () => {
    const circles = circlesIn(IMPORTS).map((circle) => circle.join(' '));
    expect(circles).toEqual([]);
  });

  it('are told from the text of a file', () => {
    const text = `import fs from 'node:fs';
import { a } from './a.ts';
import type { B } from '../b.ts';
import {
  c,
} from './c/c.ts';
export { d } from './d.ts';
const e = await import('./e.ts');
`;
    expect(importsOf('room/file.ts', text)).toEqual({
      packages: ['node:fs'],
      files: [
        { path: 'room/a.ts', onlyTypes: false },
        { path: 'b.ts', onlyTypes: true },
        { path: 'room/c/c.ts', onlyTypes: false },
        { path: 'room/d.ts', onlyTypes: false },
        { path: 'room/e.ts', onlyTypes: false },
      ],
    });
    const none = { packages: [], onlyTypes: false };
    const circle = new Map(
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['d', 'a'],
      ].map(([path = '', to = '']) => [path, { ...none, files: [{ path: to, onlyTypes: true }] }]),
    );
    expect(circlesIn(circle)).toEqual([['a', 'b', 'c']]);
  });
});

describe('a folder', () => {
  const folders = new Map<string, string[]>();
  for (const path of filesBelow('pipeline', 'tests').filter((one) => !one.startsWith('tests/fixtures/')))
    folders.set(dirname(path), [...(folders.get(dirname(path)) ?? []), basename(path)]);

  it('has at most twenty files', () => {
    const large = [...folders].filter(([, names]) => names.length > 20).map(([folder]) => folder);
    expect(large).toEqual([]);
  });

  it('has no two files whose names begin with the same word', () => {
    const shared = [...folders]
      .filter(([folder]) => folder.startsWith('pipeline'))
      .flatMap(([folder, names]) => {
        const words = names.filter((name) => name.includes('-')).map((name) => name.split('-')[0] as string);
        const twice = words.filter((word, index) => words.indexOf(word) !== index);
        return [...new Set(twice)].map((word) => `${folder}: ${word}`);
      });
    expect(shared).toEqual([]);
  });
});

describe('the spine', () => {
  it('is read in one screen', () => {
    expect(readFileSync(join(REPOSITORY, 'pipeline/build.ts'), 'utf8').split('\n').length - 1).toBeLessThan(
      91,
    );
  });

  it.each(['validateRecord', 'normalizeRecord'])(
    'has one way of a record: %s is called in record/take.ts',
    (stage) => {
      const callers = [...IMPORTS.keys()].filter((path) => {
        const text = readFileSync(join(REPOSITORY, 'pipeline', path), 'utf8');
        return new RegExp(`(?<!function )\\b${stage}\\(`).test(text);
      });
      expect(callers).toEqual(['record/take.ts']);
    },
  );
});

describe('the registry', () => {
  it('is asked by records through the questions alone, which leave a note', () => {
    const whole = /^normalize\/names\/(registry|phrase)\.ts$|^normalize\/questions\.ts$/;
    const besides = [...IMPORTS.keys()]
      .filter((path) =>
        /^(normalize|validate\/(record\.ts|rules\/)|write\/(rows\/|record-rows\.ts)|record\/take\.ts)/.test(
          path,
        ),
      )
      .filter((path) => !whole.test(path))
      .filter((path) => {
        const text = readFileSync(join(REPOSITORY, 'pipeline', path), 'utf8');
        return /\bRegistry\b|\bregistry\.(entries|redirects|titles|names|officeNames|owners|officesByRole)\b/.test(
          text,
        );
      });
    expect(besides).toEqual([]);
  });
});

describe('files and processes', () => {
  const ofNode = ({ packages }: { packages: readonly string[] }): boolean =>
    packages.some((name) => name.startsWith('node:'));

  it('are touched only where the plan says', () => {
    const touching = [...IMPORTS].filter(([, imports]) => ofNode(imports)).map(([path]) => path);
    expect(touching.filter((path) => !TOUCHES.some((place) => place.test(path)))).toEqual([]);
  });

  it('are touched by nothing that pages run, nor by what it uses', () => {
    const seen = new Map<string, string>();
    const visit = (path: string, from: string): void => {
      if (seen.has(path)) return;
      seen.set(path, from);
      for (const file of IMPORTS.get(path)?.files ?? []) if (!file.onlyTypes) visit(file.path, path);
    };
    for (const path of IMPORTS.keys()) if (PURE.some((place) => place.test(path))) visit(path, '');
    const wrong = [...seen].filter(([path]) => ofNode(IMPORTS.get(path) ?? { packages: [] }));
    expect(wrong.map(([path, from]) => `${path}, used by ${from}`)).toEqual([]);
  });
});

describe('a list', () => {
  it('of any length can be put into another: none is spread into the arguments of a call', () => {
    const spreading = [...IMPORTS.keys()].filter((path) =>
      /\.(?:push|unshift)\(\.\.\./.test(readFileSync(join(REPOSITORY, 'pipeline', path), 'utf8')),
    );
    expect(spreading).toEqual([]);
  });
});
