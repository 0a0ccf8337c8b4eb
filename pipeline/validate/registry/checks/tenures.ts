import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { doOverlap, type SureDays, spanOf, sureDays } from '../../../model/dates/spans.ts';
import { isRepeat, type RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import { asMap, type Loose, lacks, listAt, textAt } from '../read-value.ts';
import { placeOf, report } from '../report.ts';

/** One person's time in one office. */
interface Holding {
  item: Item;
  steps: readonly [string, number];
  tenure: Loose;
  office: string;
}

/** A tenure says how far it reaches, and no two persons surely hold one office on the same day. */
export function* tenures(context: RegistryContext): Generator<Diagnostic> {
  const offices = new Map<string, Holding[]>();
  for (const item of context.lists.entities) {
    if (isRepeat(context, item)) continue;
    for (const holding of holdingsOf(item)) {
      const unclear = unclearEnd(holding);
      if (unclear !== undefined) yield unclear;
      const known = offices.get(holding.office);
      if (known === undefined) offices.set(holding.office, [holding]);
      else known.push(holding);
    }
  }
  for (const holdings of offices.values()) yield* overlaps(holdings);
}

function* holdingsOf(item: Item): Generator<Holding> {
  for (const [index, part] of listAt(item.value, 'tenures').entries()) {
    const tenure = asMap(part);
    const office = textAt(tenure, 'office');
    if (tenure !== undefined && office !== undefined)
      yield { item, steps: ['tenures', index], tenure, office };
  }
}

function unclearEnd({ item, steps, tenure, office }: Holding): Diagnostic | undefined {
  const [noEnd, notOpen] = [lacks(tenure, 'end'), lacks(tenure, 'open_as_of')];
  if (noEnd !== notOpen) return undefined;
  const which = noEnd ? 'has neither end nor open_as_of' : 'has both end and open_as_of';
  const fix = noEnd
    ? 'Add the day it ended under end, or the date of the list on which it still went on under open_as_of.'
    : 'Keep end and remove open_as_of.';
  const key = noEnd ? 'office' : 'open_as_of';
  return report(item, [...steps, key], 'E-REG-TENURE-END', `${item.id}, ${office}: the tenure ${which}`, fix);
}

function* overlaps(holdings: readonly Holding[]): Generator<Diagnostic> {
  const dated = holdings.flatMap((holding) => {
    const { start, end, open_as_of: open } = holding.tenure;
    const days = sureDays(spanOf(start), spanOf(end ?? open));
    return days === undefined ? [] : [{ holding, days }];
  });
  // Sorting is stable: of two that begin together the later one in the files is told.
  dated.sort((a, b) => (a.days.from < b.days.from ? -1 : a.days.from > b.days.from ? 1 : 0));
  let longest: { holding: Holding; days: SureDays } | undefined;
  for (const current of dated) {
    if (longest !== undefined && doOverlap(longest.days, current.days))
      yield overlap(current.holding, longest.holding);
    if (longest === undefined || current.days.to > longest.days.to) longest = current;
  }
}

function overlap({ item, steps, tenure, office }: Holding, other: Holding): Diagnostic {
  const who = item.id === other.item.id ? 'another tenure of the same person' : `"${other.item.id}"`;
  const message = `${office}: "${item.id}" (${termOf(tenure)}) overlaps ${who} (${termOf(other.tenure)}) at ${placeOf(other.item, other.steps)}`;
  const fix = 'Correct the dates; the last day of one may be the first day of the next.';
  const key = 'start' in tenure ? 'start' : 'office';
  return report(item, [...steps, key], 'E-REG-TENURE-OVERLAP', message, fix);
}

function termOf({ start, end, open_as_of: open }: Loose): string {
  return `${start ?? 'unknown'} to ${end ?? `at least ${open ?? 'unknown'}`}`;
}
