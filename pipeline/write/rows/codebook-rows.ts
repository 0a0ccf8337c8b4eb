import type { Codebook } from '../../model/codebook.ts';
import type { CodebookRow } from '../../model/generated/tables.ts';

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
    a.vocabulary === b.vocabulary ? order(a.code, b.code) : order(a.vocabulary, b.vocabulary),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
