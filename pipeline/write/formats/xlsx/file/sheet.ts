import { lettersOf } from './address.ts';
import { MOST_ROWS } from './limits.ts';
import { heightXml, linesOf } from './row-height.ts';
import { STYLE, type Style } from './styles.ts';
import { escapeUnheld, escapeXml, MAIN, OFFICE } from './xml.ts';

/** What a cell holds: texts are written as text whatever they look like, null is empty. */
export type CellValue = string | number | boolean | null;

/** A cell that does not look like its column. */
export interface StyledCell {
  value: CellValue;
  style: Style;
}

export type SheetRow = readonly (CellValue | StyledCell)[];

/** A list from which a cell, or all cells of a column (by number) below its heading, can be chosen. */
export interface Choice {
  where: string | number;
  /** The range with the choices. */
  list: string;
}

export interface SheetColumn {
  /** In characters. */
  width: number;
  /** Holds for empty cells too, down to the last row. */
  style: Style;
  /** Whether it is folded away, to be opened with the button above. */
  isFolded?: boolean;
}

/** How a sheet is laid out. Its first row stays in sight. */
export interface SheetLayout {
  name: string;
  columns: readonly SheetColumn[];
  /** How many columns stay in sight. */
  frozenColumns?: number;
  /** Whether the first row has buttons that filter the others. */
  filter?: boolean;
  /** Colour of the tab, as in `FFC000`. */
  tabColour?: string;
  choices?: readonly Choice[];
  /** How it is printed: across the page, as wide as the page, with the first row on every page. */
  print?: { columns: number };
}

/** Takes a text that the sheet cannot hold itself and gives its number in the workbook's list of texts. */
type ShareText = (xml: string) => number;

/**
 * The XML of a sheet up to its first row.
 * @param isOpen whether the workbook opens with it
 */
export function sheetStart(
  { columns, frozenColumns = 0, tabColour, print }: SheetLayout,
  isOpen = false,
): string {
  const cols = columns.map(({ width, style, isFolded }, index) => {
    const folded = isFolded === true ? ' outlineLevel="1" hidden="1"' : '';
    // The button stands before what it opens, on the column that stays.
    const holdsButton = isFolded !== true && columns[index + 1]?.isFolded === true ? ' collapsed="1"' : '';
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${style}" customWidth="1"${folded}${holdsButton}/>`;
  });
  const properties = [
    tabColour === undefined ? '' : `<tabColor rgb="FF${tabColour}"/>`,
    columns.some(({ isFolded }) => isFolded) ? '<outlinePr summaryRight="0"/>' : '',
    print === undefined ? '' : '<pageSetUpPr fitToPage="1"/>',
  ].join('');
  const colour = properties === '' ? '' : `<sheetPr>${properties}</sheetPr>`;
  const levels = columns.some(({ isFolded }) => isFolded) ? ' outlineLevelCol="1"' : '';
  const pane =
    frozenColumns === 0
      ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
      : `<pane xSplit="${frozenColumns}" ySplit="1" topLeftCell="${lettersOf(frozenColumns + 1)}2" activePane="bottomRight" state="frozen"/>`;
  return `<worksheet xmlns="${MAIN}">${colour}<sheetViews><sheetView${isOpen ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"${levels}/><cols>${cols.join('')}</cols><sheetData>`;
}

/**
 * The XML of each row. Empty cells are left out: the style of their column holds. Each cell has its address: the standard lets it
 * out, but Gnumeric then puts all cells into one.
 * @param first number of the first of them
 */
