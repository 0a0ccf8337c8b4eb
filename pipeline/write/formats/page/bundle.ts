import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { PROJECT } from '../../../home.ts';

/** The code of a page, ready to stand in HTML. */
export interface PageCode {
  script: string;
  style: string;
  /** The libraries in it, one a line: name, version, licence, whose they are. */
  notices: string;
}

/** Code that stands in no file. */
interface MadeCode {
  /** What decides it: while this stays the same, the code does. */
  from: string;
  make: () => string;
}

/** A bundle that was made before, and what it was made from. */
interface Kept extends PageCode {
  /** The digest of the settings and of the list of libraries. */
  made: string;
  /** Each file of ours in it, with its digest. */
  sources: [path: string, digest: string][];
}

/** Bundles are kept beside the program, not beside the data: they follow from the program alone. */
const CACHE = join(PROJECT, 'output', '.cache', 'pages');

/** All settings stand here, so that the page of an old release can be made again from its revision. */
const SETTINGS = {
  bundle: true,
  write: false,
  format: 'iife',
  platform: 'browser',
  target: ['chrome111', 'firefox113', 'safari16.4'],
  charset: 'ascii',
  legalComments: 'none',
  minify: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
  // A page has no place for anything but text.
  loader: { '.css': 'css', '.yaml': 'text' },
  logLevel: 'silent',
} as const;

/**
 * Bundles a page with everything it uses, or takes the bundle of the last time when none of its files has changed: esbuild
 * takes a third of a second, comparing the files some milliseconds.
 * @param entry the file with which the page starts, from pipeline/pages: `explorer/main.tsx`
 * @param given code that is made, by the name under which the page imports it; it is made only for a new bundle
 * @throws the errors of esbuild, and those of the file system
 */
export async function bundlePage(
  entry: string,
  given: Readonly<Record<string, MadeCode>> = {},
): Promise<PageCode> {
  const decided = Object.entries(given).map(([name, { from }]) => [name, from]);
  const made = digestOf(
    `${JSON.stringify([SETTINGS, decided])}\n${entry}\n${await read('package-lock.json')}`,
  );
  const path = join(CACHE, `${entry.replace(/\W+/g, '-')}.json`);
  const kept = await keptBundle(path, made);
  if (kept !== null) return kept;
  const bundle = await makeBundle(entry, made, given);
  await keep(path, bundle);
  return bundle;
}

async function keptBundle(path: string, made: string): Promise<Kept | null> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as Kept;
    if (kept.made !== made) return null;
    const digests = await Promise.all(kept.sources.map(async ([file]) => digestOf(await read(file))));
    return kept.sources.every(([, digest], index) => digest === digests[index]) ? kept : null;
  } catch {
    // Not there, not readable, or a file of it is gone: it is made anew.
    return null;
  }
}

async function makeBundle(
  entry: string,
  made: string,
  given: Readonly<Record<string, MadeCode>>,
): Promise<Kept> {
  // Loaded only here: most builds find the bundle of the last time.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    ...SETTINGS,
    target: [...SETTINGS.target],
    entryPoints: [join(PROJECT, 'pipeline', 'pages', entry)],
    absWorkingDir: PROJECT,
    outdir: 'page',
    metafile: true,
    plugins: [givenModules(given)],
  });
  const output = (end: string): string => outputFiles.find((file) => file.path.endsWith(end))?.text ?? '';
  const inputs = Object.keys(metafile.inputs)
    .filter((path) => !path.startsWith(`${GIVEN}:`))
    .sort();
  const own = inputs.filter((path) => !path.includes('node_modules/'));
  const packages = new Set(inputs.filter((path) => path.includes('node_modules/')).map(packageOf));
  return {
    made,
    script: output('.js'),
    style: output('.css'),
    notices: (await Promise.all([...packages].map(noticeOf))).join('\n'),
    sources: await Promise.all(
      own.map(async (file) => [file, digestOf(await read(file))] as [string, string]),
    ),
  };
}

/** What esbuild calls code that stands in no file. */
const GIVEN = 'given';

function givenModules(given: Readonly<Record<string, MadeCode>>): Plugin {
  return {
    name: GIVEN,
    setup: (build) => {
      build.onResolve({ filter: /^[\w-]+$/ }, ({ path }) =>
        Object.hasOwn(given, path) ? { path, namespace: GIVEN } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: GIVEN }, ({ path }) => ({
        contents: given[path]?.make() ?? '',
        resolveDir: PROJECT,
        loader: 'js',
      }));
    },
  };
}

/** The folder of the package that a file belongs to. */
function packageOf(path: string): string {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? dirname(path);
}

/** What the licence of a library wants said where its code is handed on. */
async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await read(join(folder, 'package.json')));
  const text = await read(join(folder, 'LICENSE')).catch(() => '');
  const holder = /^\s*Copyright.*$/im.exec(text)?.[0].trim();
  return [`${name} ${version}`, license, holder].filter(Boolean).join(', ');
}

/** Kept for the next time, if it can be: a folder that may not be written to loses nothing. */
async function keep(path: string, bundle: Kept): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, JSON.stringify(bundle));
    await rename(unfinished, path);
  } catch {
    // The next build makes it again.
  }
}

function read(path: string): Promise<string> {
  return readFile(join(PROJECT, path), 'utf8');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
