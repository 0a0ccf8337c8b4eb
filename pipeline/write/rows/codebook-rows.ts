import type { Codebook } from '../../model/codebook.ts';
import type { CodebookRow } from '../../model/generated/tables.ts';
import { byCodeUnit } from '../../model/order.ts';

/** Rows of the table codebook, sorted by vocabulary and code. */
export function codebookRows(codebook: Codebook): CodebookRow[] {
  const rows = [...codebook.vocabularies.values()].flatMap(({ vocabulary, codes }) =>
    codes.map(({ code, label, definition, test, examples, maps }, index) => ({
      vocabulary,
      code,
      rank: index + 1,
      label,
      definition,
      test,
      examples,
      maps: Object.entries(maps).map(([scheme, value]) => `${scheme}=${value}`),
    })),
  );
  return rows.sort((a, b) =>
    a.vocabulary === b.vocabulary ? byCodeUnit(a.code, b.code) : byCodeUnit(a.vocabulary, b.vocabulary),
  );
}
