import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { visible } from '../diagnostics/render/code-frame.ts';
import { count } from '../diagnostics/render/text.ts';
import { checkFolders } from '../release/check.ts';
import { type Cut, cutRelease, Refusal } from '../release/cut.ts';
import { listReleases, readManifest } from '../release/list.ts';
import { citationOfRelease } from '../write/cite.ts';
import { findRelease } from './diff.ts';
import { EXIT, PROJECT, type Terminal } from './terminal/terminal.ts';

/** Adds `release`, `releases` and `cite`. */
export function addRelease(program: Command, terminal: Terminal): void {
  program
    .command('release')
    .description('make a release of what is committed: output/vX.Y.Z, the list of releases and the changelog')
    .option('--version <version>', 'a higher version than the computed one')
    .option('--date <day>', 'the day of the release, YYYY-MM-DD (default: the day of the last commit)')
    .option('--root <folder>', 'the project folder', PROJECT)
    .action(async ({ root: folder, version, date }: { root: string; version?: string; date?: string }) => {
      const root = terminal.absolute(folder);
      try {
        const cut = await cutRelease({ root, version, released: date });
        if (cut === null)
          terminal.out('The last release was complete but not listed everywhere; now it is.\n');
        else tellCut(terminal, cut);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        terminal.print(root, error.diagnostics, 'text');
        terminal.err(`${[error.message, ...error.details.map((line) => `  ${visible(line)}`)].join('\n')}\n`);
        terminal.exitCode = EXIT.data;
      }
    });

  program
    .command('releases')
    .description('list the releases, the latest last')
    .option('--root <folder>', 'the project folder', PROJECT)
    .action(async ({ root }: { root: string }) => {
      const releases = await listReleases(join(terminal.absolute(root), 'output'));
      terminal.print(terminal.absolute(root), await checkFolders(terminal.absolute(root)), 'text');
      if (releases.length === 0) terminal.out('There is no release yet.\n');
      for (const { version, folder } of releases) {
        const { dataset, counts } = await readManifest(folder);
        const what = `${count(counts.records ?? 0, 'record')}, ${count(counts.claims ?? 0, 'claim')}`;
        terminal.out(`v${version}  ${dataset.released}  ${what}\n`);
      }
    });

  program
    .command('cite <release>')
    .description('print how to cite a release')
    .option('--root <folder>', 'the project folder', PROJECT)
    .action(async (name: string, { root }: { root: string }) => {
      const release = await findRelease(terminal.absolute(root), name);
      const sums = await readFile(join(release.folder, 'SHA256SUMS'));
      terminal.out(citationOfRelease(await readFile(join(release.folder, 'CITATION.cff'), 'utf8'), sums));
    });
}

function tellCut(terminal: Terminal, { version, released, folder, changes }: Cut): void {
  const path = terminal.show(folder);
  terminal.out(
    `${[
      ...changes.map((line) => `  - ${line}`),
      `release    v${version} (${released}) is in ${path}; output/releases.json and CHANGELOG.md list it`,
      'Look it over, then:',
      `  git add output/v${version} output/releases.json CHANGELOG.md`,
      `  git commit --message "Release v${version}"`,
      `  git tag v${version}`,
    ].join('\n')}\n`,
  );
}
