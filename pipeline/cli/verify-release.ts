import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { build } from '../build.ts';
import { firstDifference } from '../compare/first-difference.ts';
import { count } from '../diagnostics/render/text.ts';
import { GitError } from '../release/git.ts';
import { faultsIn, readSums } from '../release/integrity.ts';
import { type Release, sumsDigest } from '../release/list.ts';
import { readListing } from '../release/listing.ts';
import { RebuildError, rebuild } from '../release/rebuild.ts';
import { findRelease } from './diff.ts';
import { EXIT, PROJECT, show } from './terminal.ts';

/** Adds `verify-release`, `formats` and `rebuild`. */
export function addVerifyRelease(program: Command): void {
  program
    .command('verify-release <release>')
    .description('check that a release is as it was released and can be made again')
    .option('--root <folder>', 'the project folder', PROJECT)
    .action((name: string, { root }: { root: string }) => orFail(() => verify(resolve(root), name)));

  program
    .command('formats <release>')
    .description('make a release again with all formats, in output/formats')
    .option('--root <folder>', 'the project folder', PROJECT)
    .action((name: string, { root }: { root: string }) => orFail(() => makeFormats(resolve(root), name)));

  program
    .command('rebuild <version>')
    .description('build what is here as a release; later versions call it to make a release again')
    .requiredOption('--date <day>', 'the day of the release')
    .requiredOption('--output <folder>', 'where to write')
    .option('--formats', 'write the formats that releases leave out')
    .option('--root <folder>', 'the project folder', PROJECT)
    .action(async (version: string, options: RebuildOptions) => {
      const release = { version, released: options.date };
      const { root, output, formats } = options;
      const { files } = await build({
        root: resolve(root),
        schemas: PROJECT,
        output: resolve(output),
        formats: formats ?? false,
        release,
      });
      if (files.length === 0) process.exitCode = EXIT.data;
    });
}

interface RebuildOptions {
  root: string;
  date: string;
  output: string;
  formats?: true;
}

/** Runs a command that tells in words why it cannot; these end with the exit code for data. */
async function orFail(command: () => Promise<string[]>): Promise<void> {
  try {
    const faults = await command();
    if (faults.length === 0) return;
    process.stderr.write(`${faults.join('\n')}\n`);
  } catch (error) {
    if (!(error instanceof RebuildError || error instanceof GitError)) throw error;
    process.stderr.write(`${error.message}\n`);
  }
  process.exitCode = EXIT.data;
}

async function verify(root: string, name: string): Promise<string[]> {
  const release = await findRelease(root, name);
  const title = `v${release.version}`;
  const faults = await faultsOf(root, release);
  if (faults.length > 0)
    return [`${show(release.folder)} is not as it was released:`, ...faults.map((one) => `  ${one}`)];
  const files = (await readSums(release.folder)).size;
  process.stdout.write(`${title}: ${count(files, 'file')} as SHA256SUMS has them\n`);
  const temporary = await mkdtemp(join(tmpdir(), 'claims-verify-'));
  try {
    const commit = await rebuild(root, release, temporary, false);
    const difference = await firstDifference(release.folder, join(temporary, title));
    if (difference !== null)
      return [`${title}, made again from ${commit.slice(0, 10)}, differs: ${difference}`];
    process.stdout.write(`${title}: made again from ${commit.slice(0, 10)}, every file is the same\n`);
    return [];
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function faultsOf(root: string, release: Release): Promise<string[]> {
  const faults = await faultsIn(release);
  const listed = (await readListing(root)).find(({ version }) => version === release.version);
  if (faults.length === 0 && listed !== undefined && listed.sums !== (await sumsDigest(release)))
    return ['SHA256SUMS is not the one that output/releases.json lists'];
  return faults;
}

async function makeFormats(root: string, name: string): Promise<string[]> {
  const release = await findRelease(root, name);
  const builds = join(root, 'output', '.builds');
  await mkdir(builds, { recursive: true });
  const temporary = await mkdtemp(join(builds, `${process.pid}-formats-`));
  try {
    await rebuild(root, release, temporary, true);
    const title = `v${release.version}`;
    const target = join(root, 'output', 'formats', title);
    await mkdir(join(root, 'output', 'formats'), { recursive: true });
    await rm(target, { recursive: true, force: true });
    await rename(join(temporary, title), target);
    process.stdout.write(`formats    ${title} with all formats is in ${show(target)}\n`);
    return [];
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
