import { colonWithoutSpace } from '../inspect/scalar.ts';
import { lineEnd, type TextLines } from '../text-lines.ts';
import { type Explained, plainStart, type SyntaxContext } from './explained.ts';
import { colonInValue } from './flow.ts';
import { misplacedLine } from './indent.ts';
import { colonMissing, isKeyWithoutColon, looseLine, looseText } from './loose-text.ts';
import { blankLines, insert, replaceLine } from './patch.ts';
import { isText, linesBefore, type SourceLine } from './source-line.ts';

const GLUED_COLON = /^( *(?:- +)*)([\w-]+:)(?=[^\s/])/;
const GLUED_DASH = /^( *)-(?=[^\s-])/;
const LONE_COLON = /^( *(?:- +)*):(?=\s|$)/;
const CUT_BY_COMMENT = /\S #\S/;

/** Explains errors of indentation and of lines that are neither `key: value` nor a list item. */
export function explainBlock(context: SyntaxContext): Explained | undefined {
  const { lines, offset, line, before, char, reason } = context;
  const previous = linesBefore(lines, line.index).next().value as SourceLine | undefined;
  const around = previous === undefined ? [line] : [line, previous];
  const loneColon = around.find((each) => LONE_COLON.test(each.text));
  if (loneColon !== undefined) return keyMissing(loneColon);

  const valueStart = line.start + line.value;
  const isValueStart = valueStart === offset && line.value > line.indent;
  if (isValueStart && /[@`%,\]}:?]/.test(char)) return plainStart(lines, offset);
  if (isValueStart && char === '-') return itemBehindKey(context);
  if (line.key !== undefined && valueStart < offset && char === ':') {
    return dashWithoutSpace(line) ?? colonInValue(context, valueStart);
  }
  if (reason.startsWith('a whitespace character')) {
    const key = before.slice(line.content);
    return { fault: colonWithoutSpace(line.start + line.content, key), patch: insert(offset, ' ') };
  }
  const isAtStart = before.trim() === '' || before.trim() === '-';
  const glued =
    (isAtStart ? dashWithoutSpace(line) : undefined) ??
    gluedColon(line) ??
    (previous && (dashWithoutSpace(previous) ?? gluedColon(previous)));
  if (glued !== undefined) return glued;
  if (isAtStart && previous !== undefined && CUT_BY_COMMENT.test(previous.text) && isText(line)) {
    return cutByComment(lines, previous, line);
  }
  const keyOnly = previous !== undefined && isKeyWithoutColon(lines, previous, line) ? previous : undefined;
  if (keyOnly !== undefined) return colonMissing(keyOnly);
  const misplaced = isText(line) ? undefined : misplacedLine(lines, line, previous);
  if (misplaced !== undefined) return misplaced;
  const loose = looseLine(lines, line);
  return loose === undefined ? undefined : looseText(lines, loose);
}

function itemBehindKey({ lines, offset }: SyntaxContext): Explained {
  const { fault, patch } = plainStart(lines, offset);
  return {
    fault: {
      ...fault,
      code: 'E-YAML-LIST-FOR-KEY',
      message: 'a list item cannot stand on the line of its key',
      fix: 'Put the item on a line of its own, indented by two spaces; if the dash belongs to the text, quote the value.',
    },
    patch,
  };
}

function keyMissing(line: SourceLine): Explained {
  const column = line.text.indexOf(':');
  return {
    fault: {
      code: 'E-KEY-EMPTY',
      start: line.start + column,
      end: line.start + column + 1,
      message: 'there is no key before this colon',
      fix: 'Write the key, or delete the colon.',
    },
    patch: replaceLine(line, line.text.replace(':', ' ')),
  };
}

/** `-id: c1` */
function dashWithoutSpace(line: SourceLine): Explained | undefined {
  if (!GLUED_DASH.test(line.text)) return undefined;
  const start = line.start + line.indent;
  return {
    fault: {
      code: 'E-YAML-DASH-SPACE',
      start,
      end: start + 2,
      message: 'a space is missing after the dash, so this line is not a list item',
      fix: 'Put a space after the dash.',
    },
    patch: insert(start + 1, ' '),
  };
}

/** `type:fact` */
function gluedColon(line: SourceLine): Explained | undefined {
  const colon = line.key === undefined ? GLUED_COLON.exec(line.text) : null;
  if (colon === null) return undefined;
  const start = line.start + colon[1]!.length;
  return { fault: colonWithoutSpace(start, colon[2]!), patch: insert(start + colon[2]!.length, ' ') };
}

function cutByComment(lines: TextLines, previous: SourceLine, line: SourceLine): Explained {
  const start = previous.start + previous.text.search(/ #\S/) + 1;
  return {
    fault: {
      code: 'E-VALUE-CUT',
      start,
      end: lineEnd(lines, previous.index),
      message: 'the value goes on in the next line, but from # on this line is a comment',
      fix: 'Put the whole value in quotes.',
    },
    patch: blankLines(lines, line.index, (each) => isText(each) && each.indent >= line.indent),
  };
}
