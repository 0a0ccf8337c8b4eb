import type { Fault } from '../fault.ts';
import { findAll } from '../find-all.ts';

/** Directives, and the place where a second document starts. */
export function documentFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  for (const match of findAll(/^%.*/gm, text)) {
    faults.push({
      code: 'E-YAML-DIRECTIVE',
      start: match.index,
      end: match.index + match[0].length,
      message: `the directive ${match[0].split(/\s/)[0]} would silently change how the file is read`,
      fix: 'Delete this line.',
    });
  }
  const [first, last] = contentOf(text);
  const marker = findAll(/^(?:---|\.\.\.)(?=\s|$)/gm, text).find(({ 0: mark, index }) => {
    if (mark === '---') return first < index;
    const lineEnd = text.indexOf('\n', index);
    return last > index || !NOTHING.test(text.slice(index + 3, lineEnd === -1 ? text.length : lineEnd));
  });
  if (marker !== undefined) {
    faults.push({
      code: 'E-YAML-MULTIPLE-DOCUMENTS',
      start: marker.index,
      end: marker.index + 3,
      message: `${marker[0]} starts a second document, and a file holds one`,
      fix: 'Delete this line, or move what follows into a file of its own.',
    });
  }
  return faults;
}

/** A blank line, a comment or a directive. */
const NOTHING = /^\s*(?:[#%].*)?$/;

/** Where the first and the last line start that say something; infinite in a text that says nothing. */
function contentOf(text: string): [first: number, last: number] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { index, 0: line } of text.matchAll(/^.+$/gm)) {
    if (NOTHING.test(line)) continue;
    first = Math.min(first, index);
    last = index;
  }
  return [first, last];
}
