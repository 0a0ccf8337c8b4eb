import type { TableContract } from '../../../model/tables.ts';
import { type Picked, pickedRows } from '../../picked-rows.ts';
import { escaped } from '../page/html.ts';

const COLUMNS = [
  'claim_id',
  'date',
  'claimant_names',
  'claim_type',
  'claim_text',
  'source_title',
  'anchor',
] as const;
const TITLES = ['claim', 'date', 'who says it', 'type', 'claim', 'work', 'address'];
/** Claims shown: enough to see what this is. */
const FIRST = 200;

/** The first claims as plain HTML, for who reads without JavaScript. */
export async function plainTable(folder: string, contract: TableContract, claims: number): Promise<string> {
  const rows: Picked<(typeof COLUMNS)[number]>[] = [];
  for await (const batch of pickedRows(folder, contract, 'claims', COLUMNS)) {
    for (const row of batch) if (rows.length < FIRST) rows.push(row);
    if (rows.length === FIRST) break;
  }
  const lines = rows.map(
    (row) =>
      `<tr>${COLUMNS.map((name) => `<td dir="auto">${escaped([row[name] ?? ''].flat().join(', '))}</td>`).join('')}</tr>`,
  );
  return `<h1>Foreign-Policy Claims</h1>
<p>This page needs JavaScript to filter, search and draw. Without it, here are the first ${rows.length} of ${claims} claims; all of them stand in csv/claims.csv beside this page. A claim is not a fact: each row says who says it and where.</p>
<table class="table"><thead><tr>${TITLES.map((title) => `<th scope="col">${title}</th>`).join('')}</tr></thead><tbody>
${lines.join('\n')}
</tbody></table>`;
}
