import { lineEnd, type TextLines } from '../text-lines.ts';
import { type SourceLine, sourceLine } from './source-line.ts';

/**
 * Overwrites the text from `start` to `end` (offsets) so that parsing gets past a fault. The number of lines stays; a
 * line may get longer or shorter, which `recover` takes into account when it places what it finds later.
 */
export interface Patch {
  start: number;
  end: number;
  text: string;
}

export function insert(offset: number, text: string): Patch {
  return { start: offset, end: offset, text };
}

export function replaceLine(line: SourceLine, text: string): Patch {
  return { start: line.start, end: line.start + line.text.length, text };
}

/** Blanks out the list item that starts on `line`. */
export function blankItem(lines: TextLines, line: SourceLine): Patch {
  return blankLines(lines, line.index, (each) => each.indent > line.indent);
}

/** Blanks out line `first` and the lines after it for which `goesOn` holds. */
export function blankLines(lines: TextLines, first: number, goesOn: (line: SourceLine) => boolean): Patch {
  let last = first;
  for (let index = first + 1; index < lines.starts.length; index++) {
    const line = sourceLine(lines, index);
    if (line.blank) continue;
    if (!goesOn(line)) break;
    last = index;
  }
  const start = lines.starts[first]!;
  const end = lineEnd(lines, last);
  return { start, end, text: lines.text.slice(start, end).replace(/[^\r\n]/g, ' ') };
}

/**
 * Moves `line` by `by` columns, together with the lines of its level that follow. What stands below a moved line goes
 * along only where it would otherwise no longer belong to it.
 */
export function shiftLevel(lines: TextLines, line: SourceLine, by: number): Patch {
  const isItem = line.dash !== undefined;
  let parent = line;
  let movesChildren: boolean | undefined;
  let end = line.start;
  let text = '';
  for (let index = line.index; index < lines.starts.length; index++) {
    const each = sourceLine(lines, index);
    const mayBeChild = by < 0 && !isItem && isOpen(parent) && movesChildren === undefined;
    const isSibling = each.indent === line.indent && (each.dash !== undefined) === isItem && !mayBeChild;
    let isMoved = index === line.index;
    if (!isMoved && !each.blank) {
      if (isSibling) {
        parent = each;
        movesChildren = undefined;
        isMoved = true;
      } else if (each.indent > line.indent && isOpen(parent)) {
        movesChildren ??= isItem ? each.indent === parent.content : by > 0 && each.indent <= line.indent + by;
        isMoved = movesChildren;
      } else break;
    }
    text += lines.text.slice(end, each.start) + (isMoved ? moved(each.text, by) : each.text);
    end = each.start + each.text.length;
  }
  return { start: line.start, end, text };
}

/** True when lines may stand below this one: it is a list item, or a key with nothing or a block header behind it. */
function isOpen(line: SourceLine): boolean {
  return line.dash !== undefined || /^$|^[|>]/.test(line.text.slice(line.value));
}

function moved(text: string, by: number): string {
  return by < 0 ? text.slice(-by) : ' '.repeat(by) + text;
}
