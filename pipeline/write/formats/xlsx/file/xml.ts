/** What every part of a workbook begins with. */
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Namespaces of SpreadsheetML and of the relations between parts (ECMA-376). */
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A text as XML, in an element or in an attribute between double quotes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Characters that XML cannot hold, or not keep, and what would be taken for the escape of one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNHELD = /_(?=x[\dA-Fa-f]{4}_)|[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF\p{Cs}]/gu;

/** The text of a cell with such characters written as their numbers, as in _x000D_ (ECMA-376, part 1, 22.9.2.19). */
export function escapeUnheld(text: string): string {
  return text.replace(
    UNHELD,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}
