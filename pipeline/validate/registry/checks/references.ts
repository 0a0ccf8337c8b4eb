import { choice } from '../../../diagnostics/choice.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { ValuePath } from '../../../model/authored.ts';
import { foldName } from '../../../model/fold.ts';
import type { Reference } from '../../../model/reference-plan.ts';
import type { RegistryContext } from '../context.ts';
import { homeOf } from '../homes.ts';
import { type Item, LISTS } from '../item.ts';
import { asMap, listAt } from '../read-value.ts';
import { report, withArticle } from '../report.ts';
import { isMerged, livingTarget } from '../retired.ts';
import { isFit, type Suggest, suggester, typesOf } from '../suggest-id.ts';
import { NOTHING } from './redirects.ts';

/** Every id that is referred to exists, is alive, and belongs to something of the right type. */
export function references(context: RegistryContext): Diagnostic[] {
  const found: Diagnostic[] = [];
  const suggest = suggester(context);
  for (const list of LISTS) {
    for (const item of context.lists[list]) {
      for (const reference of context.references(list, item.type)) {
        visitIds(item.value, reference.steps, [], (id, path) => {
          const fault = faultOf(context, item, reference, path, id, suggest);
          if (fault !== undefined) found.push(fault);
        });
      }
    }
  }
  return found;
}

function faultOf(
  context: RegistryContext,
  item: Item,
  reference: Reference,
  path: ValuePath,
  written: string,
  suggest: Suggest,
): Diagnostic | undefined {
  if (reference.target === 'source') {
    const id = written.split(' ', 1)[0] ?? '';
    if (context.sources.has(id) || context.incomplete) return undefined;
    return unknown(item, reference, path, id, suggest);
  }
  const target = context.entries.get(written);
  if (target !== undefined)
    return isFit(target, reference) ? undefined : unfit(item, reference, path, target);
  const redirect = context.retired.get(written);
  if (redirect !== undefined) return retired(context, item, path, written, redirect);
  if (context.incomplete || context.refused.has(foldName(written))) return undefined;
  return unknown(item, reference, path, written, suggest);
}

function unfit(item: Item, reference: Reference, path: ValuePath, target: Item): Diagnostic {
  const wanted = wantedWords(reference);
  const message = `${keyOf(path)}: "${target.id}" is ${withArticle(target.type)}, but ${wanted} is needed here`;
  return report(item, path, 'E-REG-REF-KIND', message, `Write the id of ${wanted}.`);
}

function wantedWords(reference: Reference): string {
  const types = typesOf(reference);
  return withArticle(types === null ? reference.target : choice(types));
}

function unknown(
  item: Item,
  reference: Reference,
  path: ValuePath,
  id: string,
  suggest: Suggest,
): Diagnostic {
  const suggestion = suggest(id, reference);
  const where = reference.target === 'source' ? 'sources.yaml' : homeOf(typesOf(reference)?.[0] ?? '');
  const message = `${keyOf(path)}: "${id}" is not in the registry`;
  const fix = `Correct the id, or add the entry${where === undefined ? '' : ` to ${where}`} first.`;
  return report(
    item,
    path,
    'E-REG-REF-UNKNOWN',
    message,
    fix,
    suggestion === undefined ? {} : { suggestion },
  );
}

function retired(
  context: RegistryContext,
  item: Item,
  path: ValuePath,
  id: string,
  redirect: Item,
): Diagnostic | undefined {
  const parts = listAt(redirect.value, 'split_into').filter((part) => typeof part === 'string');
  if (parts.length > 0) {
    const message = `${keyOf(path)}: "${id}" was split into ${parts.join(', ')}`;
    return report(item, path, 'E-REG-SPLIT-USED', message, `Write the one that is meant: ${choice(parts)}.`);
  }
  if (redirect.value.to === NOTHING) {
    const message = `${keyOf(path)}: "${id}" is retired and nothing took its place`;
    return report(item, path, 'E-REG-REF-RETIRED', message, 'Remove it, or write the id that is meant now.');
  }
  const living = livingTarget(context, id);
  // A redirect to nowhere is told at the redirect, a merged pair at the merge.
  if (living === undefined || (item.list === 'distinct' && isMerged(context, item))) return undefined;
  const message = `${keyOf(path)}: "${id}" is retired, it became "${living}"`;
  return report(item, path, 'E-REG-REF-RETIRED', message, `Write ${living}.`, { suggestion: living });
}

/** The key that an id stands under. */
function keyOf(path: ValuePath): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

/** Calls `visit` for every id at `steps`. The path is one array that grows and shrinks: most ids are right. */
function visitIds(
  value: unknown,
  steps: readonly string[],
  path: (string | number)[],
  visit: (id: string, path: ValuePath) => void,
): void {
  const step = steps[path.length];
  if (step === undefined) {
    if (typeof value === 'string') visit(value, path);
  } else if (step === '*') {
    if (!Array.isArray(value)) return;
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      visitIds(value[index], steps, path, visit);
      path.pop();
    }
  } else {
    const child = asMap(value)?.[step];
    if (child === undefined) return;
    path.push(step);
    visitIds(child, steps, path, visit);
    path.pop();
  }
}
