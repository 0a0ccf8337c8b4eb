import type { ValuePath } from '../../model/authored.ts';
import { isSurelyBefore, spanOf } from '../../model/dates/spans.ts';
import { DATE_ORDER_FIX, datedParts, dateFaultsOf } from '../date-order.ts';
import { asMap, type Loose, listAt } from '../registry/read-value.ts';
import type { RecordContext, Rule } from './context.ts';

/** Nobody can report today what is said tomorrow. */
export const madeBeforePublished: Rule = ({ record, claims, report }) => {
  const published = spanOf(record.source?.published);
  for (const { id, full, pathTo } of claims) {
    if (full.made === undefined || !isSurelyBefore(published, spanOf(full.made))) continue;
    report(
      'W-MADE-LATE',
      pathTo('made'),
      `${id} was made ${full.made}, after the source was published ${record.source?.published}`,
      'Check both dates. For a held-over or embargoed text, say so in note.',
    );
  }
};

/** Nobody codes what is not out yet: the day of coding bounds the dates of a record. No clock is asked for today's. */
export const codedLast: Rule = ({ record, claims, report }) => {
  const coded = record.coding?.coded;
  const tell = (what: string, date: unknown, path: ValuePath): void => {
    if (!isSurelyBefore(spanOf(coded), spanOf(date))) return;
    const message = `${what} ${date} is after the day of coding, ${coded}`;
    report('E-CODED-EARLY', path, message, 'Correct the date that is wrong.');
  };
  const published = record.source?.published;
  tell('published', published, ['source', 'published']);
  // After the publication is told as such.
  if (published === undefined)
    for (const { id, full, pathTo } of claims) tell(`${id}: made`, full.made, pathTo('made'));
  for (const { value, path, id } of entriesOf(record)) {
    for (const { part, steps } of datedParts(value))
      for (const key of ['start', 'open_as_of']) tell(`${id}: ${key}`, part[key], [...path, ...steps, key]);
  }
};

/** The entities and events of a record begin before they end, as those of the registry do. */
export const localDates: Rule = ({ record, report }) => {
  for (const { value, path, id } of entriesOf(record))
    for (const { steps, message } of dateFaultsOf(id, value))
      report('E-REG-DATE-ORDER', [...path, ...steps], message, DATE_ORDER_FIX);
};

interface Entry {
  value: Loose;
  path: ValuePath;
  id: string;
}

function entriesOf(record: RecordContext['record']): Entry[] {
  const entries: Entry[] = [];
  for (const list of ['entities', 'events'] as const) {
    for (const [index, item] of listAt(asMap(record), list).entries()) {
      const value = asMap(item);
      if (value !== undefined)
        entries.push({ value, path: [list, index], id: String(value.id ?? value.name ?? list) });
    }
  }
  return entries;
}
