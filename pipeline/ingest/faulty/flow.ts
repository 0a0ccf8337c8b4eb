import { countSpaces } from '../fault.ts';
import { lineEnd } from '../text-lines.ts';
import { type Explained, overwrite, plainStart, quoted, type SyntaxContext, valueEnd } from './explained.ts';
import { closerOf, endOfBroken, findOpening, type Opening, scanValue } from './scan-value.ts';
import type { SourceLine } from './source-line.ts';

/** Explains errors in and behind values that start with a quote or a bracket. */
export function explainFlow(context: SyntaxContext): Explained | undefined {
  const { lines, offset, reason, line, char } = context;
  const isInside = /deficient|unexpected end|missed comma|expected the node content/.test(reason);
  if (!isInside) return explainTextBehind(context);

  const opening = findOpening(lines, offset, line);
  if (opening === undefined) return undefined;
  const whole = overwrite(lines, opening.valueStart, endOfBroken(lines, opening, offset));
  if ('"\''.includes(opening.char)) {
    return {
      fault: {
        code: 'E-YAML-QUOTE-OPEN',
        start: opening.at,
        end: opening.at + 1,
        message: `the quotation mark ${opening.char} that opens here is never closed`,
        fix: `Put ${opening.char} at the end of the value.`,
      },
      patch: whole,
    };
  }
  if (char === ':' && opening.line.index === line.index)
    return { ...colonInValue(context, flowItemStart(context), true), patch: whole };
  if (char === ',')
    return {
      fault: comma(offset, 'two commas follow each other', 'Delete one.'),
      patch: { start: offset, end: offset + 1, text: ' ' },
    };
  if (/[@`%]/.test(char)) return { ...plainStart(lines, offset), patch: whole };
  if (/[\]}]/.test(char)) {
    const isMatch = char === closerOf(opening.char);
    return isMatch
      ? { fault: bracketIndent(context, opening), patch: whole }
      : { fault: wrongCloser(context, opening), patch: whole };
  }
  if (reason.startsWith('missed comma') && opening.line.index === line.index) {
    return {
      fault: comma(offset, 'a comma is missing before this', 'Put a comma between the two.'),
      patch: whole,
    };
  }
  return {
    fault: {
      code: 'E-YAML-BRACKET-OPEN',
      start: opening.at,
      end: opening.at + 1,
      message: `the bracket ${opening.char} that opens here is never closed${commentNote(opening.line)}`,
      fix: `Put ${closerOf(opening.char)} at the end of the list.`,
    },
    patch: whole,
  };
}

/** A value of the form `"…" more` or `[…] more`: something follows where the line should end. */
function explainTextBehind({ lines, offset, line, before }: SyntaxContext): Explained | undefined {
  const valueStart = line.start + line.value;
  const first = lines.text[valueStart] ?? '';
  if (valueStart >= offset || !`"'[{*`.includes(first)) return undefined;
  if (first === '*') return plainStart(lines, valueStart);
  const scan = scanValue(lines.text, valueStart, offset);
  if (scan.isOpen || before.slice(scan.end - line.start).trim() !== '') return undefined;
  const patch = overwrite(lines, valueStart, lineEnd(lines, line.index));
  const value = lines.text.slice(valueStart, valueEnd(lines, valueStart));
  if ('"\''.includes(first)) {
    return {
      fault: {
        code: 'E-YAML-TEXT-AFTER-QUOTE',
        start: scan.end - 1,
        end: scan.end,
        message: `this ${first} closes the quoted value, and more text follows`,
        fix:
          first === "'"
            ? "Write an apostrophe inside single quotes twice (''), or use double quotes around the value."
            : 'Write \\" for a quotation mark inside double quotes, or use single quotes around the value.',
        suggestion: value.endsWith(first) ? quoted(value.slice(1, -1)) : undefined,
      },
      patch,
    };
  }
  return {
    fault: {
      code: 'E-YAML-TEXT-AFTER-BRACKET',
      start: offset,
      end: offset + 1,
      message: `the bracket is closed, and "${lines.text[offset]}" follows`,
      fix: 'Put the whole value in quotes if it is text; otherwise delete what follows the bracket.',
    },
    patch,
  };
}

/** A colon and a blank inside an unquoted value that starts at `start`. */
export function colonInValue(
  { lines, offset }: SyntaxContext,
  start: number,
  isInBrackets = false,
): Explained {
  const end = valueEnd(lines, start);
  const written = lines.text.slice(start, end);
  const value = isInBrackets ? written.replace(/\s*[,\]}].*$/, '') : written;
  const patch = overwrite(lines, start, end);
  if (/^[“”‘’„‚«]/.test(value)) {
    return {
      fault: {
        code: 'E-YAML-CURLY-QUOTE',
        start,
        end: start + 1,
        message: `the curly quotation mark ${value[0]} does not quote in YAML, so the colon splits the value`,
        fix: 'Use straight quotes around the value.',
        suggestion: quoted(value.replace(/^[“”‘’„‚«]|[“”‘’»]$/g, '')),
      },
      patch,
    };
  }
  return {
    fault: {
      code: 'E-YAML-COLON-IN-VALUE',
      start: offset,
      end: offset + 1,
      message: 'a colon with a space (or nothing) behind it splits this unquoted value',
      fix: 'Put the value in quotes.',
      suggestion: quoted(value),
    },
    patch,
  };
}

/** Start of the unquoted text inside brackets that runs up to the offset. */
function flowItemStart({ line, before }: SyntaxContext): number {
  return line.start + before.length - (/[^\s,[{:][^,[{:]*$/.exec(before)?.[0].length ?? 0);
}

function commentNote(line: SourceLine): string {
  return / #/.test(line.text) ? '; what follows " #" is a comment' : '';
}

function comma(offset: number, message: string, fix: string) {
  return { code: 'E-YAML-COMMA', start: offset, end: offset + 1, message, fix };
}

function bracketIndent({ offset, char, line }: SyntaxContext, opening: Opening) {
  return {
    code: 'E-YAML-INDENT',
    start: offset,
    end: offset + 1,
    message: `the closing ${char} must be indented deeper than its key: expected at least ${countSpaces(opening.line.content + 1)}, found ${line.indent}`,
    fix: `Put spaces before ${char}, or write the list on one line.`,
  };
}

function wrongCloser({ offset, char }: SyntaxContext, opening: Opening) {
  return {
    code: 'E-YAML-BRACKET-OPEN',
    start: offset,
    end: offset + 1,
    message: `the bracket ${opening.char} is closed by ${char}`,
    fix: `Write ${closerOf(opening.char)} here.`,
  };
}
