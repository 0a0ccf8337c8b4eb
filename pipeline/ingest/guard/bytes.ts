import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { fileDiagnostic } from '../fault.ts';

/** Largest file that is read, in bytes: a record of 500 claims has about a third of it. */
const MAX_BYTES = 1024 * 1024;

const LINE_FEED = 10;

/** Refuses a file of more bytes than are read. */
export function refuseSize(path: string, size: number): Diagnostic | undefined {
  if (size <= MAX_BYTES) return undefined;
  return fileDiagnostic(path, {
    code: 'E-FILE-TOO-LARGE',
    message: `the file has ${size.toLocaleString('en-US')} bytes, more than the 1 MiB that is read`,
    fix: 'Divide the work into several records, or look for pasted text that does not belong here.',
  });
}

/** A byte order mark is kept, so that it can be told. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file, with a byte order mark if it has one; a diagnostic when its bytes are too many or not UTF-8. */
export function decode(path: string, bytes: Uint8Array): string | Diagnostic {
  const tooLarge = refuseSize(path, bytes.length);
  if (tooLarge !== undefined) return tooLarge;
  const text = textOf(bytes);
  if (text !== undefined) return text;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return fileDiagnostic(path, {
      code: 'E-FILE-NOT-UTF8',
      message: 'the file is saved as UTF-16, not as UTF-8',
      fix: 'Open it in your editor and save it again with the encoding UTF-8.',
    });
  }
  const { line, column, byte } = firstBadByte(bytes);
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  return fileDiagnostic(path, {
    code: 'E-FILE-NOT-UTF8',
    range: { line, column, endColumn: column + 1 },
    message: `the file is not UTF-8 text: byte ${hex} here belongs to another encoding`,
    fix: 'Open it in your editor, choose the encoding it was written in (often Windows-1252), and save it as UTF-8.',
  });
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The first line that is not UTF-8 holds the place; a line feed is never part of a longer UTF-8 sequence. */
function firstBadByte(bytes: Uint8Array): { line: number; column: number; byte: number } {
  let line = 1;
  let start = 0;
  let end = bytes.indexOf(LINE_FEED);
  while (end !== -1 && textOf(bytes.subarray(start, end)) !== undefined) {
    line++;
    start = end + 1;
    end = bytes.indexOf(LINE_FEED, start);
  }
  const faulty = bytes.subarray(start, end === -1 ? bytes.length : end);
  const good = goodPrefix(faulty);
  const column = (textOf(faulty.subarray(0, good)) ?? '').length + 1;
  return { line, column, byte: faulty[good] ?? 0 };
}

/** Number of bytes before the first that is wrong. Halving looks at a megabyte twenty times; character by character took 30 s. */
function goodPrefix(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  // A character of which only the beginning is there does not count.
  while (good > 0 && textOf(bytes.subarray(0, good)) === undefined) good--;
  return good;
}

/** Whether bytes are UTF-8 but for the end of the last character. */
function mayGoOn(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
