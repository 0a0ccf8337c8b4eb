import { type Row, type Table, type TableContract, tableNamed } from '../../model/tables.ts';
import { rowCheck } from '../check-row.ts';
import { csvLinesOfMany } from '../formats/csv/lines.ts';
import { BETWEEN_ITEMS, entryJson } from '../formats/json.ts';
import type { EntryRows } from '../rows/entity-rows.ts';

const ENTRY_TABLES = ['entities', 'entity_countries', 'entity_names', 'entity_tenures', 'events'] as const;

/** The files in which entities and events stand, each sorted by their ids. */
export const ENTRY_FILES = [
  ...ENTRY_TABLES,
  'entities.json',
  'entity_countries.json',
  'events.json',
] as const;

/** An entity or event as text, with its number of rows, for each of {@link ENTRY_FILES}. */
interface EntryText {
  texts: string[];
  rows: number[];
}

/**
 * Makes the function that writes an entity or event of the registry or of a record as text. In JSON each item stands behind
 * {@link BETWEEN_ITEMS}.
 */
export function entryTextMaker(contract: TableContract): (rows: EntryRows) => EntryText {
  const tables = ENTRY_TABLES.map((name) => tableNamed(contract, name));
  const json = entryJson(contract);
  const check = rowCheck();
  const items = <T>(some: readonly T[], inJson: (item: T) => string): string =>
    some.length === 0 ? '' : some.map((item) => `${BETWEEN_ITEMS}${inJson(item)}`).join('');
  return (entry) => {
    const { countries, names, tenures } = entry;
    const entities = entry.entity === null ? [] : [entry.entity];
    const events = entry.event === null ? [] : [entry.event];
    const lists: readonly object[][] = [entities, countries, names, tenures, events];
    const texts = lists.map((some, place) => {
      const table = tables[place] as Table;
      check(table, some[0]);
      return csvLinesOfMany(table, some as Row[]);
    });
    texts.push(
      items(entities, (row) => json.entity(row, entry)),
      items(countries, json.country),
      items(events, json.event),
    );
    const counts = lists.map(({ length }) => length);
    return { texts, rows: [...counts, entities.length, countries.length, events.length] };
  };
}
