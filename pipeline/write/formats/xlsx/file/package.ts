import { lettersOf } from './address.ts';
import { filledRange, type SheetLayout } from './sheet.ts';
import { STYLES } from './styles.ts';
import { DECLARATION, escapeXml, MAIN, OFFICE, PACKAGE } from './xml.ts';

const CORE = 'docProps/core.xml';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet that is finished. */
export interface FinishedSheet {
  layout: SheetLayout;
  rows: number;
  /** Addresses that its links lead to. */
  targets: readonly string[];
}

/** What a workbook says of itself where programs show it. No time: the same bytes at any hour. */
export interface Properties {
  title: string;
  subject: string;
  creator: string;
  description: string;
  keywords: string;
}

/** Path of the sheet with this number, from 1. */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** The parts that say what the others are, which programs that tell the kind of a file expect at its beginning. */
export function firstParts(sheets: number, properties?: Properties): [path: string, xml: string][] {
  const override = (path: string, kind: string): string =>
    `<Override PartName="/${path}" ContentType="${TYPE}.${kind}+xml"/>`;
  const overrides = [
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    override('xl/sharedStrings.xml', 'sharedStrings'),
    ...Array.from({ length: sheets }, (_, index) => override(sheetPath(index + 1), 'worksheet')),
    ...(properties === undefined
      ? []
      : [
          `<Override PartName="/${CORE}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`,
        ]),
  ];
  return [
    [
      '[Content_Types].xml',
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      DECLARATION +
        relationships([
          [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
          ...(properties === undefined
            ? []
            : [[`${PACKAGE}/relationships/metadata/core-properties`, CORE] as [string, string]]),
        ]),
    ],
    ...(properties === undefined ? [] : [[CORE, DECLARATION + coreXml(properties)] as [string, string]]),
  ];
}

function coreXml({ title, subject, creator, description, keywords }: Properties): string {
  const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${[
    element('dc:title', title),
    element('dc:subject', subject),
    element('dc:creator', creator),
    element('cp:keywords', keywords),
    element('dc:description', description),
  ].join('')}</cp:coreProperties>`;
}

/** For each sheet with links, the part that says where they lead. */
export function linksPart(sheets: readonly FinishedSheet[]): [path: string, xml: string][] {
  return sheets.flatMap(({ targets }, index) => {
    if (targets.length === 0) return [];
    const all = targets.map(
      (target, place) =>
        `<Relationship Id="rId${place + 1}" Type="${OFFICE}/hyperlink" Target="${escapeXml(target)}" TargetMode="External"/>`,
    );
    const xml = `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
    return [[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, xml]];
  });
}

/**
 * The parts of a workbook beside those and its sheets (ECMA-376, SpreadsheetML).
 * @param texts the shared texts, as XML
 * @param opensWith number of the sheet that is shown first, from 0
 */
export function otherParts(
  sheets: readonly FinishedSheet[],
  texts: readonly string[],
  opensWith = 0,
): [path: string, xml: string][] {
  const list = sheets.map(
    ({ layout }, index) =>
      `<sheet name="${escapeXml(layout.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const items = texts.map((text) => `<si>${text}</si>`).join('');
  const parts: [string, string][] = [
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="${opensWith}"/></bookViews><sheets>${list.join('')}</sheets>${definedNames(sheets)}</workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, index): [string, string] => [
          `${OFFICE}/worksheet`,
          `worksheets/sheet${index + 1}.xml`,
        ]),
        [`${OFFICE}/styles`, 'styles.xml'],
        [`${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
      ]),
    ],
    ['xl/styles.xml', STYLES],
    ['xl/sharedStrings.xml', `<sst xmlns="${MAIN}" uniqueCount="${texts.length}">${items}</sst>`],
  ];
  return parts.map(([path, xml]) => [path, DECLARATION + xml]);
}

function relationships(targets: readonly [string, string][]): string {
  const all = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

/**
 * Names of ranges: Excel keeps the range of a filter under a hidden name too, and some programs look for it there alone;
 * what is printed, and the row on top of every page, have names of their own.
 */
function definedNames(sheets: readonly FinishedSheet[]): string {
  const names = sheets.flatMap(({ layout, rows }, index) => {
    const sheet = `'${layout.name.replaceAll("'", "''")}'`;
    const name = (what: string, range: string, more = ''): string =>
      `<definedName name="_xlnm.${what}" localSheetId="${index}"${more}>${escapeXml(`${sheet}!${range}`)}</definedName>`;
    return [
      ...(layout.filter === true
        ? [name('_FilterDatabase', filledRange(layout, rows, '$'), ' hidden="1"')]
        : []),
      ...(layout.print === undefined
        ? []
        : [
            name('Print_Area', `$A$1:$${lettersOf(layout.print.columns)}$${rows}`),
            name('Print_Titles', '$1:$1'),
          ]),
    ];
  });
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}
