import { execFileSync } from 'node:child_process';
import { REPOSITORY } from '../project.ts';
import { WITHOUT_MAKE } from './without-make.ts';

/** Puts the program together, as `make` does before every command. */
export default function makeProgram(): void {
  execFileSync('env', [...WITHOUT_MAKE, 'make', '--no-print-directory', 'output/.cache/program.mjs'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
