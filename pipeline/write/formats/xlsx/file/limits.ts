/** Links that a sheet of Excel may hold. */
export const MOST_LINKS = 65_530;

/** Rows of a sheet, in every version of Excel since 2007. */
export const MOST_ROWS = 1_048_576;
/** What a cell can hold, in UTF-16 code units. */
export const MOST_UNITS = 32_767;
/** Bytes of a part of a ZIP archive that has no 64-bit extensions. */
export const MOST_BYTES = 0xffff_ffff;

/** A sheet does not fit into a workbook. */
export class SheetTooLarge extends Error {
  /** Name of the sheet. */
  readonly sheet: string;

  constructor(sheet: string) {
    super(`the sheet ${sheet} does not fit into a workbook, which takes ${MOST_ROWS} rows and 4 GB a sheet`);
    this.sheet = sheet;
  }
}

/** The beginning of a text that a cell can hold: the text itself, or as much of it as ends between two characters. */
export function cutToCell(text: string): string {
  if (text.length <= MOST_UNITS) return text;
  const isSplit =
    /[\uD800-\uDBFF]/.test(text.charAt(MOST_UNITS - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(MOST_UNITS));
  return text.slice(0, isSplit ? MOST_UNITS - 1 : MOST_UNITS);
}
