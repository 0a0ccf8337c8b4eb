import { lettersOf } from '../../../write/formats/xlsx/file/address.ts';
import { type Cell, placeOf, type Row } from './table.ts';
import { type Attributes, readXml } from './xml.ts';

/** A text with the number of its letters that are struck out, and of those that look as their cell does. */
interface StyledText {
  text: string;
  struck: number;
  unstyled: number;
}

/** What a style makes of a cell: how a number is shown, and whether texts are struck out. */
interface CellStyle {
  shows: 'date' | 'month' | 'day' | 'date-in-part' | 'percentage' | 'number';
  struck: boolean;
}

/** What is needed of the rest of a workbook to read the cells of a sheet. */
interface Workbook {
  /** The texts that cells refer to by number. */
  texts: readonly StyledText[];
  /** By the number of the style. */
  styles: readonly CellStyle[];
  /** Whether days are counted from 1904, as old versions for the Mac did. */
  is1904: boolean;
}

/** Whether a switch is on; one without a value is. */
function isOn(value = '1'): boolean {
  return value !== '0' && value !== 'false';
}

/**
 * The sheets of xl/workbook.xml in their order, with the paths that its relations give them; charts are left out.
 * @throws Error when a sheet leads nowhere
 */
export function readSheetList(
  workbook: string,
  relations: string,
): { sheets: { name: string; path: string; isHidden: boolean }[]; is1904: boolean } {
  const targets = new Map<string, string>();
  readXml(relations, {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; path: string; isHidden: boolean }[] = [];
  let is1904 = false;
  readXml(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = isOn(attributes.date1904 ?? '0');
      if (name !== 'sheet') return;
      const title = unescaped(attributes.name ?? '');
      // `id` is the relation's; the sheet's own number is called sheetId.
      const path = targets.get(attributes.id ?? '');
      if (path === undefined) throw new Error(`its sheet ${title} leads nowhere`);
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      if (path.includes('worksheets/')) sheets.push({ name: title, path, isHidden });
    },
  });
  return { sheets, is1904 };
}

/** Puts a text together from its runs; readings of East Asian words are left out. */
function textReader() {
  let whole: StyledText = { text: '', struck: 0, unstyled: 0 };
  let run: 'unstyled' | 'plain' | 'struck' = 'unstyled';
  let isReading = false;
  return {
    begin: (): void => {
      whole = { text: '', struck: 0, unstyled: 0 };
      run = 'unstyled';
    },
    open: (name: string, { val }: Attributes): void => {
      if (name === 'rPh') isReading = true;
      else if (name === 'r') run = 'unstyled';
      else if (name === 'rPr') run = 'plain';
      else if (name === 'strike' && isOn(val)) run = 'struck';
    },
    close: (name: string, written: string): void => {
      if (name === 'rPh') isReading = false;
      if (name !== 't' || isReading) return;
      const text = unescaped(written);
      whole.text += text;
      if (run !== 'plain') whole[run] += text.trim().length;
    },
    whole: (): StyledText => whole,
  };
}

/** The texts of xl/sharedStrings.xml. */
export function readSharedTexts(xml: string | undefined): StyledText[] {
  const texts: StyledText[] = [];
  const reader = textReader();
  if (xml !== undefined)
    readXml(xml, {
      open: (name, attributes) => {
        if (name === 'si') reader.begin();
        reader.open(name, attributes);
      },
      close: (name, text) => {
        reader.close(name, text);
        if (name === 'si') texts.push(reader.whole());
      },
    });
  return texts;
}

/** Built-in number formats that show a date or a time (ECMA-376, part 1, 18.8.30, with those of East Asian versions). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Those of them that show year, month and day, in every language; month and day; year and month. */
const WHOLE_DATES = new Set([14, 15, 22, 30, 31]);
const DAYS = new Set([16]);
const MONTHS = new Set([17]);

/** What xl/styles.xml says of each style of a cell. */
export function readStyles(xml: string | undefined): CellStyle[] {
  const formats = new Map<string, string>();
  const struckFonts: boolean[] = [];
  const styles: CellStyle[] = [];
  const within = new Set<string>();
  if (xml !== undefined)
    readXml(xml, {
      open: (name, { numFmtId = '0', formatCode = '', fontId = '0', val }) => {
        within.add(name);
        if (name === 'numFmt') formats.set(numFmtId, formatCode);
        if (name === 'font' && within.has('fonts')) struckFonts.push(false);
        if (name === 'strike' && within.has('fonts')) struckFonts[struckFonts.length - 1] = isOn(val);
        if (name === 'xf' && within.has('cellXfs'))
          styles.push({
            shows: shownAs(Number(numFmtId), formats.get(numFmtId)),
            struck: struckFonts[Number(fontId)] ?? false,
          });
      },
      close: (name) => within.delete(name),
    });
  return styles;
}

