import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import { textAt } from '../read-value.ts';
import { placeOf, report } from '../report.ts';
import { isMerged } from '../retired.ts';

/** Judgements that two entries are not the same stand once each, and no redirect goes against them. */
export function* distinct(context: RegistryContext): Generator<Diagnostic> {
  const seen = new Map<string, Item>();
  for (const item of context.lists.distinct) {
    const [a, b] = [textAt(item.value, 'a'), textAt(item.value, 'b')];
    if (a === undefined || b === undefined) continue;
    if (a >= b) {
      const message =
        a === b
          ? `"${a}" is paired with itself`
          : `"${a}" stands before "${b}", but comes after it in the alphabet`;
      const fix = a === b ? 'Write the id of the other entry under b.' : `Write a: ${b} and b: ${a}.`;
      yield report(item, [a === b ? 'b' : 'a'], 'E-REG-PAIR-ORDER', message, fix);
    }
    const key = [a, b].sort().join(' ');
    const first = seen.get(key);
    if (first !== undefined) {
      const message = `the pair "${a}" and "${b}" stands twice: first at ${placeOf(first)}`;
      yield report(item, ['a'], 'E-REG-PAIR-TWICE', message, 'Keep the one with the better reason.');
      continue;
    }
    seen.set(key, item);
    if (!isMerged(context, item)) continue;
    const redirect = context.retired.get(a) ?? context.retired.get(b) ?? item;
    const message = `"${a}" and "${b}" were judged distinct at ${placeOf(item)} and cannot be merged`;
    const fix = 'Remove the redirect, or the pair when the judgement was wrong.';
    yield report(redirect, ['to'], 'E-REG-DISTINCT-MERGED', message, fix);
  }
}
