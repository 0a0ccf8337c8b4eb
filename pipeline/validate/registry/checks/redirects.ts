import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import type { ValuePath } from '../../../model/authored.ts';
import type { RegistryContext } from '../context.ts';
import type { Item } from '../item.ts';
import { listAt } from '../read-value.ts';
import { placeOf, report } from '../report.ts';
import { livingTarget } from '../retired.ts';

/** What `to` says when nothing took the place of an id. */
export const NOTHING = 'none';

/** A retired id stays retired and leads straight to what is alive. */
export function* redirects(context: RegistryContext): Generator<Diagnostic> {
  for (const item of context.lists.redirects) {
    const { id, value } = item;
    const living = context.entries.get(id);
    if (living !== undefined) {
      const message = `"${id}" is retired here and in use at ${placeOf(living)}`;
      const fix = 'Give the entry another id, or remove the redirect if the id was never retired.';
      yield report(item, ['from'], 'E-REG-REDIRECT-ALIVE', message, fix);
    }
    if ('to' in value === 'split_into' in value) {
      const which = 'to' in value ? 'both to and split_into' : 'neither to nor split_into';
      const fix =
        'Write to when the id became one other, split_into when it became several, to: none when nothing took its place.';
      yield report(
        item,
        ['to' in value ? 'split_into' : 'from'],
        'E-REG-REDIRECT-FORM',
        `"${id}" has ${which}`,
        fix,
      );
    }
    const targets = [{ to: value.to === NOTHING ? undefined : value.to, steps: ['to'] as ValuePath }];
    for (const [index, to] of listAt(value, 'split_into').entries())
      targets.push({ to, steps: ['split_into', index] });
    for (const { to, steps } of targets) {
      const found = typeof to === 'string' ? deadEnd(context, item, to, steps) : undefined;
      if (found !== undefined) yield found;
    }
  }
}

function deadEnd(context: RegistryContext, item: Item, to: string, steps: ValuePath): Diagnostic | undefined {
  if (context.entries.has(to)) return undefined;
  if (context.retired.has(to)) {
    const living = livingTarget(context, to);
    const message = `"${item.id}" leads to "${to}", which is retired itself`;
    const fix = living === undefined ? 'Write the living id that is meant now.' : `Write ${living}.`;
    return report(
      item,
      steps,
      'E-REG-REDIRECT-CHAIN',
      message,
      fix,
      living === undefined ? {} : { suggestion: living },
    );
  }
  if (context.incomplete) return undefined;
  const [suggestion] = nearest(to, context.entries.keys());
  const message = `"${item.id}" leads to "${to}", which is not in the registry`;
  const extras = suggestion === undefined ? {} : { suggestion };
  return report(
    item,
    steps,
    'E-REG-REDIRECT-LOST',
    message,
    'Write the id of the entry that took its place.',
    extras,
  );
}
