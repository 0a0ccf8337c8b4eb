/** The semicolon, the tab and blanks at an edge need none by RFC 4180, but spreadsheet programs split at them or drop them. */
export const NEEDS_QUOTES = /[",\r\n;\t]|^\s|\s$/;

/** A cell in double quotes where it needs them. */
export function quoted(text: string): string {
  return text !== '' && NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
