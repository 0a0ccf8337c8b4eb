import type { ValuePath } from '../../model/authored.ts';
import { itemAt } from '../../model/schema-tree.ts';
import type { Schema } from '../../model/schemas.ts';
import type { TreeNode } from '../../model/tree-node.ts';
import { isPronoun } from '../../normalize/names/unknown.ts';
import type { ProjectCore } from '../../record/core.ts';
import { takeRecord } from '../../record/take.ts';

import type { Edit } from './edit.ts';
import type { Placed } from './places.ts';
import { isMisread, quote } from './scalars.ts';

/** The id of a name under a key; undefined when the name has none, or not the same one everywhere. */
export type IdOf = (key: string, name: string) => string | undefined;

/**
 * Finds out what the names of a record mean. A name counts only when it means the same wherever it stands under a key, and
 * without a warning: "the president" may be two people in two claims.
 */
export function idsOf(project: ProjectCore, path: string, bytes: Uint8Array): IdOf {
  const meanings = new Map<string, Set<string>>();
  takeRecord(project, { path, bytes }, (text, key, resolution) => {
    const known = meanings.get(`${key} ${text}`) ?? new Set();
    known.add(resolution === null || resolution.warning !== undefined ? '' : resolution.entry.id);
    meanings.set(`${key} ${text}`, known);
  });
  return (key, name) => {
    const [id, ...others] = meanings.get(`${key} ${name}`) ?? [];
    return others.length > 0 || id === '' || id === name || (id !== undefined && isPronoun(id))
      ? undefined
      : id;
  };
}

/** Replaces names by ids: in one value, one list, or the keys of a stance; never so that one id stands there twice. */
export function idEdits({ node, path, shape }: Placed, idOf: IdOf): Edit[] {
  if (shape === undefined) return [];
  const slot = slotOf(path);
  if (node.kind === 'map') {
    const isStance = path.at(-1) === 'stance' && path[0] !== 'names';
    return isStance
      ? replaceAll(
          node.entries.map(({ key }) => key),
          slot,
          idOf,
          (name) => [...path, name],
          true,
        )
      : [];
  }
  if (node.kind === 'list') {
    const item = itemAt(shape)?.schema;
    return isEntry(item) ? replaceAll(node.items, slot, idOf, (_, index) => [...path, index]) : [];
  }
  const stands = typeof path.at(-1) !== 'number' && isEntry(shape.schema);
  return stands ? replaceAll([node], slot, idOf, () => path) : [];
}

function replaceAll(
  nodes: readonly TreeNode[],
  slot: string,
  idOf: IdOf,
  pathOf: (name: string, index: number) => ValuePath,
  key?: true,
): Edit[] {
  const ids = nodes.map((node) =>
    node.kind === 'scalar' && node.style !== 'block' ? idOf(slot, node.text) : undefined,
  );
  const after = nodes.map((node, index) => ids[index] ?? node.text);
  if (new Set(after).size < after.length) return [];
  return nodes.flatMap((node, index) => {
    const to = ids[index];
    if (to === undefined) return [];
    const text = isMisread(to) ? quote(to) : to;
    const path = pathOf(node.text, index);
    return [{ start: node.start, end: node.end, text, change: { path, to, ...(key && { key }) } }];
  });
}

/** Whether a schema asks for an entity or event. */
function isEntry(schema: Schema | undefined): boolean {
  const target = schema?.['x-ref'];
  return typeof target === 'string' && !['coder', 'source', 'office'].includes(target);
}

/** The key under which names are resolved at a place (`SLOTS`): mostly the last key of the path. */
function slotOf(path: ValuePath): string {
  const keys = path.filter((step): step is string => typeof step === 'string');
  const [top = ''] = keys;
  if (top === 'names' || top === 'entities' || top === 'events') return 'names';
  const holder = keys.find((key) => key === 'contributors' || key === 'paratext');
  const last = keys.at(-1) ?? '';
  return holder ?? (last === 'list' ? 'members' : last);
}
