import { numberText } from '../../model/numbers.ts';
import { CLAIM_TABLES, type ClaimRows, type RecordRows } from '../record-rows.ts';

/**
 * A claim as one flat line with all columns, for JSON Lines. A missing value is left out; a list may be empty.
 * @param own the claim's own columns as JSON
 * @param shared the columns about its source as JSON
 */
export function claimLine(own: string, shared: string): string {
  return `${own.slice(0, -1)},${shared.slice(1)}\n`;
}

/**
 * A source as JSON: its row, with the rows of its copies, anchors and claims nested under the names of their tables, and
 * those of each claim's parts likewise. A claim does not repeat what its source says.
 * @param lines the own columns of the claims as JSON, in the order of `rows.claims`
 */
export function sourceJson(
  { source, copies, anchors, claims }: RecordRows,
  lines: readonly string[],
): string {
  const nested = claims.map(({ parts }, index) => withParts(lines[index] as string, parts));
  // The number of claims gives way to the claims themselves.
  const text = JSON.stringify({ ...source, claims: undefined, source_copies: copies, anchors });
  return `${text.slice(0, -1)},"claims":[\n${nested.join(',\n')}\n]}`;
}

function withParts(line: string, parts: ClaimRows['parts']): string {
  let text = line.slice(0, -1);
  for (const name of CLAIM_TABLES) {
    // Lists of the row itself have other names: its column `quantities` is words, the table `claim_quantities` numbers.
    if (parts[name].length > 0) text += `,"${name}":${withoutExponents(JSON.stringify(parts[name]))}`;
  }
  return `${text}}`;
}

/** A text or a number in JSON. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.]*e[-+]?\d+/g;

/** JSON with all numbers in digits, as CSV has them: 0.0000001, which JavaScript writes as 1e-7. */
export function withoutExponents(json: string): string {
  if (!/\de[-+]?\d/.test(json)) return json;
  return json.replace(TEXT_OR_NUMBER, (found) => (found.startsWith('"') ? found : numberText(Number(found))));
}
