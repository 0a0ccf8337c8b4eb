import type { ValuePath } from '../../model/authored.ts';
import { vocabularyNamed } from '../../model/codebook.ts';
import { foldName } from '../../model/fold.ts';
import type { Entry } from '../../normalize/names/registry.ts';
import type { Resolution } from '../../normalize/names/resolve.ts';
import { type Excerpt, excerptOf, lineExcerpt, valueAt } from './lines.ts';
import type { TracedClaim } from './load.ts';

/** One step on the way from what was written to what stands in the data. */
export interface Step {
  /** What happened, in one sentence. */
  what: string;
  /** The rule behind it, in words. */
  rule: string;
  /** The lines that show it. */
  excerpts: Excerpt[];
}

/**
 * How a written name became an entity or event.
 * @param line the line of the record on which the name is written
 */
export function nameStep(claim: TracedClaim, text: string, resolution: Resolution, line: number): Step {
  const { entry, method, reading, describedRole } = resolution;
  const { codebook } = claim.model;
  const definition = (vocabulary: string, code: string): string =>
    vocabularyNamed(codebook, vocabulary).codes.find((one) => one.code === code)?.definition ?? '';
  const role = describedRole === null ? '' : ` The source prints the title "${describedRole}".`;
  const also = reading === 'metonym' ? ` ${definition('reading', reading)}` : '';
  const place = method === 'redirect' ? redirectOf(claim, text) : placeOfName(claim, entry, text, method);
  return {
    what: `"${text}" is ${entry.id} (${entry.name}, ${entry.type}).${role}`,
    rule: `${definition('name-method', method)}${also}`,
    excerpts: [lineExcerpt(claim.file, line), ...(place === null ? [] : [place])],
  };
}

/** The lines that declare an entity or event. */
export function declarationOf(claim: TracedClaim, entry: Entry, most?: number): Excerpt | null {
  const file = fileOf(claim, entry);
  return file === undefined ? null : excerptOf(file, pathOf(claim, entry), most);
}

function fileOf({ file, files }: TracedClaim, entry: Entry): TracedClaim['file'] | undefined {
  return entry.file === file.path ? file : files.get(entry.file);
}

function pathOf(claim: TracedClaim, entry: Entry): ValuePath {
  const list = entry.kind === 'entity' ? 'entities' : 'events';
  return [list, Math.max(0, (fileOf(claim, entry)?.itemLines[list] ?? []).indexOf(entry.line))];
}

/** The line that makes the name mean the entity: in the record's `names`, among its names, or its terms of office. */
function placeOfName(
  claim: TracedClaim,
  entry: Entry,
  text: string,
  method: Resolution['method'],
): Excerpt | null {
  const folded = foldName(text);
  const fits = (name: string): boolean => {
    const other = foldName(name);
    if (method !== 'title') return other === folded;
    return folded.endsWith(` ${other}`) || folded.startsWith(`${other} `);
  };
  if (method === 'record-names' || method === 'title') {
    const surface = Object.keys(claim.record.names ?? {}).find(fits);
    if (surface !== undefined) return excerptOf(claim.file, ['names', surface]);
  }
  const file = fileOf(claim, entry);
  if (file === undefined) return null;
  const path = pathOf(claim, entry);
  if (method === 'office') return excerptOf(file, [...path, 'tenures']);
  const names = namePaths(valueAt(file.value, path));
  const [, found] = names.find(([name]) => name === text) ?? names.find(([name]) => fits(name)) ?? [];
  return excerptOf(file, [...path, ...(found ?? ['name'])]);
}

/** Every name that an entry gives, with where it stands in the entry. */
function namePaths(entry: unknown): [name: string, path: ValuePath][] {
  const found: [string, ValuePath][] = [];
  const add = (path: ValuePath): void => {
    const name = valueAt(entry, path);
    if (typeof name === 'string') found.push([name, path]);
  };
  add(['name']);
  add(['official_name']);
  for (const lang of Object.keys((valueAt(entry, ['native_names']) as object | undefined) ?? {}))
    add(['native_names', lang]);
  for (const [list, key] of [
    ['aliases', 'name'],
    ['metonyms', null],
  ] as const) {
    const items = valueAt(entry, [list]);
    for (const index of Array.isArray(items) ? items.keys() : [])
      add(key === null ? [list, index] : [list, index, key]);
  }
  return found;
}

/** The line that retired an id. */
function redirectOf({ files }: TracedClaim, id: string): Excerpt | null {
  for (const file of files.values()) {
    const redirects = valueAt(file.value, ['redirects']);
    const index = Array.isArray(redirects) ? redirects.findIndex((one) => one?.from === id) : -1;
    if (index >= 0) return excerptOf(file, ['redirects', index]);
  }
  return null;
}
