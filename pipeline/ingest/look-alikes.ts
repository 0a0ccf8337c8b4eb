import { describeCodePoint } from './characters.ts';
import type { Fault } from './fault.ts';

/** Signs that look like the colon behind a key, where a key stands. */
const COLON = /^((?: |- )*)([a-z][a-z_]*) *([：﹕︓∶꞉])[ \u3000]*/;
/** Signs that look like the dash of a list item, and blanks behind. */
const DASH = /^( *)([‐‑‒–—―−•·▪])([ \u00A0]+)(?=\S)/;

/** A sign that looks like one that YAML knows, with the line as it should be. */
interface OddMark {
  fault: Fault;
  /** The line as it should be. */
  line: string;
}

/** Looks at a line for a colon or a dash that is none; undefined when it has neither. */
export function oddMark(line: string, lineStart: number): OddMark | undefined {
  const colon = COLON.exec(line);
  if (colon !== null) {
    const [whole, before = '', key = '', sign = ''] = colon;
    const straight = `${before}${key}: ${line.slice(whole.length)}`.trimEnd();
    return markAt(lineStart + whole.indexOf(sign), sign, 'colon', straight);
  }
  const dash = DASH.exec(line);
  if (dash === null) return undefined;
  const [whole, before = '', sign = ''] = dash;
  return markAt(lineStart + before.length, sign, 'dash', `${before}- ${line.slice(whole.length)}`);
}

function markAt(start: number, sign: string, meant: string, line: string): OddMark {
  return {
    line,
    fault: {
      code: 'E-YAML-ODD-MARK',
      start,
      end: start + sign.length,
      message: `${describeCodePoint(sign.codePointAt(0) ?? 0)} looks like a ${meant} and is none to YAML`,
      fix: `Write the line as "${line.trim()}".`,
      suggestion: line.trim(),
    },
  };
}

/** The same for the line in which a node of a well-formed text starts, if nothing but an item's dash stands before it. */
export function oddMarkAt(text: string, start: number): OddMark | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (!/^[ -]*$/.test(text.slice(lineStart, Math.min(start, lineStart + 200)))) return undefined;
  const lineEnd = text.indexOf('\n', start);
  return oddMark(text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd), lineStart);
}
