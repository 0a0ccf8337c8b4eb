import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { problem } from '../../diagnostics/problem.ts';
import { locate } from '../../ingest/positions.ts';
import type { ParsedFile } from '../../model/authored.ts';
import { spanOf } from '../../model/dates/spans.ts';
import { datedParts } from '../date-order.ts';
import { asMap, listAt } from './read-value.ts';

/**
 * Tells dates of the registry that lie beyond what the corpus can know: tenures and names that begin in a year to come. No
 * clock is asked. Events are left out: a text may well speak of one that is planned.
 * @param files of the registry
 * @param horizon the last day that a date can name, from the days of coding
 */
export function checkHorizon(files: readonly ParsedFile[], horizon: string | null): Diagnostic[] {
  if (horizon === null) return [];
  return files.flatMap((file) =>
    listAt(asMap(file.value), 'entities').flatMap((entry, index) => {
      const value = asMap(entry);
      if (value === undefined) return [];
      const parts = [{ part: value, steps: [] }, ...datedParts(value)];
      return parts.flatMap(({ part, steps }) =>
        ['start', 'open_as_of'].flatMap((key) => {
          const { min } = spanOf(part[key]);
          if (min === null || min <= horizon) return [];
          const range = locate(file).value(['entities', index, ...steps, key]);
          const message = `${value.id}: ${key} ${part[key]} is years after everything that was coded`;
          return [problem('W-DATE-AHEAD', file.path, range, message, 'Correct the year, if it is a slip.')];
        }),
      );
    }),
  );
}
