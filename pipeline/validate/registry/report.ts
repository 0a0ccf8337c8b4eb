import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Extras, problem } from '../../diagnostics/problem.ts';
import { locate } from '../../ingest/positions.ts';
import type { ValuePath } from '../../model/authored.ts';
import type { Item } from './item.ts';

/**
 * Makes a diagnostic about a value of an item.
 * @param steps from the item to the value; the value must be written there
 */
export function report(
  item: Item,
  steps: ValuePath,
  code: string,
  message: string,
  fix: string,
  extras: Extras = {},
): Diagnostic {
  const range = locate(item.file).value([item.list, item.index, ...steps]);
  return problem(code, item.file.path, range, message, fix, extras);
}

/** Where an item, or a value of it, begins: `sources/registry/states.yaml:12`. */
export function placeOf(item: Item, steps: ValuePath = []): string {
  return `${item.file.path}:${locate(item.file).lineOf([item.list, item.index, ...steps])}`;
}

/** A type with its article, as messages name it: "a state", "an office". */
export function withArticle(word: string): string {
  return `${/^[aeio]/.test(word) ? 'an' : 'a'} ${word}`;
}
