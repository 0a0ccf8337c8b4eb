import { execFileSync } from 'node:child_process';
import { REPOSITORY } from '../project.ts';

/** Puts the program together, as `make` does before every command. The tests may themselves be run by make. */
export default function makeProgram(): void {
  const { MAKEFLAGS: _, MAKEOVERRIDES: __, MAKELEVEL: ___, MFLAGS: ____, GIVEN: _____, ...env } = process.env;
  execFileSync('make', ['--no-print-directory', 'output/.cache/program.mjs'], {
    cwd: REPOSITORY,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
