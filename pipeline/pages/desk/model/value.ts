import type { AuthoredMap, AuthoredValue, ValuePath } from '../../../model/authored.ts';
import { isMap } from './layout.ts';

/** The value at a path; undefined where nothing is. */
export function valueAt(value: AuthoredValue | undefined, path: ValuePath): AuthoredValue | undefined {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object') return undefined;
    found = (found as Record<string, AuthoredValue>)[step];
  }
  return found;
}

/** The text at a path; '' where none is. */
export function textAt(value: AuthoredValue | undefined, path: ValuePath): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

/** The list at a path; a word alone counts as a list of one, nothing as an empty one. */
export function listAt(value: AuthoredValue | undefined, path: ValuePath): AuthoredValue[] {
  const found = valueAt(value, path);
  return found === undefined ? [] : Array.isArray(found) ? found : [found];
}

/**
 * A value with another one at a path; what is unknown is left out, so that nothing empty stays: no text, list or mapping.
 * @param to undefined, '' or an empty list take it out
 */
export function withValueAt(value: AuthoredMap, path: ValuePath, to: AuthoredValue | undefined): AuthoredMap {
  return (put(value, path, to) ?? {}) as AuthoredMap;
}

function put(
  value: AuthoredValue | undefined,
  path: ValuePath,
  to: AuthoredValue | undefined,
): AuthoredValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return isNothing(to) ? undefined : to;
  if (typeof step === 'number') {
    const list = Array.isArray(value) ? [...value] : [];
    const item = put(list[step], rest, to);
    if (item === undefined) list.splice(step, 1);
    else list[step] = item;
    return list.length === 0 ? undefined : list;
  }
  const map = isMap(value) ? value : {};
  const below = put(map[step], rest, to);
  const { [step]: _, ...others } = map;
  if (below === undefined) return Object.keys(others).length === 0 ? undefined : others;
  return { ...map, [step]: below };
}

function isNothing(value: AuthoredValue | undefined): boolean {
  return (
    value === undefined || (typeof value === 'string' ? value.trim() === '' : Object.keys(value).length === 0)
  );
}
