import type { TreeNode } from '../model/tree-node.ts';
import type { Fault } from './fault.ts';

/** Keys whose values are sentences, in which a # may well belong to the text. */
const PROSE: ReadonlySet<string> = new Set(['text', 'quote', 'note', 'title', 'reason', 'decision']);

/**
 * True when some `#` may have cut an unquoted value: one blank before it, in the value of any key if no blank follows
 * (`issue #41`) or a parenthesis is open before it (`(issue # 41)`), in prose whatever follows. A comment by habit stands
 * at the start of a line or after two blanks, and in values of other keys before a blank; those are left alone.
 */
export function mayCutValue(text: string): boolean {
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1))
    if (isBehindOneBlank(text, at)) return true;
  return false;
}

function isBehindOneBlank(text: string, at: number): boolean {
  return text[at - 1] === ' ' && at >= 2 && !/\s/.test(text[at - 2]!);
}

function isSuspect(text: string, at: number, key: string): boolean {
  if (!isBehindOneBlank(text, at)) return false;
  if (PROSE.has(key) || /[^\s#]/.test(text[at + 1] ?? ' ')) return true;
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return before.split('(').length > before.split(')').length;
}

/** A warning for each unquoted value of the tree that a suspect `#` cuts short. */
export function findCutValues(text: string, root: TreeNode): Fault[] {
  const ends = new Map<number, { value: TreeNode; key: string }>();
  const visit = (node: TreeNode, key: string): void => {
    if (node.kind === 'scalar' && node.style === 'plain' && !node.empty)
      ends.set(node.end, { value: node, key });
    for (const item of node.items) visit(item, key);
    for (const entry of node.entries) visit(entry.value, entry.key.text);
  };
  visit(root, '');
  const faults: Fault[] = [];
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1)) {
    const cut = ends.get(at - 1);
    if (cut === undefined || !isSuspect(text, at, cut.key)) continue;
    const rest = text.slice(at, endOfLine(text, at));
    const whole = `${text.slice(cut.value.start, cut.value.end)} ${rest}`;
    const habit = PROSE.has(cut.key) ? 'put it on a line of its own' : 'write a space after #';
    faults.push({
      code: 'W-VALUE-CUT',
      start: at,
      end: at + rest.length,
      message: `the text from "${rest}" on is a comment and not part of the value`,
      fix: `Put the value in quotes if it belongs to it; if it is a comment, ${habit}.`,
      suggestion: whole.includes('\n') ? undefined : `"${whole.replace(/["\\]/g, '\\$&')}"`,
    });
  }
  return faults;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
