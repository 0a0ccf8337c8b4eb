import type { ValuePath } from '../../model/authored.ts';

/** Replaces the text from `start` to `end` (offsets). */
export interface Edit {
  start: number;
  end: number;
  text: string;
  /** Only where the value changes, and on purpose. */
  change?: Change;
}

/** A text of the value, or a key, that becomes another one, or goes. */
interface Change {
  /** Where: keys and indexes from the top. With `key`, the last one is the key that changes. */
  path: ValuePath;
  /** Null takes the key with its value out. */
  to: string | null;
  key?: boolean;
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) throw new Error('two edits overlap');
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** A copy of a value with the changes made: what a file has to say after its edits. */
export function changedValue(value: unknown, changes: readonly Change[]): unknown {
  const copy = structuredClone(value);
  for (const { path, to, key } of changes) {
    let holder = copy as Record<string, unknown>;
    for (const step of path.slice(0, -1)) holder = holder[step] as Record<string, unknown>;
    const last = path.at(-1) as string;
    if (to === null) delete holder[last];
    else if (key === true) {
      holder[to] = holder[last];
      delete holder[last];
    } else holder[last] = to;
  }
  return copy;
}

/** A value as text that does not depend on the order of keys: equal for files that say the same. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, node: unknown) => {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
    return Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
