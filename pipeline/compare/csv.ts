/** Why a text is no CSV, in words that follow "is". */
export class CsvError extends Error {}

/**
 * Reads CSV after RFC 4180 row by row, the header first. Takes LF and CRLF as line ends; a last line without an end
 * counts as well. Everything stays text.
 * @throws CsvError with the offset when a quoted cell is not closed or is followed by anything but a comma or a line end
 */
export function* readCsv(text: string): Generator<string[]> {
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const isQuoted = text[at] === '"';
    const end = isQuoted ? endOfQuoted(text, at) : endOfPlain(text, at);
    row.push(isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end));
    at = end;
    if (text[at] === ',') {
      at += 1;
      // A comma at the very end announces a last, empty cell.
      if (at === text.length) row.push('');
      else continue;
    } else if (text.startsWith('\r\n', at)) at += 2;
    else if (text[at] === '\n') at += 1;
    else if (at < text.length) throw new CsvError(`not CSV: text after a quoted cell at offset ${at}`);
    yield row;
    row = [];
  }
}

/**
 * Cuts CSV into its rows as they are written, each with its line end. A line end between quotation marks belongs to a cell.
 */
export function* cutRows(text: string): Generator<string> {
  let start = 0;
  let at = 0;
  let isOpen = false;
  while (at < text.length) {
    const line = text.indexOf('\n', at);
    const end = line === -1 ? text.length : line + 1;
    for (let quote = text.indexOf('"', at); quote !== -1 && quote < end; quote = text.indexOf('"', quote + 1))
      isOpen = !isOpen;
    at = end;
    if (isOpen && at < text.length) continue;
    yield text.slice(start, end);
    start = end;
  }
}

const COMMA = 44;
const LINE_FEED = 10;
const RETURN = 13;

/** Offset behind the closing quotation mark of the cell that begins at `start`. */
function endOfQuoted(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new CsvError(`not CSV: the quotation mark at offset ${start} is not closed`);
    if (text[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}

function endOfPlain(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === LINE_FEED || (code === RETURN && text.charCodeAt(at + 1) === LINE_FEED))
      return at;
  }
  return text.length;
}
