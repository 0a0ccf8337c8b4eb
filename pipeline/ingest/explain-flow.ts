import {
  type Explained,
  overwrite,
  plainStart,
  quoted,
  type SyntaxContext,
  valueEnd,
} from './explain-syntax.ts';
import { linesBefore, type SourceLine } from './source-line.ts';
import { lineEnd, type TextLines } from './text-lines.ts';

/** A quote or bracket that starts a value, and whether it was still open where the parser gave up. */
interface Opening {
  /** Offset of the quote or bracket that misses its partner, or of the value's own if all are closed. */
  at: number;
  char: string;
  line: SourceLine;
  /** Offset of the value's first character. */
  valueStart: number;
  isOpen: boolean;
  /** Offset behind the value, when it is closed. */
  end: number;
}

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
      message: 'a colon followed by a space splits this unquoted value',
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

/** The nearest value before `offset` that starts with a quote or bracket and is open there. */
function findOpening(lines: TextLines, offset: number, line: SourceLine): Opening | undefined {
  const candidates = [...(offset > line.start ? [line] : []), ...linesBefore(lines, line.index)];
  let fallback: Opening | undefined;
  for (const candidate of candidates) {
    const valueStart = candidate.start + candidate.value;
    if (valueStart >= offset || !`"'[{`.includes(lines.text[valueStart] ?? ' ')) continue;
    const scan = scanValue(lines.text, valueStart, offset);
    const opening = { ...scan, line: candidate, valueStart };
    if (scan.isOpen) return opening;
    fallback ??= opening;
  }
  return fallback;
}

/** Reads a quoted or bracketed value from its first character up to `limit`. */
function scanValue(text: string, start: number, limit: number): Omit<Opening, 'line' | 'valueStart'> {
  const open: number[] = [];
  for (let at = start; at < limit; at++) {
    const char = text[at]!;
    const top = text[open.at(-1) ?? -1];
    if (top === '"' || top === "'") {
      if (top === '"' && char === '\\') at++;
      else if (char === top && top === "'" && text[at + 1] === "'") at++;
      else if (char === top) open.pop();
    } else if ('[{'.includes(char)) open.push(at);
    else if (`"'`.includes(char) && /[\s,:[{]/.test(text[at - 1] ?? ' ')) open.push(at);
    else if (']}'.includes(char) && char === closerOf(top ?? '')) open.pop();
    else if (char === '#' && /\s/.test(text[at - 1] ?? '')) at = endOfComment(text, at, limit);
    if (open.length === 0) return { at: start, char: text[start]!, isOpen: false, end: at + 1 };
  }
  const at = open.at(-1) ?? start;
  return { at, char: text[at]!, isOpen: open.length > 0, end: limit };
}

function endOfComment(text: string, at: number, limit: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 || end > limit ? limit : end;
}

/** The broken value reaches over the following lines that are indented deeper than its own line's content. */
function endOfBroken(lines: TextLines, opening: Opening, offset: number): number {
  let index = opening.line.index;
  while (index + 1 < lines.starts.length && lines.starts[index + 1]! <= offset) {
    const text = lines.text.slice(lines.starts[index + 1]!, lineEnd(lines, index + 1));
    const isCloser = /^\s*[\]}]/.test(text);
    const isDeeper = /^\s*$/.test(text) || text.search(/\S/) > opening.line.content;
    if (!isCloser && (!isDeeper || (/^\s*[\w-]+:(?: |$)/.test(text) && opening.char !== '{'))) break;
    index++;
  }
  return lineEnd(lines, index);
}

function closerOf(opener: string): string {
  return opener === '[' ? ']' : opener === '{' ? '}' : '';
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
    message: `the closing ${char} must be indented deeper than its key: expected at least ${opening.line.content + 1} spaces, found ${line.indent}`,
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
