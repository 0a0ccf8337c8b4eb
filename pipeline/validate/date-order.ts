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
export function* dateFaultsOf(id: string, value: Loose): Generator<DateFault> {
  yield* faultsIn(id, value, []);
  for (const { part, steps } of datedParts(value)) yield* faultsIn(id, part, steps);
}

/** The aliases and tenures of an entry, with where they stand in it. */
export function* datedParts(value: Loose): Generator<{ part: Loose; steps: ValuePath }> {
  for (const list of ['aliases', 'tenures']) {
    for (const [index, item] of listAt(value, list).entries()) {
      const part = asMap(item);
      if (part !== undefined) yield { part, steps: [list, index] };
    }
  }
}

function* faultsIn(id: string, value: Loose, steps: ValuePath): Generator<DateFault> {
  const { start } = value;
  if (start === undefined) return;
  for (const key of ['end', 'open_as_of']) {
    const end = value[key];
    if (end === undefined || !isSurelyBefore(spanOf(end), spanOf(start))) continue;
    const part = steps.length === 0 ? '' : `, ${value.name ?? value.office}`;
    yield { steps: [...steps, key], message: `${id}${part}: ${key} ${end} is before start ${start}` };
  }
}
