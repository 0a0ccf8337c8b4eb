import { extname } from 'node:path';
import type { Model } from '../../../model/model.ts';
import { csvTemplate } from './csv.ts';
import { templateTables } from './template.ts';
import { xlsxTemplate } from './xlsx.ts';

/**
 * The content of an empty template, in the format that the ending of its name says; null for any but .xlsx and .csv.
 * @returns the same bytes for the same model
 */
export function templateFile(name: string, model: Model): Uint8Array | null {
  const tables = templateTables(model);
  switch (extname(name).toLowerCase()) {
    case '.csv':
      return Buffer.from(csvTemplate(tables));
    case '.xlsx':
      return xlsxTemplate(tables, model.codebook);
    default:
      return null;
  }
}