function shownAs(id: number, format: string | undefined): CellStyle['shows'] {
  if (format === undefined) {
    if (MONTHS.has(id)) return 'month';
    if (DAYS.has(id)) return 'day';
    if (isBuiltInDate(id)) return WHOLE_DATES.has(id) ? 'date' : 'date-in-part';
    return id === 9 || id === 10 ? 'percentage' : 'number';
  }
  // Words in quotes, escaped letters, and colours or languages in brackets say nothing about the kind.
  const bare = format.replace(/"[^"]*"|\\.|_.|\[(?!(h+|m+|s+)\])[^\]]*\]/gi, '').replace(/general/gi, '');
  if (!/[ymdhs]/i.test(bare)) return bare.includes('%') ? 'percentage' : 'number';
  const [year, month, day] = [/y/i, /m/i, /d/i].map((part) => part.test(bare));
  if (year && month && day) return 'date';
  if (/[hs]/i.test(bare) || !month) return 'date-in-part';
  return year ? 'month' : day ? 'day' : 'date-in-part';
}

/**
 * The filled cells of a sheet, row by row, the ranges of joined cells, and what is hidden.
 * @throws Error when a cell stands at no place, or at one that another has, or refers to a text that is not there
 */
export function readSheetRows(
  xml: string,
  workbook: Workbook,
): { rows: Row[]; merged: string[]; hiddenColumns: [number, number][] } {
  const rows = new Map<number, Map<number, Cell>>();
  const taken = new Set<string>();
  const hiddenRows = new Set<number>();
  const hiddenColumns: [number, number][] = [];
  const merged: string[] = [];
  const inline = textReader();
  let [row, column] = [0, 0];
  let [attributes, value, isFormula] = [{} as Attributes, '', false];
  const isHidden = (found: Attributes, size: string | undefined): boolean =>
    isOn(found.hidden ?? '0') || (size !== undefined && Number(size) === 0);
  readXml(xml, {
    open: (name, found) => {
      inline.open(name, found);
      if (name === 'row') {
        [row, column] = [Number(found.r ?? row + 1), 0];
        if (isHidden(found, found.ht)) hiddenRows.add(row);
      } else if (name === 'col' && isHidden(found, found.width))
        hiddenColumns.push([Number(found.min), Number(found.max)]);
      else if (name === 'c') {
        inline.begin();
        const address = found.r ?? `${lettersOf(column + 1)}${row}`;
        const place = placeOf(address);
        if (place.row !== row || place.column === 0)
          throw new Error(`the cell ${address} stands in row ${row}`);
        if (taken.has(address)) throw new Error(`the cell ${address} is there twice`);
        taken.add(address);
        column = place.column;
        [attributes, value, isFormula] = [found, '', false];
      } else if (name === 'f') isFormula = true;
      else if (name === 'mergeCell' && found.ref !== undefined) merged.push(found.ref);
    },
    close: (name, text) => {
      inline.close(name, text);
      if (name === 'v') value = text;
      else if (name === 'c') {
        const written = { attributes, value, inline: inline.whole(), isFormula };
        const cell = cellOf({ row, column }, written, workbook);
        if (cell === null) return;
        const cells = rows.get(row) ?? new Map<number, Cell>();
        rows.set(row, cells.set(column, cell));
      }
    },
  });
  const sorted = [...rows].sort(([one], [other]) => one - other);
  return {
    rows: sorted.map(([number, cells]) => ({ number, cells, hidden: hiddenRows.has(number) })),
    merged,
    hiddenColumns,
  };
}

interface Written {
  attributes: Attributes;
  value: string;
  inline: StyledText;
  isFormula: boolean;
}

/** A cell as it was read; null when it is empty. A formula without a result is an error, not an empty cell. */
function cellOf(
  place: { row: number; column: number },
  { attributes, value, inline, isFormula }: Written,
  { texts, styles, is1904 }: Workbook,
): Cell | null {
  const style = styles[Number(attributes.s ?? 0)];
  const made = isFormula ? { made: 'formula' as const } : {};
  const cellWith = (kind: Cell['kind'], text: string, struck: Cell['struck']): Cell | null =>
    text.trim() === '' ? null : { ...place, kind, text, ...made, ...(struck && { struck }) };
  const of = (kind: Cell['kind'], text: string): Cell | null =>
    cellWith(kind, text, style?.struck ? 'whole' : undefined);
  const ofText = (text: StyledText): Cell | null =>
    cellWith('text', text.text, struckIn(text, style?.struck ?? false));
  switch (attributes.t ?? 'n') {
    case 's': {
      if (value === '') return null;
      const text = texts[Number(value)];
      if (text === undefined)
        throw new Error(
          `the cell ${lettersOf(place.column)}${place.row} refers to text ${value}, which is not there`,
        );
      return ofText(text);
    }
    case 'inlineStr':
      return ofText(inline);
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
  const shows = style?.shows ?? 'number';
  if (shows !== 'number' && shows !== 'percentage') return of(shows, dayOf(Number(value), is1904));
  const cell = of('number', digitsOf(value));
  return shows === 'percentage' && cell !== null ? { ...cell, made: 'percentage' } : cell;
}

/** How much of a text is struck out; where a run has no style of its own, that of the cell holds. */
function struckIn({ text, struck, unstyled }: StyledText, isCellStruck: boolean): Cell['struck'] {
  const letters = struck + (isCellStruck ? unstyled : 0);
  if (letters === 0) return undefined;
  return letters >= text.trim().length ? 'whole' : 'part';
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
