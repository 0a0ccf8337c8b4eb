import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { ValuePath } from '../../../model/authored.ts';
import { isSurelyBefore, spanOf } from '../../../model/date-spans.ts';
import type { RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import { asMap, type Loose, listAt } from '../read-value.ts';
import { report } from '../report.ts';

/** What has a start and an end begins before it ends: entries, their aliases and tenures. */
export function* dates({ lists }: RegistryContext): Generator<Diagnostic> {
  for (const item of [...lists.entities, ...lists.events]) {
    yield* faultsOf(item, item.value, []);
    for (const list of ['aliases', 'tenures']) {
      for (const [index, part] of listAt(item.value, list).entries()) {
        const value = asMap(part);
        if (value !== undefined) yield* faultsOf(item, value, [list, index]);
      }
    }
  }
}

function faultsOf(item: Item, value: Loose, steps: ValuePath): Diagnostic[] {
  const { start } = value;
  if (start === undefined) return [];
  return ['end', 'open_as_of'].flatMap((key) => {
    const end = value[key];
    if (end === undefined || !isSurelyBefore(spanOf(end), spanOf(start))) return [];
    const part = steps.length === 0 ? '' : `, ${value.name ?? value.office}`;
    const message = `${item.id}${part}: ${key} ${end} is before start ${start}`;
    return [report(item, [...steps, key], 'E-REG-DATE-ORDER', message, 'Correct one of the two dates.')];
  });
}
