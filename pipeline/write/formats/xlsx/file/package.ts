import { filledRange, type SheetLayout } from './sheet.ts';
import { STYLES } from './styles.ts';
import { DECLARATION, escapeXml, MAIN, OFFICE, PACKAGE } from './xml.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet that is finished. */
export interface FinishedSheet {
  layout: SheetLayout;
  rows: number;
}

/** Path of the sheet with this number, from 1. */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** The parts that say what the others are, which programs that tell the kind of a file expect at its beginning. */
export function firstParts(sheets: number): [path: string, xml: string][] {
  const override = (path: string, kind: string): string =>
    `<Override PartName="/${path}" ContentType="${TYPE}.${kind}+xml"/>`;
  const overrides = [
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    override('xl/sharedStrings.xml', 'sharedStrings'),
    ...Array.from({ length: sheets }, (_, index) => override(sheetPath(index + 1), 'worksheet')),
  ];
  return [
    [
      '[Content_Types].xml',
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    ],
    ['_rels/.rels', DECLARATION + relationships([['officeDocument', 'xl/workbook.xml']])],
  ];
}

/**
 * The parts of a workbook beside those and its sheets (ECMA-376, SpreadsheetML).
 * @param texts the shared texts, as XML
 */
export function otherParts(
  sheets: readonly FinishedSheet[],
  texts: readonly string[],
): [path: string, xml: string][] {
  const list = sheets.map(
    ({ layout }, index) =>
      `<sheet name="${escapeXml(layout.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const items = texts.map((text) => `<si>${text}</si>`).join('');
  const parts: [string, string][] = [
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets>${filterNames(sheets)}</workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ],
    ['xl/styles.xml', STYLES],
    ['xl/sharedStrings.xml', `<sst xmlns="${MAIN}" uniqueCount="${texts.length}">${items}</sst>`],
  ];
  return parts.map(([path, xml]) => [path, DECLARATION + xml]);
}

function relationships(targets: readonly [string, string][]): string {
  const all = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

/** Excel keeps the range of a filter under a hidden name too, and some programs look for it there alone. */
function filterNames(sheets: readonly FinishedSheet[]): string {
  const names = sheets.flatMap(({ layout, rows }, index) =>
    layout.filter === true
      ? `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(`'${layout.name.replaceAll("'", "''")}'!${filledRange(layout, rows, '$')}`)}</definedName>`
      : [],
  );
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}