export function sheetRows(
  rows: readonly SheetRow[],
  first: number,
  { columns }: SheetLayout,
  share: ShareText,
): string[] {
  const starts = columns.map((_, index) => `<c r="${lettersOf(index + 1)}`);
  const textStarts = columns.map(({ style }) => `" s="${style}" t="inlineStr"><is><t>`);
  return rows.map((row, position) => {
    const number = first + position;
    let cells = '';
    let lines = 1;
    for (let index = 0; index < row.length; index += 1) {
      const cell = row[index] as SheetRow[number];
      if (cell === null || cell === '') continue;
      const column = columns[index] as SheetLayout['columns'][number];
      // Nearly all cells of a large sheet are such, and this takes a third of the time of what follows.
      if (typeof cell === 'string' && isPlain(cell)) {
        cells += `${starts[index]}${number}${textStarts[index]}${cell}</t></is></c>`;
        if (column.style === STYLE.wrapped && !column.isFolded)
          lines = Math.max(lines, linesOf(cell, column.width));
        continue;
      }
      const { value, style } = typeof cell === 'object' ? cell : { value: cell, style: column.style };
      const start = `${starts[index]}${number}" s="${style}"`;
      cells += value === null || value === '' ? `${start}/>` : start + cellXml(value, share);
      // What is folded away takes no room.
      if (style === STYLE.wrapped && value !== null && !column.isFolded)
        lines = Math.max(lines, linesOf(String(value), column.width));
    }
    return `<row r="${number}"${heightXml(lines)}>${cells}</row>`;
  });
}

/** What cannot be copied into XML as it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NEEDS_CARE = /[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x/;

/** Whether a text can be copied into XML. Programs drop white space at its ends if it is not said to be kept. */
function isPlain(text: string): boolean {
  return text.charCodeAt(0) > 32 && text.charCodeAt(text.length - 1) > 32 && !NEEDS_CARE.test(text);
}

/** The XML of a cell after its address and style. */
function cellXml(value: string | number | boolean, share: ShareText): string {
  if (typeof value === 'number') return `><v>${value}</v></c>`;
  if (typeof value === 'boolean') return ` t="b"><v>${value ? 1 : 0}</v></c>`;
  const held = escapeUnheld(value);
  const xml = `<t xml:space="preserve">${escapeXml(held)}</t>`;
  if (held === value) return ` t="inlineStr"><is>${xml}</is></c>`;
  // openpyxl undoes the escape of `_x0041_` in the list of texts and not in a cell.
  return ` t="s"><v>${share(xml)}</v></c>`;
}

/**
 * The XML of a sheet after its last row.
 * @param rows how many it has
 * @param links cells that lead somewhere, with the number of the relationship that says where
 */
export function sheetEnd(layout: SheetLayout, rows: number, links: readonly LinkedCell[] = []): string {
  const { columns, choices = [], print } = layout;
  const filter = layout.filter === true ? `<autoFilter ref="${filledRange(layout, rows)}"/>` : '';
  const lists = choices.map(({ where, list }) => {
    const range = typeof where === 'number' ? `${lettersOf(where)}2:${lettersOf(where)}${MOST_ROWS}` : where;
    return `<dataValidation type="list" allowBlank="1" sqref="${range}"><formula1>${escapeXml(list)}</formula1></dataValidation>`;
  });
  const validations =
    lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  // Excel would mark every text that looks like a number and offer to turn it into one.
  const ignored = `<ignoredErrors><ignoredError sqref="A1:${lettersOf(columns.length)}${MOST_ROWS}" twoDigitTextYear="1" numberStoredAsText="1"/></ignoredErrors>`;
  const hyperlinks = links.map(({ cell, target }) => `<hyperlink ref="${cell}" r:id="rId${target}"/>`);
  const linked =
    links.length === 0 ? '' : `<hyperlinks xmlns:r="${OFFICE}">${hyperlinks.join('')}</hyperlinks>`;
  const page =
    print === undefined
      ? ''
      : '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>';
  return `</sheetData>${filter}${validations}${linked}${page}${ignored}</worksheet>`;
}

/** A cell that leads to an address outside. */
export interface LinkedCell {
  cell: string;
  /** Number of the address among those of the sheet, from 1. */
  target: number;
}

/** The filled part of a sheet, as in `A1:C7`. */
export function filledRange({ columns }: SheetLayout, rows: number, dollar = ''): string {
  return `${dollar}A${dollar}1:${dollar}${lettersOf(columns.length)}${dollar}${rows}`;
}
