/** The schemas as checks, compiled when the page is made: its policy lets nothing be compiled in it. */
declare module 'compiled-checks' {
  import type { WrittenChecks } from '../../validate/schema/compile.ts';

  export const checks: WrittenChecks;
}
