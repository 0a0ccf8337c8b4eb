import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { indexLines, lineIndexAt, offsetOf, type TextLines } from '../../ingest/text-lines.ts';
import type { ValuePath } from '../../model/authored.ts';
import { type TreeNode, valueUnder } from '../../model/tree-node.ts';
import type { Edit } from './edit.ts';

/**
 * Takes out what the build derives by itself: attitudes that the check finds written although blame has them anyway. The key
 * goes when nothing is left under it. What has a comment beside it is left to a person.
 */
export function derivedEdits(text: string, tree: TreeNode, found: readonly Diagnostic[]): Edit[] {
  const lines = indexLines(text);
  const derived = new Set(
    found.filter(({ code }) => code === 'W-STANCE-DERIVED').map((one) => offsetOf(lines, one)),
  );
  if (derived.size === 0) return [];
  const claims = valueUnder(tree, 'claims')?.items ?? [];
  return claims.flatMap((claim, index) => {
    const stance = claim.entries.find(({ key }) => key.text === 'stance');
    const entries = stance?.value.entries ?? [];
    const isGone = ({ value }: TreeNode['entries'][number]): boolean => derived.has(value.start);
    if (stance === undefined || !entries.some(isGone)) return [];
    const path = ['claims', index, 'stance'];
    if (entries.every(isGone)) {
      const end = Math.max(stance.value.end, ...entries.map(({ value }) => value.end));
      return wholeLines(lines, stance.key.start, end, path);
    }
    return entries.flatMap((entry, at) => {
      if (!isGone(entry)) return [];
      const { key, value } = entry;
      const own = [...path, key.text];
      if (stance.value.style === 'block') return wholeLines(lines, key.start, value.end, own);
      // Those that stay keep one comma between them: each that goes takes the one behind it along, the last ones that before.
      const isLast = entries.slice(at + 1).every(isGone);
      const start = isLast ? (entries[at - 1] ?? entry).value.end : key.start;
      const end = isLast ? value.end : (entries[at + 1] ?? entry).key.start;
      return [{ start, end, text: '', change: { path: own, to: null } }];
    });
  });
}

/** Takes out the lines from one offset to another with the key that stands on them, when nothing else does. */
function wholeLines(lines: TextLines, from: number, to: number, path: ValuePath): Edit[] {
  const { text, starts } = lines;
  const start = starts[lineIndexAt(lines, from)] ?? 0;
  const end = starts[lineIndexAt(lines, to - 1) + 1] ?? text.length;
  const isAlone = text.slice(start, from).trim() === '' && text.slice(to, end).trim() === '';
  if (!isAlone || text.slice(from, to).includes('#')) return [];
  return [{ start, end, text: '', change: { path, to: null } }];
}
