import { oddMark } from '../look-alikes.ts';
import type { TextLines } from '../text-lines.ts';
import { explainBlock } from './block.ts';
import { type Explained, plainStart, type SyntaxContext } from './explained.ts';
import { explainFlow } from './flow.ts';
import { replaceLine } from './patch.ts';
import { linesBefore, type SourceLine, sourceLineAt } from './source-line.ts';

/** Turns the parser's complaint at `offset` into a fault of our own words, placed where the mistake was made. */
export function explainSyntax(lines: TextLines, offset: number, reason: string): Explained {
  const line = sourceLineAt(lines, offset);
  const context: SyntaxContext = {
    lines,
    offset,
    reason,
    line,
    before: line.text.slice(0, offset - line.start),
    char: lines.text[offset] ?? '',
  };
  return (
    explainOddMark(context) ??
    explainByReason(context) ??
    explainFlow(context) ??
    explainBlock(context) ??
    unexplained(context)
  );
}

/** A colon or dash that is none, on the line where the parser gave up or the one before. */
function explainOddMark({ lines, line }: SyntaxContext): Explained | undefined {
  const previous = linesBefore(lines, line.index).next().value as SourceLine | undefined;
  for (const each of previous === undefined ? [line] : [line, previous]) {
    const mark = oddMark(each.text, each.start);
    if (mark !== undefined) return { fault: mark.fault, patch: replaceLine(each, mark.line) };
  }
  return undefined;
}

function explainByReason({ lines, offset, reason, line, before }: SyntaxContext): Explained | undefined {
  if (/escape|hexadecimal/.test(reason)) {
    const start = line.start + before.lastIndexOf('\\');
    return {
      fault: {
        code: 'E-YAML-ESCAPE',
        start,
        end: offset + 1,
        message: `between double quotes a backslash starts an escape, and ${lines.text.slice(start, start + 2)} is none`,
        fix: "Use single quotes ('…'), or write the backslash twice.",
      },
      patch: { start, end: start + 2, text: 'xx' },
    };
  }
  if (/alias|anchor|tag /.test(reason)) {
    const start = line.start + startOfSign(before, /[*&!]/);
    return plainStart(lines, start);
  }
  if (reason === 'a line break is expected')
    return plainStart(lines, line.start + startOfSign(before, /[|>]/));
  if (/maxDepth/.test(reason)) {
    return {
      fault: {
        code: 'E-YAML-DEPTH',
        start: offset,
        end: offset + 1,
        message: 'lists and mappings are nested more than thirty levels deep',
        fix: 'Check the indentation and the brackets; no record needs such depth.',
      },
    };
  }
  return undefined;
}

/** Column at which the last word before the parser's place begins with a sign, or has it; 0 when it has none. */
function startOfSign(before: string, sign: RegExp): number {
  const words = before.trimEnd();
  const start = Math.max(words.lastIndexOf(' '), words.lastIndexOf('\t')) + 1;
  const column = words.slice(start).search(sign);
  return column === -1 ? 0 : start + column;
}

function unexplained({ lines, offset, reason }: SyntaxContext): Explained {
  // At the end of the file there is nothing to point at but the last character.
  const start = offset < lines.text.trimEnd().length ? offset : Math.max(0, lines.text.trimEnd().length - 1);
  return {
    fault: {
      code: 'E-YAML-SYNTAX',
      start,
      end: start + 1,
      message: `the file cannot be read from here on (${reason})`,
      fix: 'Compare this line and the one before with the template: indentation, quotes, brackets, the space after a colon.',
    },
  };
}
