import type { BuiltDataset } from '../../compare/read.ts';
import type { TableContract } from '../../model/tables.ts';
import { citationLine, WORK } from '../../write/cite.ts';
import type { NewRelease, Release } from '../list.ts';

/**
 * README.md of a release: what it is, how to open, read and cite it, what lies in the folder, and the licences.
 * @param dataset the tables of the release
 */
export function readmeOf(
  { version, released }: NewRelease,
  previous: Release | null,
  { tables }: TableContract,
  dataset: BuiltDataset,
): string {
  const rows = (name: string): number => dataset.get(name)?.rows.length ?? 0;
  return `# ${WORK.title}, version ${version}

${WORK.abstract}

Released on ${released}: ${rows('claims')} claims from ${rows('sources')} sources, about ${rows('entities')} actors and other entities. A claim is not a fact: a
row says that somebody said it, not that it is so. Claims that were taken back and drafts are here too; the column \`recommended\`
tells what to count.

## Open it

- **To look around**: \`explorer.html\`, in any browser of 2023 or later; it works from disk and sends nothing anywhere.
- **To read**: \`claims.xlsx\`, in any spreadsheet program.
- **To compute**: \`csv/\`, one file a table, UTF-8. Read every column as text or with the types in \`datapackage.json\`, and take only the empty
  cell as missing: \`NA\` is a country code. Several values in a cell are separated by \` | \`.
- **In programs**: \`json/\`; \`claims.jsonl\` has one claim a line.

[DATA-DICTIONARY.md](DATA-DICTIONARY.md) says what every column holds, [CODEBOOK.md](CODEBOOK.md) what every code means and how to tell it from its neighbours.

## Cite it

${citationLine(version, released)}

[CITATION.cff](CITATION.cff) says the same for reference managers. For a single claim cite its \`claim_id\` and its source too.

## What lies here

| table | rows | one row per |
|---|---|---|
${tables.map(({ name, description }) => `| \`csv/${name}.csv\` | ${rows(name)} | ${inCell(description)} |`).join('\n')}

| file | what it is |
|---|---|
| \`explorer.html\` | one page that shows what the tables hold |
| \`claims.xlsx\` | the workbook |
| \`desk.html\` | the page in which records are coded and checked, in the browser |
| \`json/\` | the same for programs; \`json/schemas/\` says what each file holds, as JSON Schemas |
| \`datapackage.json\` | tables, columns, types and keys, after Data Package v2 |
| \`changes/changes.md\` | what differs from ${previous === null ? 'the release before; this is the first' : `version ${previous.version}`}, in words |
| \`csv/changes.csv\` | the same in rows: keys of rows that came or are gone, old and new value of cells |
| \`changes/added/\` | the new rows whole, in the columns of their table; a table that is new is in \`csv/\` alone |
| \`changes/moved.csv\` | cells that differ because other rows do: lines, places, digests |
| \`manifest.json\` | versions, counts, and the content that the release was made from |
| \`SHA256SUMS\` | digest of every other file; \`sha256sum -c SHA256SUMS\` checks them |

## Licences

The data are under Creative Commons Attribution 4.0 ([LICENSE-DATA](LICENSE-DATA), with the notices of what the registry took facts from). The
words quoted from sources belong to their authors. The program that made this is under the MIT licence ([LICENSE](LICENSE)).
`;
}

/** A text of the table contract in one cell of a Markdown table. */
function inCell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|').trim();
}
