import { FOREIGN_SEPARATORS } from './schemas.ts';

/**
 * The items of a list that somebody wrote as one text, with signs between them that YAML does not know, such as
 * `trade; diplomacy` or `贸易、外交`.
 * @param others what else may stand between items there, such as ` and `
 * @returns null for a text that is one item
 */
export function listMeant(text: string, ...others: readonly string[]): string[] | null {
  let parts = [text];
  // Most texts hold none, and a large file may have thousands.
  for (const separator of [...FOREIGN_SEPARATORS, ...others].filter((sign) => text.includes(sign)))
    parts = parts.flatMap((part) => part.split(separator));
  const items = parts.map((part) => part.trim()).filter((part) => part !== '');
  return items.length > 1 ? items : null;
}
