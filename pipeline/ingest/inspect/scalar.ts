import type { TreeNode } from '../../model/tree-node.ts';
import { hasOddEscape } from '../characters.ts';
import type { Fault } from '../fault.ts';
import { oddMarkAt } from '../look-alikes.ts';
import { NULL_WORDS } from '../value.ts';

/** A value wholly inside one pair of curly quotes; an apostrophe (’) may stand within double ones. */
const CURLY_QUOTED = /^(?:[“„][^“”„]*[”“]|[‘‚][^‘’‚]*[’‘])$/s;

/** What is refused or doubtful in an unquoted scalar. At most one fault: the first that applies. */
export function inspectScalar(text: string, node: TreeNode): Fault[] {
  const { start, end } = node;
  // Without a backslash the character stands there itself, and is told as such.
  const isEscaped = text[start] === '"' && text.slice(start, end).includes('\\');
  if (node.style === 'quoted' && isEscaped && hasOddEscape(node.text)) {
    return [
      {
        code: 'E-YAML-CONTROL-CHARACTER',
        start,
        end,
        message:
          'an escape in this value stands for a character that cannot be seen, is only half of one, or is one accent of a heap',
        fix: 'Remove the backslash and what belongs to it, such as \\u202E.',
      },
    ];
  }
  if (node.style !== 'plain' || node.empty) return [];
  if (NULL_WORDS.has(node.text)) {
    return [
      {
        code: 'E-VALUE-NULL',
        start,
        end,
        message: `${node.text} means "no value" to YAML and is not taken for text`,
        fix: `If it is a name, quote it ("${node.text}"); if the value is unknown, remove the key.`,
      },
    ];
  }
  // An item or a section that consists of one such line; elsewhere a text may begin like this.
  const odd = node.text.includes('：') || isListOfDashes(text, node) ? oddMarkAt(text, start) : undefined;
  if (odd !== undefined) return [odd.fault];
  const opensLine = isFirstOfLine(text, start);
  if (opensLine && /^-\S/.test(node.text)) {
    return [
      {
        code: 'E-YAML-DASH-SPACE',
        start,
        end: start + 2,
        message: 'a space is missing after the dash, so this line is not a list item',
        fix: 'Put a space after the dash.',
      },
    ];
  }
  const glued = opensLine || node.text.includes('\n') ? /^[\w-]+:(?=[^\s/])/.exec(node.text) : null;
  if (glued !== null && text.slice(start, end).includes('\n')) {
    return [colonWithoutSpace(start, glued[0])];
  }
  const wrapped = CURLY_QUOTED.exec(node.text);
  if (wrapped !== null) {
    return [
      {
        code: 'W-YAML-CURLY-QUOTE',
        start,
        end,
        message: `the curly quotation marks ${node.text[0]} and ${node.text.at(-1)} do not quote in YAML; they become part of the value`,
        fix: 'If they only mark the text, use straight quotes ("…"). If they belong to the text, put straight quotes around them.',
      },
    ];
  }
  const mark = /[\u061C\u200E\u200F]/.exec(text.slice(start, end));
  if (mark === null) return [];
  return [
    {
      code: 'E-YAML-HIDDEN-CHARACTER',
      start: start + mark.index,
      end: start + mark.index + 1,
      message: 'a directional mark that cannot be seen stands in an unquoted value',
      fix: 'Delete it; if the text needs it, put the value in quotes.',
    },
  ];
}

/** Whether nothing but spaces stands before an offset on its line. */
function isFirstOfLine(text: string, offset: number): boolean {
  let at = offset;
  while (text[at - 1] === ' ') at--;
  return at === 0 || text[at - 1] === '\n';
}

/** Whether all lines of a text begin with one sign that looks like a dash, and there are several. */
function isListOfDashes(text: string, { start, end }: TreeNode): boolean {
  if (!/^[‐-―−•·▪] /.test(text.slice(start, start + 2))) return false;
  const lines = text.slice(start, end).split('\n');
  return lines.length > 1 && lines.every((line) => line.trimStart().startsWith(`${text[start]} `));
}

/** The fault of a `key:value` without a blank, placed at the colon. */
export function colonWithoutSpace(start: number, keyWithColon: string): Fault {
  const colon = start + keyWithColon.length - 1;
  return {
    code: 'E-YAML-COLON-SPACE',
    start: colon,
    end: colon + 1,
    message: `a space is missing after ${keyWithColon}`,
    fix: 'Put a space after the colon.',
  };
}
