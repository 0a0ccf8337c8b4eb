import type { TreeNode } from '../../model/tree-node.ts';
import { describeCodePoint } from '../characters.ts';
import type { Fault } from '../fault.ts';
import { findAll } from '../find-all.ts';

/** What may be a key with its colon, at the start of a line or in brackets, and a blank behind it that is no space. */
const ODD_BEHIND_COLON =
  /(?:^ *(?:- +)*|[{,] *)(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(: *)([\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000][\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000 ]*)/gm;

/** A place where a blank that is no space may stand behind the colon of a key. */
export interface OddBlank {
  /** Offset of the colon. */
  colon: number;
  start: number;
  end: number;
}

/** Where a blank that is no space may stand behind the colon of a key; in a text of several lines it is content. */
export function oddBlanks(text: string): OddBlank[] {
  return findAll(ODD_BEHIND_COLON, text).map((match) => {
    const [whole, colon = '', blanks = ''] = match;
    const end = match.index + whole.length;
    const start = end - blanks.length;
    return { colon: start - colon.length, start, end };
  });
}

/** Offsets at which the keys of a tree end. */
export function keyEndsOf(tree: TreeNode): number[] {
  const below = [...tree.items, ...tree.entries.map(({ value }) => value)].flatMap(keyEndsOf);
  return [...tree.entries.map(({ key }) => key.end), ...below];
}

/** `text` with ordinary spaces in the place of the blanks, offsets unchanged. */
export function withSpaces(text: string, blanks: readonly OddBlank[]): string {
  let straight = '';
  let behind = 0;
  for (const { start, end } of blanks) {
    straight += text.slice(behind, start) + ' '.repeat(end - start);
    behind = end;
  }
  return straight + text.slice(behind);
}

/** The fault of a blank behind a colon. */
export function blankFault(text: string, { start, end }: OddBlank): Fault {
  return {
    code: 'E-YAML-ODD-SPACE',
    start,
    end,
    message: `${describeCodePoint(text.codePointAt(start)!)} stands behind the colon; it looks like a space and is none`,
    fix: 'Delete what stands between the colon and the value and type an ordinary space, here and on the lines that follow.',
  };
}
