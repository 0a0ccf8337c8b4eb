import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { indexLines, type TextLines } from '../../ingest/text-lines.ts';
import type { TreeNode } from '../../model/tree-node.ts';
import type { Edit } from './edit.ts';

/**
 * Takes out what the build derives by itself: attitudes that the check finds written although blame has them anyway. The key
 * goes when nothing is left under it. What has a comment beside it is left to a person.
 */
export function derivedEdits(text: string, tree: TreeNode, found: readonly Diagnostic[]): Edit[] {
  const lines = indexLines(text);
  const derived = new Set(
    found
      .filter(({ code }) => code === 'W-STANCE-DERIVED')
      .map(({ line, column }) => (lines.starts[line - 1] ?? 0) + column - 1),
  );
  if (derived.size === 0) return [];
  const claims = valueUnder(tree, 'claims')?.items ?? [];
  return claims.flatMap((claim, index) => {
    const stance = claim.entries.find(({ key }) => key.text === 'stance');
    if (stance === undefined) return [];
    const isGone = ({ value }: TreeNode['entries'][number]): boolean => derived.has(value.start);
    const path = ['claims', index, 'stance'];
    const { entries } = stance.value;
    if (entries.length > 0 && entries.every(isGone)) {
      const last = entries.at(-1)?.value.end ?? stance.value.end;
      return wholeLines(lines, stance.key.start, Math.max(last, stance.value.end)).map((edit) => ({
        ...edit,
        change: { path, to: null },
      }));
    }
    return entries.flatMap((entry, at) => {
      if (!isGone(entry)) return [];
      const change = { path: [...path, entry.key.text], to: null };
      if (stance.value.style === 'block')
        return wholeLines(lines, entry.key.start, entry.value.end).map((edit) => ({ ...edit, change }));
      // Those that stay keep one comma between them: each that goes takes the one behind it along, the last ones that before.
      const next = entries.slice(at + 1).find((one) => !isGone(one));
      const before = entries.slice(0, at).findLast((one) => !isGone(one));
      const start = next === undefined ? (entries[at - 1] ?? entry).value.end : entry.key.start;
      const end = next === undefined ? entry.value.end : (entries[at + 1] ?? entry).key.start;
      return before === undefined && next === undefined ? [] : [{ start, end, text: '', change }];
    });
  });
}

/** The lines from one offset to another, when nothing else stands on them. */
function wholeLines({ text, starts }: TextLines, from: number, to: number): Edit[] {
  const start = starts.findLast((one) => one <= from) ?? 0;
  const end = starts.find((one) => one >= to) ?? text.length;
  const isAlone = text.slice(start, from).trim() === '' && text.slice(to, end).trim() === '';
  return isAlone && !text.slice(from, to).includes('#') ? [{ start, end, text: '' }] : [];
}

function valueUnder({ entries }: TreeNode, name: string): TreeNode | undefined {
  return entries.find(({ key }) => key.text === name)?.value;
}
