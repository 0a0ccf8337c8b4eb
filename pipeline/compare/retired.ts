import { asObject } from './differences.ts';
import type { BuiltDataset } from './read.ts';

/** What became of ids that are no longer in the tables. */
export interface RetiredIds {
  /**
   * Whether the table `retired` has the id that left a table. Ids of other tables than those in {@link RETIRED_KINDS}, such
   * as propositions, come and go with claims, and nothing more has to be said of them.
   */
  covers: (table: string, id: string) => boolean;
}

/** Kind of a retired id by the table that it stood in. */
export const RETIRED_KINDS: Readonly<Record<string, string>> = {
  claims: 'claim',
  sources: 'source',
  entities: 'entry',
  events: 'entry',
};

/** Reads which ids of a dataset are retired; none when it has no such table. */
export function retiredIdsIn(dataset: BuiltDataset): RetiredIds {
  const retired = dataset.get('retired');
  const known = new Set(
    retired?.rows.map((row) => {
      const { kind, id } = asObject(retired, row);
      return `${kind} ${id}`;
    }),
  );
  return {
    covers: (table, id) => !(table in RETIRED_KINDS) || known.has(`${RETIRED_KINDS[table]} ${id}`),
  };
}
