/** The semicolon, the tab and blanks at an edge need none by RFC 4180, but spreadsheet programs split at them or drop them. */
export const NEEDS_QUOTES = /[",\r\n;\t]|^\s|\s$/;

/** The same without the edges, where `trim` is quicker than a look at every blank. */
const SPLITS = /[",\r\n;\t]/;

/** A cell in double quotes where it needs them. */
export function quoted(text: string): string {
  return SPLITS.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
