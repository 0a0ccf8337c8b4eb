import { LIST_SEPARATOR } from '../../../model/tables.ts';
import type { Dataset } from '../data/dataset.ts';
import { type DataTable, itemsOf } from '../data/decode.ts';

/** Names as a list in words: A, B and C. */
function namesInWords(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A list in a cell, as words: `A, B`. */
export function listInWords(cell: string): string {
  return cell.replaceAll(LIST_SEPARATOR, ', ');
}

/** Who makes a link between two claims, by the row of the table claim_relations. */
export function byInWords(relations: DataTable, row: number): string {
  return relations.cell('by', row) === 'source' ? 'the work says so' : 'the coder sees it so';
}

/** How a claim comes to the reader, in a sentence: who says it, who reports it, and through whom. */
export function wayInWords({ claims, sources, label }: Dataset, claim: number): string {
  const cell = (column: string): string => claims.cell(column, claim);
  const claimants = itemsOf(claims.listed('claimant_names'), claim);
  const speakers = namesInWords(claimants);
  const verb = (names: readonly string[], one: string, many: string): string =>
    names.length > 1 ? many : one;
  const together = cell('claimants_jointly') === 'true' ? ' together' : '';
  if (cell('voice') === 'publisher')
    return `The publisher, ${speakers}, says it in what stands round the text (${label('form', cell('form')).toLowerCase()}).`;
  if (cell('voice') === 'author')
    return `${speakers} ${verb(claimants, 'says', 'say')} it${together} in the work itself.`;
  const source = sources.find(cell('source_id'));
  const authors = itemsOf(sources.listed('author_names'), source);
  // Of several authors, one that says it does not report it too, and what one reports is not said to be reported twice.
  const others = authors.filter((name) => !claimants.includes(name));
  const reporting = others.length > 0 ? others : authors;
  const reporters = reporting.length > 0 ? namesInWords(reporting) : 'The work';
  const through = itemsOf(claims.listed('via_names'), claim)
    .filter((name) => !reporting.includes(name))
    .map((name) => `according to ${name}, `);
  const cue = cell('cue') === '' ? '' : ` (“${cell('cue')}”)`;
  return `${reporters} ${verb(reporting, 'reports', 'report')} that, ${through.join('')}${speakers} ${verb(claimants, 'says', 'say')} it${together}${cue}: ${label('attribution', cell('attribution')).toLowerCase()}.`
    .replace('that, according', 'that according')
    .replace('that, ', 'that ');
}

/** When it was said, and how that is known. */
export function dateInWords({ claims, label }: Dataset, claim: number): string {
  const cell = (column: string): string => claims.cell(column, claim);
  const basis = cell('date_basis');
  if (cell('date') !== '') return `${cell('date')} (${label('date-basis', basis).toLowerCase()})`;
  if (cell('date_max') !== '') return `not known; no later than ${cell('date_max')}`;
  return 'not known';
}
