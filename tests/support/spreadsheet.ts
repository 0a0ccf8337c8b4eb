import { strToU8, zipSync } from 'fflate';

/** Rows of texts as a CSV file, quoted where needed. */
export function csvOf(rows: readonly (readonly string[])[], delimiter = ',', lineEnd = '\n'): string {
  const quoted = (cell: string): string =>
    /["\r\n;,\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((row) => row.map(quoted).join(delimiter) + lineEnd).join('');
}

/** A workbook of handmade sheets, written as Excel writes it: texts in a list of their own, styles by number. */
export function handmadeXlsx(
  sheets: Record<string, string>,
  {
    texts = [],
    styles = '',
    properties = '',
  }: { texts?: string[]; styles?: string; properties?: string } = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<x:workbook xmlns:x="main" xmlns:r="${office}">${properties}<x:sheets>${names.map((name, index) => `<x:sheet name="${name}" sheetId="${index + 7}" r:id="rId${index + 1}"/>`).join('')}</x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, index) => `<Relationship Id="rId${index + 1}" Target="/xl/worksheets/s${index}.xml"/>`).join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${main}>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${main}>${styles}</styleSheet>`,
  };
  for (const [index, name] of names.entries())
    parts[`xl/worksheets/s${index}.xml`] = `<worksheet ${main}>${sheets[name]}</worksheet>`;
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}
