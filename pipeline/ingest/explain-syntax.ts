import { explainBlock } from './explain-block.ts';
import { explainFlow } from './explain-flow.ts';
import type { Fault } from './ingest-diagnostic.ts';
import type { Patch } from './patch.ts';
import { type SourceLine, sourceLineAt } from './source-line.ts';
import { lineEnd, lineIndexAt, type TextLines } from './text-lines.ts';

/** A fault, and how to neutralise it; no patch when what follows cannot be trusted. */
export interface Explained {
  fault: Fault;
  patch?: Patch;
}

/** What an explanation works from. */
export interface SyntaxContext {
  lines: TextLines;
  /** Offset where the parser gave up: often the consequence and not the slip. */
  offset: number;
  /** The parser's own words. */
  reason: string;
  /** The line of `offset`. */
  line: SourceLine;
  /** What stands before `offset` on its line. */
  before: string;
  /** The character at `offset`, empty at the end of the file. */
  char: string;
}

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
  return explainByReason(context) ?? explainFlow(context) ?? explainBlock(context) ?? unexplained(context);
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
    const start = line.start + Math.max(0, before.search(/[*&!][^\s]*\s*$/));
    return plainStart(lines, start);
  }
  if (reason === 'a line break is expected')
    return plainStart(lines, line.start + before.search(/[|>]\S*\s*$/));
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

/** An unquoted value that starts with a character YAML keeps for itself. */
export function plainStart(lines: TextLines, start: number): Explained {
  const char = lines.text[start] ?? '';
  const end = valueEnd(lines, start);
  return {
    fault: {
      code: 'E-YAML-PLAIN-START',
      start,
      end: start + 1,
      message: `an unquoted value cannot start with ${char}`,
      fix: 'Put the value in quotes.',
      suggestion: quoted(lines.text.slice(start, end)),
    },
    patch: overwrite(lines, start, end),
  };
}

/** Offset behind the value that starts at `start`: the end of its line without trailing blanks and comment. */
export function valueEnd(lines: TextLines, start: number): number {
  const end = lineEnd(lines, lineIndexAt(lines, start));
  const text = lines.text.slice(start, end);
  const comment = text.search(/\s+#(?:\s|$)/);
  return start + (comment === -1 ? text : text.slice(0, comment)).trimEnd().length;
}

/** A patch that fills the range with a harmless word, and lines it goes on over with blanks. */
export function overwrite(lines: TextLines, start: number, end: number): Patch {
  const firstEnd = Math.min(end, lineEnd(lines, lineIndexAt(lines, start)));
  const rest = lines.text.slice(firstEnd, end).replace(/[^\r\n]/g, ' ');
  return { start, end, text: 'x'.repeat(firstEnd - start) + rest };
}

/** `text` between double quotes, as YAML reads it. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function unexplained({ offset, reason }: SyntaxContext): Explained {
  return {
    fault: {
      code: 'E-YAML-SYNTAX',
      start: offset,
      end: offset + 1,
      message: `the file cannot be read from here on (${reason})`,
      fix: 'Compare this line and the one before with the template: indentation, quotes, brackets, the space after a colon.',
    },
  };
}
