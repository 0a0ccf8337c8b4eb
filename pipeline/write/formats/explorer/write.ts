import { problem } from '../../../diagnostics/problem.ts';
import { tableNamed } from '../../../model/tables.ts';
import { about } from '../../about.ts';
import { openFile } from '../../files.ts';
import type { Format } from '../format.ts';
import { bundlePage } from '../page/bundle.ts';
import { pageHtml } from '../page/html.ts';
import { type PackedColumns, startBlock } from './encode.ts';
import type { PageIndex } from './layout.ts';
import { plainTable } from './plain-table.ts';
import { packTables } from './tables.ts';

const PATH = 'explorer.html';
/** What is kept of it for the next time. */
const COLUMNS = 'explorer-columns';
/** With more claims a page takes too long to open and its file is too large to send. */
export const MOST_CLAIMS = 150_000;

/**
 * Writes the explorer: one page, explorer.html, that shows what the tables hold and opens from disk. The tables lie in it as
 * compressed columns. A dataset that is too large for a page is built without one, with a warning.
 * @throws the errors of the file system
 */
export const writeExplorer: Format = async ({ folder, model, identity, counts, warn, kept }) => {
  const claims = counts.claims ?? 0;
  if (claims > MOST_CLAIMS) {
    warn(
      problem(
        'W-EXPLORER-LARGE',
        PATH,
        { line: 1, column: 1, endColumn: 1 },
        `${claims} claims are more than the ${MOST_CLAIMS} that a page can show in good time, so that there is no ${PATH}.`,
        'Use claims.sqlite or the Parquet files; for a page, put the records of one question into a folder of their own and build it.',
      ),
    );
    return [];
  }
  const block = startBlock(kept?.recall<PackedColumns>(COLUMNS));
  const tables = await packTables(folder, model, block.pack);
  const index: PageIndex = {
    about: about(identity, model),
    claimColumns: tableNamed(model.tables, 'claims').columns.map(({ name }) => name),
    tables,
  };
  const html = pageHtml({
    title: `${identity.title}: explorer`,
    code: await bundlePage('explorer/main.tsx'),
    data: { index: JSON.stringify(index), columns: [...block.packed.values()].join('') },
    withoutScript: await plainTable(folder, model.tables, claims),
  });
  const file = await openFile(folder, PATH);
  await file.append(html);
  kept?.remember(COLUMNS, block.packed);
  return [await file.close()];
};
