import { describeCodePoint } from '../characters.ts';
import type { Fault } from '../fault.ts';
import { findAll } from '../find-all.ts';

/** Blanks at the start of a line, dashes in between allowed, that YAML does not count as indentation. */
export const ODD_INDENT =
  /^[ -]*[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+|^[ -]*\t[ \t]*(?=[^ \t\r\n])/gm;

const TAB = 9;

/** One fault for each line of `text` that starts with blanks other than spaces. */
export function indentFaults(text: string): Fault[] {
  return findAll(ODD_INDENT, text).map((match) => {
    const offset = match[0].search(/[^ -]/);
    const character = match[0].codePointAt(offset)!;
    const place = { start: match.index + offset, end: match.index + match[0].length, indent: offset };
    if (character === TAB) {
      return {
        code: 'E-YAML-TAB',
        ...place,
        message: 'a tab is used as indentation',
        fix: 'Use spaces: two for each level, here and on the lines that follow.',
      };
    }
    const margin = /^[^\S\r\n-]*(?:-[^\S\r\n-]*)*/.exec(text.slice(match.index))?.[0] ?? '';
    return {
      code: 'E-YAML-ODD-SPACE',
      ...place,
      message: `${describeCodePoint(character)} is used as indentation; it looks like a space and is none`,
      fix: 'Delete the blanks at the start of the line and type ordinary spaces.',
      // Other odd blanks have no certain width.
      fixable: /^[ \u00A0-]*$/.test(margin),
    };
  });
}

/** Keeps the first of neighbouring lines with the same odd blank: they have one cause. */
export function firstOfEachRun(faults: readonly Fault[], text: string): Fault[] {
  return faults.filter((fault, index) => {
    const previous = faults[index - 1];
    if (previous === undefined || previous.message !== fault.message) return true;
    return text.slice(previous.end, fault.start).split('\n').length > 2;
  });
}
