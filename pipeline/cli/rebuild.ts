import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { build } from '../build.ts';
import { visible } from '../diagnostics/render/code-frame.ts';
import { count } from '../diagnostics/render/text.ts';
import { waysBack } from '../release/check.ts';
import { firstDifference } from '../release/first-difference.ts';
import { GitError } from '../release/git.ts';
import { faultsIn } from '../release/integrity.ts';
import { type Release, readSums, sumsDigest } from '../release/list.ts';
import { readListing } from '../release/listing.ts';
import { RebuildError } from '../release/own-program.ts';
import { rebuild } from '../release/rebuild.ts';
import { keepStrays, stage } from '../write/place.ts';
import { findRelease } from './diff.ts';
import { EXIT, PROJECT, type Terminal } from './terminal/terminal.ts';

/** Adds `verify-release`, `formats` and `rebuild`. */
export function addVerifyRelease(program: Command, terminal: Terminal): void {
  program
    .command('verify-release <release>')
    .description('check that a release is as it was released and can be made again')
    .option('--root <folder>', 'the project folder', PROJECT)
    .action((name: string, { root }: { root: string }) =>
      orFail(terminal, () => verify(terminal, terminal.absolute(root), name)),
    );

  program
    .command('formats <release>')
    .description('make a release again with all formats, in output/formats')
    .option('--root <folder>', 'the project folder', PROJECT)
    .action((name: string, { root }: { root: string }) =>
      orFail(terminal, () => makeFormats(terminal, terminal.absolute(root), name)),
    );

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
        root: terminal.absolute(root),
        schemas: PROJECT,
        output: terminal.absolute(output),
        formats: formats ?? false,
        release,
      });
      if (files.length === 0) terminal.exitCode = EXIT.data;
    });
}

interface RebuildOptions {
  root: string;
  date: string;
  output: string;
  formats?: true;
}

/** Runs a command that tells in words why it cannot; these end with the exit code for data. */
async function orFail(terminal: Terminal, command: () => Promise<string[]>): Promise<void> {
  try {
    const faults = await command();
    if (faults.length === 0) return;
    terminal.err(`${faults.join('\n')}\n`);
  } catch (error) {
    if (!(error instanceof RebuildError || error instanceof GitError)) throw error;
    terminal.err(`${error.message}\n`);
  }
  terminal.exitCode = EXIT.data;
}

async function verify(terminal: Terminal, root: string, name: string): Promise<string[]> {
  const release = await findRelease(root, name);
  const title = `v${release.version}`;
  const faults = await faultsOf(root, release);
  if (faults.length > 0)
    return [
      `${terminal.show(release.folder)} is not as it was released:`,
      ...[...faults, await waysBack(root, title)].map((one) => `  ${visible(one)}`),
    ];
  const files = (await readSums(release.folder)).size;
  terminal.out(`${title}: ${count(files, 'file')} as SHA256SUMS has them\n`);
  const temporary = await mkdtemp(join(tmpdir(), 'claims-verify-'));
  try {
    const commit = await rebuild(root, release, temporary, false);
    const difference = await firstDifference(release.folder, join(temporary, title));
    if (difference !== null)
      return [`${title}, made again from ${commit.slice(0, 10)}, differs: ${difference}`];
    terminal.out(`${title}: made again from ${commit.slice(0, 10)}, every file is the same\n`);
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

async function makeFormats(terminal: Terminal, root: string, name: string): Promise<string[]> {
  const release = await findRelease(root, name);
  const staging = await stage(join(root, 'output'));
  try {
    await rebuild(root, release, staging.folder, true);
    const title = `v${release.version}`;
    const target = join(root, 'output', 'formats', title);
    await mkdir(join(root, 'output', 'formats'), { recursive: true });
    const kept = await keepStrays(join(root, 'output'), target);
    if (kept !== null)
      terminal.err(
        `What make did not write there lies in ${terminal.show(join(root, 'output', kept))} now.\n`,
      );
    await rm(target, { recursive: true, force: true });
    await rename(join(staging.folder, title), target);
    terminal.out(`formats    ${title} with all formats is in ${terminal.show(target)}\n`);
    return [];
  } finally {
    await staging.discard();
  }
}
