import { foldName } from '../../model/fold.ts';
import { analyse, recordNames } from './lookup.ts';
import type { Registry } from './registry.ts';
import type { Failure, Mention, RecordScope } from './types.ts';

/** Whether a name is unknown only because the entry that bears it was refused: that is told at the entry. */
export function isOfRefused(
  registry: Registry,
  scope: RecordScope,
  { text }: Pick<Mention, 'text'>,
  { code }: Failure,
): boolean {
  if (code !== 'E-NAME-UNKNOWN' || registry.refused.size + scope.refused.size === 0) return false;
  const titled = analyse(registry, text).titled.map(({ name }) => name);
  return [text, ...titled, ...recordNames(registry, scope, text)]
    .map(foldName)
    .some((name) => scope.refused.has(name) || registry.refused.has(name));
}
