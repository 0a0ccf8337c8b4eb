import { type Cell, placeOf, type Row } from './table.ts';
import { type Attributes, readXml } from './xml.ts';

/** What is needed of the rest of a workbook to read the cells of a sheet. */
export interface Surroundings {
  /** The texts that cells refer to by number. */
  texts: readonly string[];
  /** What a number is shown as, by the number of its style. */
  styles: readonly ('date' | 'date-in-part' | 'percentage' | 'number')[];
  /** Whether days are counted from 1904, as old versions for the Mac did. */
  is1904: boolean;
}

/** The sheets of xl/workbook.xml in their order, with the paths that its relations give them. */
export function readSheetList(
  workbook: string,
  relations: string,
): { sheets: { name: string; path: string }[]; is1904: boolean } {
  const targets = new Map<string, string>();
  readXml(relations, {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; path: string }[] = [];
  let is1904 = false;
  readXml(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      // `id` is the relation's; the sheet's own number is called sheetId.
      const path = name === 'sheet' ? targets.get(attributes.id ?? '') : undefined;
      if (path?.includes('worksheets/')) sheets.push({ name: unescaped(attributes.name ?? ''), path });
    },
  });
  return { sheets, is1904 };
}

/** The texts of xl/sharedStrings.xml; formatted runs are joined and readings of East Asian words left out. */
export function readSharedTexts(xml: string | undefined): string[] {
  const texts: string[] = [];
  let isReading = false;
  if (xml !== undefined)
    readXml(xml, {
      open: (name) => {
        if (name === 'si') texts.push('');
        if (name === 'rPh') isReading = true;
      },
      close: (name, text) => {
        if (name === 't' && !isReading) texts[texts.length - 1] += unescaped(text);
        if (name === 'rPh') isReading = false;
      },
    });
  return texts;
}

/** Built-in number formats that show a date or a time (ECMA-376, part 1, 18.8.30, with those of East Asian versions). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Those of them that show year, month and day, in every language. */
const WHOLE_DATES = new Set([14, 15, 22, 30, 31]);

/** What xl/styles.xml says of each style: whether its numbers are shown as dates, percentages or numbers. */
export function readDateStyles(xml: string | undefined): Surroundings['styles'] {
  const formats = new Map<string, string>();
  const styles: Surroundings['styles'][number][] = [];
  let isInCells = false;
  if (xml !== undefined)
    readXml(xml, {
      open: (name, { numFmtId = '0', formatCode = '' }) => {
        if (name === 'numFmt') formats.set(numFmtId, formatCode);
        if (name === 'cellXfs') isInCells = true;
        if (name === 'xf' && isInCells) styles.push(shownAs(Number(numFmtId), formats.get(numFmtId)));
      },
      close: (name) => {
        if (name === 'cellXfs') isInCells = false;
      },
    });
  return styles;
}

function shownAs(id: number, format: string | undefined): Surroundings['styles'][number] {
  if (format === undefined) {
    if (isBuiltInDate(id)) return WHOLE_DATES.has(id) ? 'date' : 'date-in-part';
    return id === 9 || id === 10 ? 'percentage' : 'number';
  }
  // Words in quotes, escaped letters, and colours or languages in brackets say nothing about the kind.
  const bare = format.replace(/"[^"]*"|\\.|_.|\[(?!(h+|m+|s+)\])[^\]]*\]/gi, '').replace(/general/gi, '');
  if (/[ymdhs]/i.test(bare))
    return [/y/i, /m/i, /d/i].every((part) => part.test(bare)) ? 'date' : 'date-in-part';
  return bare.includes('%') ? 'percentage' : 'number';
}

/** The filled cells of a sheet, row by row, and the ranges of joined cells. */
export function readSheetRows(xml: string, surroundings: Surroundings): { rows: Row[]; merged: string[] } {
  const rows = new Map<number, Map<number, Cell>>();
  const merged: string[] = [];
  let [row, column] = [0, 0];
  let [attributes, value, inline, isFormula, isReading] = [{} as Attributes, '', '', false, false];
  readXml(xml, {
    open: (name, found) => {
      if (name === 'row') [row, column] = [Number(found.r ?? row + 1), 0];
      else if (name === 'c') {
        column = found.r === undefined ? column + 1 : placeOf(found.r).column;
        [attributes, value, inline, isFormula] = [found, '', '', false];
      } else if (name === 'f') isFormula = true;
      else if (name === 'rPh') isReading = true;
      else if (name === 'mergeCell' && found.ref !== undefined) merged.push(found.ref);
    },
    close: (name, text) => {
      if (name === 'v') value = text;
      else if (name === 'rPh') isReading = false;
      else if (name === 't' && !isReading) inline += unescaped(text);
      else if (name === 'c') {
        const cell = cellOf({ row, column }, { attributes, value, inline, isFormula }, surroundings);
        if (cell === null) return;
        const cells = rows.get(row) ?? new Map<number, Cell>();
        rows.set(row, cells.set(column, cell));
      }
    },
  });
  const sorted = [...rows].sort(([one], [other]) => one - other);
  return { rows: sorted.map(([number, cells]) => ({ number, cells })), merged };
}

interface Written {
  attributes: Attributes;
  value: string;
  inline: string;
  isFormula: boolean;
}

/** A cell as it was read; null when it is empty. A formula without a result is an error, not an empty cell. */
function cellOf(
  place: { row: number; column: number },
  { attributes, value, inline, isFormula }: Written,
  { texts, styles, is1904 }: Surroundings,
): Cell | null {
  const made = isFormula ? { made: 'formula' as const } : {};
  const of = (kind: Cell['kind'], text: string): Cell | null =>
    text.trim() === '' ? null : { ...place, kind, text, ...made };
  switch (attributes.t ?? 'n') {
    case 's':
      return of('text', texts[Number(value)] ?? '');
    case 'inlineStr':
      return of('text', inline);
    case 'str':
      return of('text', unescaped(value));
    case 'b':
      return of('boolean', value === '1' ? 'TRUE' : 'FALSE');
    case 'e':
      return of('error', value);
    case 'd':
      return of('date', value.slice(0, 10));
  }
  if (value === '') return isFormula ? of('error', 'a formula without a result') : null;
  const shown = styles[Number(attributes.s ?? 0)] ?? 'number';
  if (shown === 'date' || shown === 'date-in-part') return of(shown, dayOf(Number(value), is1904));
  const cell = of('number', digitsOf(value));
  return shown === 'percentage' && cell !== null ? { ...cell, made: 'percentage' } : cell;
}

/** The day that a spreadsheet counts as `serial`. Excel takes 1900 for a leap year, so earlier days are one off. */
export function dayOf(serial: number, is1904 = false): string {
  const first = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const day = new Date(first + Math.floor(serial) * 86_400_000);
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10);
}

/** Fifteen digits are what a spreadsheet shows; the file holds 0.07 as 7.0000000000000007E-2. */
function digitsOf(value: string): string {
  const number = Number(Number(value).toPrecision(15));
  return Number.isNaN(number) ? value : String(number);
}

/** Characters that XML cannot hold stand as _x000D_ (ECMA-376, part 1, 22.9.2.19). */
function unescaped(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\r\n', '\n');
}
