import type { TreeNode } from '../model/tree-node.ts';
import type { Fault } from './fault.ts';

/**
 * True when some `#` may have cut an unquoted value: one blank before it and no blank after it (`issue #41`), or an
 * open parenthesis before it (`(issue # 41)`). A comment by habit stands at the start of a line, after two blanks, or
 * is followed by a blank; those are left alone.
 */
export function mayCutValue(text: string): boolean {
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1))
    if (isSuspect(text, at)) return true;
  return false;
}

function isSuspect(text: string, at: number): boolean {
  if (text[at - 1] !== ' ' || at < 2 || /[\s]/.test(text[at - 2]!)) return false;
  if (/[^\s#]/.test(text[at + 1] ?? ' ')) return true;
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return before.split('(').length > before.split(')').length;
}

/** A warning for each unquoted value of the tree that a suspect `#` cuts short. */
export function findCutValues(text: string, root: TreeNode): Fault[] {
  const ends = new Map<number, TreeNode>();
  const visit = (node: TreeNode): void => {
    if (node.kind === 'scalar' && node.style === 'plain' && !node.empty) ends.set(node.end, node);
    for (const item of node.items) visit(item);
    for (const { value } of node.entries) visit(value);
  };
  visit(root);
  const faults: Fault[] = [];
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1)) {
    const value = ends.get(at - 1);
    if (value === undefined || !isSuspect(text, at)) continue;
    const rest = text.slice(at, endOfLine(text, at));
    const whole = `${text.slice(value.start, value.end)} ${rest}`;
    faults.push({
      code: 'W-VALUE-CUT',
      start: at,
      end: at + rest.length,
      message: `the text from "${rest}" on is a comment and not part of the value`,
      fix: 'Put the value in quotes if it belongs to it; if it is a comment, write a space after #.',
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
