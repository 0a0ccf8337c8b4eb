import type { Model } from '../model/model.ts';
import { citationLine } from './cite.ts';
import type { Identity } from './descriptor.ts';

/** What a file says of the dataset it belongs to when it travels alone: what it is, which version, licence, citation. */
export function about(
  { title, description, version, released }: Identity,
  { tables, codebook }: Model,
): Record<string, string> {
  return {
    title,
    description,
    version,
    tables_version: tables.version,
    codebook_version: codebook.version,
    licence: 'CC BY 4.0, https://creativecommons.org/licenses/by/4.0/',
    citation: citationLine(version, released ?? null),
  };
}
