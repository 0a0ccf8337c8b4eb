import type { ValuePath } from '../model/authored.ts';
import { isSurelyBefore, spanOf } from '../model/dates/spans.ts';
import { asMap, type Loose, listAt } from './registry/read-value.ts';

/** Two dates of an entry in the wrong order. */
export interface DateFault {
  /** From the entry to the later of the two keys. */
  steps: ValuePath;
  message: string;
}

/** What to do about two dates in the wrong order. */
export const DATE_ORDER_FIX = 'Correct one of the two dates.';

/** What has a start and an end begins before it ends: an entity or event, its aliases and tenures. */
export function dateFaultsOf(id: string, value: Loose): DateFault[] {
  const faults = faultsIn(id, value, []);
  for (const { part, steps } of datedParts(value))
    for (const fault of faultsIn(id, part, steps)) faults.push(fault);
  return faults;
}

/** The aliases and tenures of an entry, with where they stand in it. */
export function datedParts(value: Loose): { part: Loose; steps: ValuePath }[] {
  const parts: { part: Loose; steps: ValuePath }[] = [];
  for (const list of ['aliases', 'tenures']) {
    for (const [index, item] of listAt(value, list).entries()) {
      const part = asMap(item);
      if (part !== undefined) parts.push({ part, steps: [list, index] });
    }
  }
  return parts;
}

function faultsIn(id: string, value: Loose, steps: ValuePath): DateFault[] {
  const { start } = value;
  if (start === undefined) return [];
  return ['end', 'open_as_of'].flatMap((key) => {
    const end = value[key];
    if (end === undefined || !isSurelyBefore(spanOf(end), spanOf(start))) return [];
    const part = steps.length === 0 ? '' : `, ${value.name ?? value.office}`;
    return [{ steps: [...steps, key], message: `${id}${part}: ${key} ${end} is before start ${start}` }];
  });
}
