import { citationLine, WORK } from '../../cite.ts';
import type { Identity } from '../../descriptor.ts';
import { openFile, type WrittenFile } from '../../files.ts';
import { pickedRows } from '../../picked-rows.ts';
import { isStanding } from '../../standing-claims.ts';
import type { FormatContext } from '../format.ts';
import { CLAIM_COLUMNS, claimJson } from './claim-node.ts';
import { CONTEXT } from './context.ts';
import { lookupsOf } from './lookups.ts';

/**
 * Writes the claims as JSON-LD with the vocabulary of schema.org: a graph of one node for the dataset and one a line for each
 * claim, which holds its source in full. Ids are fragments of wherever the file lies; no web address is made up.
 */
export async function writeJsonld({ folder, model, identity }: FormatContext): Promise<WrittenFile[]> {
  const lookups = await lookupsOf(folder, model);
  const file = await openFile(folder, 'jsonld/claims.jsonld');
  await file.append(
    `{"@context":${JSON.stringify(CONTEXT)},\n"@graph":[\n${JSON.stringify(datasetNode(identity))}`,
  );
  for await (const claims of pickedRows(folder, model.tables, 'claims', CLAIM_COLUMNS)) {
    const lines = claims.filter(isStanding).map((claim) => `,\n${claimJson(claim, lookups)}`);
    await file.append(lines.join(''), lines.length);
  }
  await file.append('\n]}\n', 0);
  return [await file.close()];
}

function datasetNode({ title, description, version, released }: Identity): object {
  return {
    '@type': 'Dataset',
    '@id': '#dataset',
    name: title,
    description,
    version,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    creator: WORK.authors.map(({ name }) => ({ '@type': 'Organization', name })),
    creditText: citationLine(version, released ?? null),
  };
}
