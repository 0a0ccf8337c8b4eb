/** Points of a line of the font of STYLES. */
const LINE = 15;
/** A higher row would not fit on a screen beside its neighbours; the cell still holds the whole text. */
const MOST_LINES = 6;
/** What is lost at the ends of lines, where a word does not fit. */
const FILLED = 0.94;

/**
 * Estimates the lines that a text takes in a wrapped cell. LibreOffice does not look for itself when it opens a file, and
 * Excel corrects the height as soon as a cell of the row is edited.
 * @param width of the column, in characters
 */
export function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(shownLength(line) / (width * FILLED)));
  return Math.min(lines, MOST_LINES);
}

/** East Asian characters are twice as wide as others. */
function shownLength(text: string): number {
  return (
    text.length +
    (text.match(/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]/g)?.length ?? 0)
  );
}

/** The attribute of a row for this many lines; none where one line is enough. */
export function heightXml(lines: number): string {
  return lines > 1 ? ` ht="${lines * LINE}"` : '';
}
