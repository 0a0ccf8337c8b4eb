import { isFault, readDate } from '../../model/dates/dates.ts';
import type { FieldDescription } from './descriptor.ts';
import { shown } from './finding.ts';

/** Whether a text can be read as a value of the type without loss. */
const READABLE: Record<FieldDescription['type'], (text: string) => boolean> = {
  string: () => true,
  integer: (text) => /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text)),
  number: (text) => /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text)),
  boolean: (text) => text === 'true' || text === 'false',
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !isFault(readDate(text)),
};
const IN_WORDS: Record<FieldDescription['type'], string> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a day, YYYY-MM-DD',
};

/** What a cell says, item by item; a cell that is no list has one. */
export function itemsOf(cell: string, { listSeparator }: FieldDescription): string[] {
  if (cell === '') return [];
  return listSeparator === undefined ? [cell] : cell.split(listSeparator);
}

/** Makes the function that tells what is wrong with a cell of a column, apart from where it leads. */
export function cellChecker(field: FieldDescription): (cell: string) => string[] {
  const { type, listSeparator, constraints, itemConstraints } = field;
  const codes = constraints?.enum ?? itemConstraints?.enum;
  const allowed = codes === undefined ? null : new Set(codes);
  // A separator that lost a blank would make one item of two.
  const bare = listSeparator?.trim() ?? '';
  return (cell) => {
    if (cell === '') return constraints?.required === true ? ['It is empty and must not be.'] : [];
    const reasons: string[] = [];
    for (const item of itemsOf(cell, field)) {
      if (listSeparator !== undefined && item.trim() === '') reasons.push('An item of the list is empty.');
      else if (bare !== '' && (item.startsWith(bare) || item.endsWith(bare)))
        reasons.push(`${shown(item)} begins or ends with a broken list separator.`);
      else if (!READABLE[type](item)) reasons.push(`${shown(item)} is not ${IN_WORDS[type]}.`);
      else if (allowed !== null && !allowed.has(item))
        reasons.push(`${shown(item)} is not one of the codes of this column.`);
    }
    return reasons;
  };
}
