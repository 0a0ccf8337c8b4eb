import { MAIN } from './xml.ts';

/**
 * How cells look, by the number that a workbook gives it. All but `plain`, `number` and `day` are set to Text, so that no
 * program makes dates or numbers of what stands there or is typed there.
 */
export const STYLE = {
  plain: 0,
  text: 1,
  wrapped: 2,
  number: 3,
  head: 4,
  neededHead: 5,
  strong: 6,
  /** A real date, shown as 2021-07-06 in every country. */
  day: 7,
  link: 8,
} as const;
export type Style = (typeof STYLE)[keyof typeof STYLE];

const GENERAL = 0;
const TEXT = 49;
/** The first number that a workbook may give a format of its own. */
const DAY = 164;
const [PLAIN_FONT, BOLD, LINK] = [0, 1, 2];
/** The first two fills are fixed by the format. */
const [NO_FILL, GREY, YELLOW] = [0, 2, 3];

/** In the order of STYLE. */
const FORMATS = [
  format(GENERAL, PLAIN_FONT, NO_FILL, ''),
  format(TEXT, PLAIN_FONT, NO_FILL, 'vertical="top"'),
  format(TEXT, PLAIN_FONT, NO_FILL, 'vertical="top" wrapText="1"'),
  format(GENERAL, PLAIN_FONT, NO_FILL, 'vertical="top" horizontal="right" indent="1"'),
  format(TEXT, BOLD, GREY, 'vertical="top"'),
  format(TEXT, BOLD, YELLOW, 'vertical="top"'),
  format(TEXT, BOLD, NO_FILL, 'vertical="top"'),
  format(DAY, PLAIN_FONT, NO_FILL, 'vertical="top" horizontal="left"'),
  format(TEXT, LINK, NO_FILL, 'vertical="top"'),
];

function format(number: number, font: number, fill: number, alignment: string): string {
  const start = `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"`;
  return alignment === '' ? `${start}/>` : `${start} applyAlignment="1"><alignment ${alignment}/></xf>`;
}

const font = (more: string, colour?: string): string =>
  `<font>${more}<sz val="11"/>${colour === undefined ? '' : `<color rgb="${colour}"/>`}<name val="Calibri"/></font>`;
const fill = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`;

/** The part xl/styles.xml. */
export const STYLES = [
  `<styleSheet xmlns="${MAIN}">`,
  `<numFmts count="1"><numFmt numFmtId="${DAY}" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
  `<fonts count="3">${font('')}${font('<b/>')}${font('<u/>', 'FF0563C1')}</fonts>`,
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  `${fill('FFE7E6E6')}${fill('FFFFE699')}</fills>`,
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${FORMATS.length}">${FORMATS.join('')}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');
