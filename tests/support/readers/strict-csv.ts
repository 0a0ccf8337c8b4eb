/**
 * Reads CSV by the letter of RFC 4180, with LF as line end: a second opinion on what the pipeline writes, so it shares no
 * code with it.
 * @returns all rows, the header first
 * @throws Error with the offset at anything that a reader could take in two ways: a quotation mark in an unquoted cell,
 * text after a closing one, a lone carriage return, rows of different length, no line end at the end
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell);
    const next = text[end];
    if (next === '\n') {
      rows.push(row);
      if (row.length !== rows[0]?.length) throw new Error(`row ${rows.length} has ${row.length} cells`);
      row = [];
    } else if (next !== ',') throw new Error(`${JSON.stringify(next)} after a cell at offset ${end}`);
    at = end + 1;
  }
  if (row.length > 0) throw new Error('the last row has no line end');
  return rows;
}

function quotedCell(text: string, start: number): { cell: string; end: number } {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) throw new Error(`the quotation mark at offset ${start} is not closed`);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  return { cell: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

function plainCell(text: string, start: number): { cell: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') {
    if (text[end] === '"' || text[end] === '\r')
      throw new Error(`an unquoted ${JSON.stringify(text[end])} at offset ${end}`);
    end += 1;
  }
  return { cell: text.slice(start, end), end };
}
