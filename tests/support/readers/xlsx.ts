import { unzipSync } from 'fflate';
import { readXml } from '../../../pipeline/contribute/spreadsheet/read/xml.ts';

/** The table of each tab of the workbook that is one. */
export const TABS: Readonly<Record<string, string>> = {
  claims: 'claims',
  'who about whom': 'dyads',
  'claim actors': 'claim_actors',
  sources: 'sources',
  entities: 'entities',
  codebook: 'codebook',
};

/** A cell as the file has it: its type in the file, its value (a day as `2021-07-06`), and whether its number format is Text. */
interface XlsxCell {
  value: string | number | boolean;
  isText: boolean;
}

export interface XlsxSheet {
  name: string;
  /** Filled cells by address. */
  cells: Map<string, XlsxCell>;
  /** Of each column, in order: whether its empty cells are Text, whether they are wrapped, and its width. */
  columns: { isText: boolean; isWrapped: boolean; width: number }[];
  xml: string;
}

/** Reads a workbook of ours without knowing how it was written; nothing is trimmed or guessed. */
export function readXlsx(bytes: Uint8Array): XlsxSheet[] {
  const parts = unzipSync(bytes);
  const part = (path: string): string => new TextDecoder('utf-8', { fatal: true }).decode(parts[path]);
  const styles: { isText: boolean; isWrapped: boolean; isDay: boolean }[] = [];
  const dayFormats = new Set<string>();
  let isCellStyle = false;
  readXml(part('xl/styles.xml'), {
    open: (name, { numFmtId = '', formatCode, wrapText }) => {
      if (name === 'numFmt' && formatCode?.includes('yyyy')) dayFormats.add(numFmtId);
      if (name === 'cellXfs') isCellStyle = true;
      if (name === 'xf' && isCellStyle)
        styles.push({ isText: numFmtId === '49', isWrapped: false, isDay: dayFormats.has(numFmtId) });
      if (name === 'alignment' && isCellStyle) styles.at(-1)!.isWrapped = wrapText === '1';
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  const texts: string[] = [];
  readXml(part('xl/sharedStrings.xml'), {
    close: (name, text) => name === 't' && texts.push(unescaped(text)),
  });
  const names: string[] = [];
  readXml(part('xl/workbook.xml'), {
    open: (name, { name: sheet = '' }) => name === 'sheet' && names.push(sheet),
  });
  return names.map((name, index) => {
    const xml = part(`xl/worksheets/sheet${index + 1}.xml`);
    const cells = new Map<string, XlsxCell>();
    const columns: XlsxSheet['columns'] = [];
    let [address, type, style, value] = ['', '', 0, ''];
    readXml(xml, {
      open: (element, { r = '', t = 'n', s = '0', style: columnStyle, width }) => {
        if (element === 'c') [address, type, style, value] = [r, t, Number(s), ''];
        if (element !== 'col') return;
        const { isText, isWrapped } = styles[Number(columnStyle)]!;
        columns.push({ isText, isWrapped, width: Number(width) });
      },
      close: (element, text) => {
        if (element === 'v' || element === 't') value = text;
        if (element !== 'c' || (value === '' && type === 'n')) return;
        const read = {
          n: () => (styles[style]!.isDay ? dayOf(Number(value)) : Number(value)),
          b: () => value === '1',
          s: () => texts[Number(value)]!,
          inlineStr: () => unescaped(value),
        }[type]!();
        cells.set(address, { value: read, isText: styles[style]!.isText });
      },
    });
    return { name, cells, columns, xml };
  });
}

/** The day that a spreadsheet means by a number: 44383 is 2021-07-06. */
function dayOf(number: number): string {
  return new Date(Date.UTC(1899, 11, 30 + number)).toISOString().slice(0, 10);
}

function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
