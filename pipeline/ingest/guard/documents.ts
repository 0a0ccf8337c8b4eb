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
  const marker = findAll(/^(?:---|\.\.\.)(?=\s|$)/gm, text).find((match) =>
    match[0] === '---' ? hasContent(text.slice(0, match.index)) : hasContent(text.slice(match.index + 3)),
  );
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

/** Anything but blank lines, comments and directives. */
function hasContent(text: string): boolean {
  return text.split('\n').some((line) => !/^\s*(?:[#%].*)?$/.test(line));
}
