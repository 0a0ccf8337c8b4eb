import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/problem.ts';
import { parseYaml } from '../ingest/parse.ts';
import { readBytes } from '../ingest/read.ts';
import type { Review } from '../model/generated/records.ts';
import type { ReviewsRow } from '../model/generated/tables.ts';
import type { Project } from '../project.ts';
import { checkReview } from '../validate/review.ts';
import type { RecordSummary } from '../validate/summary.ts';

/** What people say about claims that they held against their source. */
export interface ReadReviews {
  rows: ReviewsRow[];
  diagnostics: Diagnostic[];
  inputs: { path: string; digest: string }[];
}

/**
 * Reads the files of sources/reviews and checks them.
 * @param summaries what the records say about themselves
 */
export async function readReviews(
  { root, sources, validator, registry }: Project,
  summaries: readonly RecordSummary[],
): Promise<ReadReviews> {
  const { value: files, diagnostics } = await readBytes(root, sources.reviews);
  const coders = new Map(summaries.map(({ id, coder }) => [id, coder]));
  const context = { summaries, coders: registry.coders, coderOf: (id: string) => coders.get(id) };
  const rows: ReviewsRow[] = [];
  const inputs = files.map(({ path, bytes, digest }) => {
    const { value: file, diagnostics: ofForm } = parseYaml(path, bytes, digest);
    const checked = validator.reviewFile(file);
    const found = [...ofForm, ...checked.diagnostics, ...checkReview(file, checked.value, context)];
    for (const one of found) diagnostics.push(one);
    if (checked.valid && !hasErrors(found))
      for (const row of rowsOf(path, checked.value as Review, file.itemLines.claims ?? [])) rows.push(row);
    return { path, digest: file.digest };
  });
  rows.sort((a, b) => (`${a.claim_id} ${a.reviewer}` < `${b.claim_id} ${b.reviewer}` ? -1 : 1));
  return { rows, diagnostics, inputs };
}

function rowsOf(path: string, review: Review, lines: readonly number[]): ReviewsRow[] {
  const { record, reviewer, reviewed, seed } = review;
  return review.claims.map(({ claim, judgement, field, should_be, note }, index) => ({
    claim_id: `${record}/${claim}`,
    reviewer,
    source_id: record,
    reviewed,
    judgement,
    field,
    should_be,
    note: note ?? review.note,
    seed,
    file: path,
    line: lines[index] ?? 1,
  }));
}
