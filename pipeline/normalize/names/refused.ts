import { foldName } from '../../model/fold.ts';
import { analyse, recordNames } from './lookup.ts';
import type { Registry } from './registry.ts';
import type { Failure, Mention, RecordScope } from './types.ts';

/**
 * Ids and names of an entity or event that the schema refused, folded: what it is called can mostly still be read, and
 * nobody is to be told at each use that it does not exist.
 * @param authored the entry as it was written
 */
export function refusedNames(authored: unknown): string[] {
  const { id, name, aliases } = mapOf(authored);
  const others = Array.isArray(aliases) ? aliases.map((alias) => mapOf(alias).name ?? alias) : [];
  return [id, name, ...others].filter((text) => typeof text === 'string').map(foldName);
}

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

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
